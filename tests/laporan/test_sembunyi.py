"""An attacker who knows every published figure, the total, and this program: which tables give the same publication?

He writes down all tables that there can be, publishes each as the program would, and keeps those that look like the
one that he reads. What a hidden row can be in these is all that he knows of it; nobody can know more.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pytest

from laporan.statistik import sembunyi
from laporan.statistik.sembunyi import K, janji, pilih

Tabel = tuple[int, ...]
Terbit = tuple[int, tuple[int | None, ...]]
Aturan = Callable[[Mapping[str, int]], frozenset[str]]
SEDIKIT = 4  # values that a hidden row may have, for whoever reads only


def terbit(tabel: Tabel, nama: tuple[str, ...], aturan: Aturan) -> Terbit:
    hilang = aturan(dict(zip(nama, tabel, strict=True)))
    return sum(tabel), tuple(None if n in hilang else v for n, v in zip(nama, tabel, strict=True))


def kelas(nama: tuple[str, ...], puncak: int, aturan: Aturan = pilih) -> Iterator[tuple[Terbit, list[Tabel]]]:
    """Publications with something hidden, each with all tables that look like it."""
    semua: dict[Terbit, list[Tabel]] = defaultdict(list)
    for tabel in product(range(puncak + 1), repeat=len(nama)):
        if sum(tabel) >= K:
            semua[terbit(tabel, nama, aturan)].append(tabel)
    for isi, tabel_tabel in semua.items():
        # a table at the edge of what was written down might have others like it beyond
        if None in isi[1] and all(max(t) < puncak for t in tabel_tabel):
            yield isi, tabel_tabel


def tertutup(isi: Terbit) -> list[int]:
    return [ke for ke, n in enumerate(isi[1]) if n is None]


NAMA = [("a", "b", "c"), ("a", "b", "c", "d"), ("a", "b", "c", "d", "e"), ("", "b", "c", "d")]
PUNCAK = {3: 24, 4: 15, 5: 9}


@pytest.mark.parametrize("nama", NAMA, ids="".join)
def test_whoever_reads_everything_cannot_say_what_a_hidden_row_is(nama: tuple[str, ...]) -> None:
    ada = False
    for isi, tabel_tabel in kelas(nama, PUNCAK[len(nama)]):
        for ke in tertutup(isi):
            nilai = {t[ke] for t in tabel_tabel}
            assert len(nilai) >= SEDIKIT, (isi, nilai)
            ada = True
    assert ada


@pytest.mark.parametrize("nama", NAMA[1:3], ids="".join)
def test_nor_can_somebody_who_also_knows_one_of_the_hidden_rows(nama: tuple[str, ...]) -> None:
    """Where not all rows are hidden; where all are, whoever knows one knows the sum of the others, and no more."""
    for isi, tabel_tabel in kelas(nama, PUNCAK[len(nama)]):
        hilang = tertutup(isi)
        if len(hilang) == len(nama):
            continue
        for milik in hilang:
            per: dict[int, list[Tabel]] = defaultdict(list)
            for t in tabel_tabel:
                per[t[milik]].append(t)
            for tahu in per.values():
                assert all(len({t[ke] for t in tahu}) >= 2 for ke in hilang if ke != milik), (isi, tahu)


def test_whoever_knows_the_closed_row_besides_cannot_either() -> None:
    """The row without a province: how many kinds of institutions have none says something of it."""
    nama = ("", "b", "c", "d", "e")
    for isi, tabel_tabel in kelas(nama, 8, lambda t: pilih(t, frozenset({""}))):
        hilang = tertutup(isi)
        assert 0 in hilang
        if len(hilang) in {1, len(nama)}:
            continue
        per: dict[int, list[Tabel]] = defaultdict(list)
        for t in tabel_tabel:
            per[t[0]].append(t)
        for tahu in per.values():
            assert all(len({t[ke] for t in tahu}) >= SEDIKIT for ke in hilang if ke), (isi, tahu)


def tanpa_rumus(tabel: Mapping[str, int]) -> frozenset[str]:
    """The rule that only asks for three hidden rows of which the smaller ones hold k together."""
    hilang = {kode for kode, n in tabel.items() if n < K}
    while hilang and (
        len(hilang) < sembunyi.TERSEDIKIT or sum(tabel[k] for k in hilang) - max(tabel[k] for k in hilang) < K
    ):
        sisa = [n for kode, n in tabel.items() if kode not in hilang]
        if not sisa:
            break
        hilang |= {kode for kode, n in tabel.items() if n == min(sisa)}
    return frozenset(hilang)


def test_the_attacker_is_no_straw_man() -> None:
    """Where hidden rows are known to be smaller than published ones, hiding by their sum alone falls to him."""
    pasti = [
        isi
        for isi, tabel_tabel in kelas(("a", "b", "c", "d"), 15, tanpa_rumus)
        for ke in tertutup(isi)
        if len({t[ke] for t in tabel_tabel}) == 1
    ]
    assert pasti


def acak(benih: int, banyak: int) -> dict[str, int]:
    r = random.Random(benih)
    return {f"r{ke}": int(r.expovariate(1 / r.choice((1, 4, 15, 60)))) for ke in range(banyak)}


@pytest.mark.parametrize("benih", range(60))
def test_of_large_tables_too_nothing_small_is_published_and_every_hidden_row_could_be_another(benih: int) -> None:
    """As many rows as there are provinces: cases move between hidden rows, and the publication stays the same."""
    tabel = acak(benih, 39)
    hilang = pilih(tabel)
    assert all(n >= K for kode, n in tabel.items() if kode not in hilang)
    assert len(hilang) == 0 or len(hilang) >= sembunyi.TERSEDIKIT
    for kode in hilang:
        bisa = {tabel[lain] for lain in hilang}  # who exchanges two sees the same
        for nilai in range(2 * K):
            kembar = pindah(tabel, hilang, kode, nilai)
            if min(kembar.values()) >= 0 and pilih(kembar) == hilang:
                bisa.add(nilai)
        assert len(bisa) >= SEDIKIT, (kode, tabel[kode], bisa)


def pindah(tabel: Mapping[str, int], hilang: frozenset[str], kode: str, nilai: int) -> dict[str, int]:
    """The table with another value in a hidden row: the other hidden ones give or take, one case after the other."""
    kembar = {**tabel, kode: nilai}
    beda = tabel[kode] - nilai
    for _ke in range(abs(beda)):
        lain = (min if beda > 0 else max)(hilang - {kode}, key=kembar.__getitem__)
        kembar[lain] += 1 if beda > 0 else -1
    return kembar


@pytest.mark.parametrize("benih", range(30))
def test_who_exchanges_two_hidden_rows_gets_the_same_publication(benih: int) -> None:
    tabel, r = acak(benih, 12), random.Random(benih)
    hilang = sorted(pilih(tabel))
    if len(hilang) > 1:
        satu, dua = r.sample(hilang, 2)
        assert pilih(tabel | {satu: tabel[dua], dua: tabel[satu]}) == frozenset(hilang)


def test_a_table_without_small_counts_is_published_as_it_is() -> None:
    assert pilih({"a": 5, "b": 90, "": 0}) == frozenset()


def test_of_promises_fewer_than_five_broken_are_not_counted_out() -> None:
    assert {janji(100 - telat, telat) for telat in range(K)} == {(100, 96, 100, "telat_kurang_dari_k")}
    assert {janji(tepat, 100 - tepat) for tepat in range(K)} == {(100, 0, 4, "tepat_kurang_dari_k")}
    assert janji(193, 17) == (210, 91, 91, "")
    assert janji(7, 2) == (None, None, None, "disembunyikan")


def test_no_promise_says_how_many_were_decided_and_none_how_few_were_broken_or_kept() -> None:
    """Exact cases less exact promises would be those that still wait: so there are always several that fit."""
    per: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    for diputus in range(600):
        for telat in range(diputus + 1):
            per[janji(diputus - telat, telat)].append((diputus, telat))
    for isi, bisa in per.items():
        if isi[0] is None or isi[0] >= 590:
            continue
        sebab = isi[3]
        assert len({diputus for diputus, _telat in bisa}) > 2, isi
        sisi = {"telat": [t for _n, t in bisa], "tepat": [n - t for n, t in bisa]}
        assert all(len(set(sisi[nama])) >= K for nama in sisi if sebab.startswith(nama)), isi
        assert sebab or min(sisi["telat"]) >= K <= min(sisi["tepat"])
        assert all(isi[1] <= 100 * (n - t) / n < isi[2] + sembunyi.LANGKAH for n, t in bisa if not sebab), isi
        assert all(isi[1] <= 100 * (n - t) / n <= isi[2] for n, t in bisa if sebab), isi


def test_whoever_knows_one_hidden_row_is_not_left_with_two_numbers() -> None:
    """Of 0, 5 and 6 with 7 published, who knows the 0 would know that the others are 5 and 6: so all are hidden."""
    assert sembunyi.pilih({"a": 0, "b": 5, "c": 6, "d": 7}) == frozenset("abcd")

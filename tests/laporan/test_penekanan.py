"""An attacker with every publication, and with all the mathematics that there is, against what was left out."""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest

from laporan import penekanan
from laporan.penekanan import K, Kelompok, Sel

Tabel = dict[str, dict[int, Sel]]
SISI = ("tepat", "telat")


def acak(benih: int) -> Tabel:
    """A quarter: many inspectorates with few cases, some with many, some that keep every promise."""
    r = random.Random(benih)
    tabel: Tabel = {}
    pk = 0
    for jenis, banyak in (("kabupaten", 40), ("kementerian", 6), ("kota", 12), ("lembaga", 4), ("provinsi", 8)):
        tabel[jenis] = {}
        for _ke in range(banyak):
            pk += 1
            n = int(r.expovariate(1 / r.choice((2, 9, 30))))
            telat = sum(r.random() < r.choice((0.0, 0.2, 0.6)) for _i in range(n))
            tabel[jenis][pk] = Sel(n - telat, telat)
    return tabel


def datar(tabel: Tabel) -> dict[int, Sel]:
    return {pk: s for isi in tabel.values() for pk, s in isi.items() if s.jumlah}


def tertekan(tabel: Tabel, satu: Kelompok) -> set[int]:
    """Who is left out of a group: the attacker is given even this."""
    return {pk for jenis in satu.nama for pk, s in tabel[jenis].items() if s.jumlah and pk not in satu.baris}


def persamaan(terbitan: list[Kelompok], tabel: Tabel, sisi: str) -> Iterator[tuple[set[int], int]]:
    """Everything that a publication says: sums of cells. Totals over groups follow from these."""
    for satu in terbitan:
        terlihat = sum(getattr(s, sisi) for s in satu.baris.values())
        if kosong := tertekan(tabel, satu):
            yield kosong, getattr(satu.total, sisi) - terlihat


def pasti(sistem: list[tuple[set[int], int]]) -> dict[int, Fraction]:
    """The unknowns that a system of linear equations fixes (Gauss-Jordan, in fractions)."""
    kolom = sorted({pk for kiri, _kanan in sistem for pk in kiri})
    baris = [[Fraction(pk in kiri) for pk in kolom] + [Fraction(kanan)] for kiri, kanan in sistem]
    ke = 0
    for k in range(len(kolom)):
        poros = next((i for i in range(ke, len(baris)) if baris[i][k]), None)
        if poros is None:
            continue
        baris[ke], baris[poros] = baris[poros], baris[ke]
        baris[ke] = [x / baris[ke][k] for x in baris[ke]]
        for i in range(len(baris)):
            if i != ke and baris[i][k]:
                baris[i] = [a - baris[i][k] * b for a, b in zip(baris[i], baris[ke], strict=True)]
        ke += 1
    return {kolom[[bool(x) for x in b[:-1]].index(True)]: b[-1] for b in baris if sum(bool(x) for x in b[:-1]) == 1}


def selang(sistem: list[tuple[set[int], int]]) -> dict[int, tuple[int, int]]:
    """The whole numbers from 0 on that each unknown may still be, where no unknown stands in two equations."""
    semua = [pk for kiri, _kanan in sistem for pk in kiri]
    assert len(semua) == len(set(semua))
    return {pk: (0 if len(kiri) > 1 else kanan, kanan) for kiri, kanan in sistem for pk in kiri}


@pytest.mark.parametrize("benih", range(60))
def test_no_cell_that_was_left_out_is_recovered_nor_pinned_to_within_one(benih: int) -> None:
    tabel = acak(benih)
    terbitan = penekanan.tekan(tabel)
    for sisi in SISI:
        sistem = list(persamaan(terbitan, tabel, sisi))
        assert pasti(sistem) == {}
        assert all(atas - bawah > 2 for bawah, atas in selang(sistem).values())


@pytest.mark.parametrize("benih", range(60))
def test_even_one_of_those_left_out_cannot_pin_another(benih: int) -> None:
    tabel = acak(benih)
    benar = datar(tabel)
    for satu in penekanan.tekan(tabel):
        kosong = tertekan(tabel, satu)
        for orang_dalam in kosong:
            for sisi in SISI:
                sisa = sum(getattr(benar[pk], sisi) for pk in kosong - {orang_dalam})
                assert len(kosong) - 1 >= 2
                assert sisa >= K


@pytest.mark.parametrize("benih", range(30))
def test_two_quarters_together_say_no_more_than_each_alone(benih: int) -> None:
    """The difference of two publications mixes unknowns of both: no new equation about one of them."""
    sistem = []
    for ke, geser in ((benih, 0), (benih + 1000, 10_000)):
        tabel = acak(ke)
        for sisi in SISI:
            for kiri, kanan in persamaan(penekanan.tekan(tabel), tabel, sisi):
                sistem.append(({pk + geser + (5000 if sisi == "telat" else 0) for pk in kiri}, kanan))
    jumlah = (set().union(*(kiri for kiri, _kanan in sistem)), sum(kanan for _kiri, kanan in sistem))
    assert pasti([*sistem, jumlah]) == {}
    assert all(atas - bawah > 2 for bawah, atas in selang(sistem).values())


@pytest.mark.parametrize("benih", range(30))
def test_who_exchanges_two_rows_that_were_left_out_gets_the_same_publication(benih: int) -> None:
    """Who knows the rules of this module as well cannot tell them apart: what is left out depends on counts alone."""
    tabel = acak(benih)
    terbitan = penekanan.tekan(tabel)
    r = random.Random(benih)
    for satu in terbitan:
        kosong = sorted(tertekan(tabel, satu))
        if not kosong:
            continue
        tempat = {pk: jenis for jenis, isi in tabel.items() for pk in isi}
        jenis = tempat[r.choice(kosong)]
        sejenis = [pk for pk in kosong if tempat[pk] == jenis]
        satu_pk, dua_pk = r.choice(sejenis), r.choice(sejenis)
        lain = {j: dict(isi) for j, isi in tabel.items()}
        lain[jenis][satu_pk], lain[jenis][dua_pk] = tabel[jenis][dua_pk], tabel[jenis][satu_pk]
        assert penekanan.tekan(lain) == terbitan


@pytest.mark.parametrize("benih", range(30))
def test_no_small_count_is_published_and_totals_are_true(benih: int) -> None:
    tabel = acak(benih)
    benar = datar(tabel)
    terbitan = penekanan.tekan(tabel)
    assert terbitan
    for satu in terbitan:
        assert not any(s.kecil for s in satu.baris.values())
        assert all(benar[pk] == s for pk, s in satu.baris.items())
        isi = [s for jenis in satu.nama for s in tabel[jenis].values()]
        assert satu.total == Sel(sum(s.tepat for s in isi), sum(s.telat for s in isi))
    jenis = [j for satu in terbitan for j in satu.nama]
    assert len(jenis) == len(set(jenis))


def test_a_row_alone_in_its_group_takes_others_with_it() -> None:
    tabel: Mapping[str, Mapping[int, Sel]] = {
        "kota": {1: Sel(3, 0), 2: Sel(8, 7), 3: Sel(9, 9), 4: Sel(90, 40), 5: Sel(80, 60)}
    }
    (satu,) = penekanan.tekan(tabel)
    assert set(satu.baris) == {4, 5}
    assert satu.ditekan == 3


def test_what_cannot_be_made_safe_joins_the_next_group_and_alone_is_not_published() -> None:
    kecil, besar = {1: Sel(2, 0)}, {2: Sel(20, 20), 3: Sel(30, 30), 4: Sel(40, 40)}
    assert [k.nama for k in penekanan.tekan({"a": kecil, "b": besar})] == [("a", "b")]
    assert penekanan.tekan({"a": kecil}) == []


def test_without_the_second_step_the_attack_succeeds() -> None:
    """The attacker above is no straw man: a publication that only leaves out small rows falls to him."""
    tabel = {"kota": {1: Sel(3, 1), 2: Sel(30, 30)}}
    polos = Kelompok(("kota",), {2: Sel(30, 30)}, 1, Sel(33, 31))
    assert pasti(list(persamaan([polos], tabel, "tepat"))) == {1: Fraction(3)}


def geser(tabel: Tabel, dari: int, ke: int, tambah: Sel) -> Tabel:
    """The table with so many promises moved from one row to another; a negative count goes the other way."""
    pindah = {dari: Sel(-tambah.tepat, -tambah.telat), ke: tambah}
    return {
        jenis: {pk: Sel(s.tepat + p.tepat, s.telat + p.telat) if (p := pindah.get(pk)) else s for pk, s in isi.items()}
        for jenis, isi in tabel.items()
    }


def bisa_lain(tabel: Tabel, terbitan: list[Kelompok], pk: int, sisi: str, lain: set[int]) -> bool:
    """Whether a hidden count could be another one, for whoever publishes every table himself."""
    for dari in sorted(lain - {pk}):
        for n in (-1, 1, -2, 2, -3, 3):
            for sebelah in (0, -n):  # the other side of the row stays, or its sum does
                t = geser(tabel, dari, pk, Sel(n, sebelah) if sisi == "tepat" else Sel(sebelah, n))
                utuh = all(s.tepat >= 0 and s.telat >= 0 for isi in t.values() for s in isi.values())
                if utuh and datar(t).keys() == datar(tabel).keys() and penekanan.tekan(t) == terbitan:
                    return True
    return False


@pytest.mark.parametrize("benih", range(8))
def test_who_publishes_every_table_himself_learns_no_row_not_even_from_inside(benih: int) -> None:
    """Whoever knows the rules finds other tables with the same publication, also when he is one of those left out."""
    tabel = {jenis: dict(list(isi.items())[:8]) for jenis, isi in acak(benih).items()}
    terbitan = penekanan.tekan(tabel)
    diperiksa = 0
    for satu in terbitan:
        kosong = tertekan(tabel, satu)
        for pk in kosong:
            for sisi in SISI:
                for dalam in kosong - {pk}:
                    assert bisa_lain(tabel, terbitan, pk, sisi, kosong - {dalam}), (pk, sisi, dalam)
                    diperiksa += 1
    assert diperiksa


def test_three_rows_that_only_add_up_do_not_hide_each_other() -> None:
    """2, 3 and 3: who knows that he has 2 would know the others, because none may hold more than the rest."""
    hilang = {1: Sel(20, 2), 2: Sel(20, 3), 3: Sel(20, 3)}
    (satu,) = penekanan.tekan({"kota": hilang | {4: Sel(30, 30), 5: Sel(40, 40)}})
    assert set(satu.baris) == {5}

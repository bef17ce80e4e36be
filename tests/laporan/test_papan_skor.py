import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from akun.models import User
from laporan import papan_skor
from laporan.papan_skor import PALING_SEDIKIT, UKURAN
from laporan.penyusutan import Hitung
from tests import factories
from tests.factories import SENIN
from tests.laporan import isian
from tests.laporan.isian import HARI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
DARI, SAMPAI = SENIN - 90 * HARI, SENIN


def sama(*hitung: Hitung) -> dict[str, Hitung]:
    return dict(zip(UKURAN, hitung, strict=True))


def test_the_counts_are_those_of_plain_python() -> None:
    """A quarter of random lives, counted twice: by the statement, and by hand."""
    r = random.Random(20230408)
    auditor = factories.UserFactory()
    harap: dict[int, dict[str, list[int]]] = {}
    tujuan = [isian.inspektorat(n) for n in range(4)]
    ke = 0

    def catat(pk: int, ukuran: str, kena: bool) -> None:
        angka = harap.setdefault(pk, {u: [0, 0] for u in UKURAN})[ukuran]
        angka[0] += 1
        angka[1] += kena

    def di_dalam(pada: Any) -> bool:
        return DARI <= pada < SAMPAI

    for _ke in range(120):
        ke += 1
        satu, pada = r.choice(tujuan), SENIN - r.uniform(0, 140) * HARI
        p = isian.kasus(ke, satu.instansi)
        jawab, tempo = pada + r.uniform(0.1, 12) * HARI, pada + 6 * HARI
        dijawab, balik = r.random() < 0.8, r.random() < 0.25
        henti = jawab if dijawab and jawab < SENIN else None
        isian.jam(p, "terima_apip", pada, tempo, henti)
        if (henti or (tempo < SAMPAI and tempo)) and di_dalam(min(henti or tempo, tempo)):
            catat(satu.pk, "terima", henti is not None and henti <= tempo)
        if henti is None:
            isian.eskalasi(p, satu, pada)
            continue
        if di_dalam(henti):
            catat(satu.pk, "kembali", balik)
        if balik:
            isian.eskalasi(p, satu, pada, dikembalikan_pada=henti, alasan_segel=b"x")
            continue
        e = isian.eskalasi(p, satu, pada, diterima_pada=henti)
        lapor, batas = henti + r.uniform(1, 60) * HARI, henti + 30 * HARI
        selesai = lapor if lapor < SENIN else None
        isian.jam(p, "apip", henti, batas, selesai)
        if (selesai or batas < SAMPAI) and di_dalam(min(selesai or batas, batas)):
            catat(satu.pk, "hasil", selesai is not None and selesai <= batas)
        if selesai:
            dikembalikan = min(selesai + HARI, SENIN - timedelta(seconds=1)) if r.random() < 0.3 else None
            isian.hasil(e, auditor, selesai, dikembalikan)
            if di_dalam(selesai):
                catat(satu.pk, "mutu", dikembalikan is not None)
    isian.baca()
    dapat = papan_skor.hitung(dari=DARI, sampai=SAMPAI)
    assert {pk: {u: [h.n, h.x] for u, h in isi.items()} for pk, isi in dapat.items()} == harap
    assert sum(h["hasil"].n for h in dapat.values()) > 20


def test_what_is_nobodys_fault_is_not_counted() -> None:
    satu = isian.inspektorat(1)
    surat = isian.kasus(1)  # came by letter, and into the inbox when the clock had run out
    isian.jam(surat, "terima_apip", SENIN - 40 * HARI, SENIN - 30 * HARI, None)
    isian.eskalasi(surat, satu, SENIN - 5 * HARI)
    jeda = isian.kasus(2)  # its clock stands still: the next word is LKPP's
    isian.eskalasi(jeda, satu, SENIN - 40 * HARI, diterima_pada=SENIN - 200 * HARI)
    isian.jam(jeda, "apip", SENIN - 39 * HARI, SENIN - 3 * HARI, None, dijeda=True)
    jalan = isian.kasus(3)  # not due yet
    isian.eskalasi(jalan, satu, SENIN - 2 * HARI)
    isian.jam(jalan, "terima_apip", SENIN - 2 * HARI, SENIN + 3 * HARI, None)
    dibuka = isian.kasus(4)  # taken back by LKPP, without a word from the inspectorate
    isian.eskalasi(dibuka, satu, SENIN - 20 * HARI, dikembalikan_pada=SENIN - 4 * HARI)
    isian.baca()
    assert papan_skor.hitung(dari=DARI, sampai=SAMPAI) == {}


def test_a_second_handing_over_is_counted_for_its_own_inspectorate() -> None:
    satu, dua = isian.inspektorat(1), isian.inspektorat(2)
    p = isian.kasus(1)
    isian.eskalasi(p, satu, SENIN - 40 * HARI, dikembalikan_pada=SENIN - 38 * HARI, alasan_segel=b"x")
    isian.jam(p, "terima_apip", SENIN - 40 * HARI, SENIN - 35 * HARI, SENIN - 38 * HARI)
    isian.eskalasi(p, dua, SENIN - 30 * HARI, diterima_pada=SENIN - 20 * HARI)
    isian.jam(p, "terima_apip", SENIN - 30 * HARI, SENIN - 25 * HARI, SENIN - 20 * HARI, siklus=2)
    isian.baca()
    dapat = papan_skor.hitung(dari=DARI, sampai=SAMPAI)
    assert (dapat[satu.pk]["terima"], dapat[dua.pk]["terima"]) == (Hitung(1, 1), Hitung(1, 0))
    assert (dapat[satu.pk]["kembali"], dapat[dua.pk]["kembali"]) == (Hitung(1, 1), Hitung(1, 0))


@pytest.mark.parametrize("awal", [DARI, SENIN - 30 * HARI, SENIN - 10 * HARI])
def test_a_promise_is_counted_in_one_period_only(awal: Any) -> None:
    satu = isian.inspektorat(1)
    for ke in range(12):
        p, mulai = isian.kasus(ke), SENIN - (60 - 4 * ke) * HARI
        isian.eskalasi(p, satu, mulai, diterima_pada=mulai + ke * HARI)
        isian.jam(p, "terima_apip", mulai, mulai + 5 * HARI, mulai + ke * HARI)

    isian.baca()

    def n(dari: Any, sampai: Any) -> int:
        return sum(h["terima"].n for h in papan_skor.hitung(dari=dari, sampai=sampai).values())

    assert n(DARI, awal) + n(awal, SAMPAI) == n(DARI, SAMPAI)


def test_the_board_is_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        papan_skor.susun(papan_skor.hitung(dari=DARI, sampai=SAMPAI))


@pytest.mark.parametrize("benih", range(40))
def test_an_inspectorate_with_one_case_never_tops(benih: int) -> None:
    """A whole country at random: whoever has one case, or three, and all of them good, stands on no rank at all."""
    r = random.Random(benih)
    isi = {}
    for pk in range(1, 641):
        n = 1 if pk <= 200 else 3 if pk <= 300 else int(r.expovariate(1 / 40)) + 1
        tepat = n if pk <= 300 else sum(r.random() < r.betavariate(8, 2) for _i in range(n))
        isi[pk] = sama(Hitung(n, tepat), Hitung(n, tepat), Hitung(n, n - tepat), Hitung(n, n - tepat))
    papan = papan_skor.susun(isi)
    for ukuran in UKURAN:
        urut = papan.urut(ukuran)
        assert all(s.nilai[ukuran].n >= PALING_SEDIKIT for s in urut[:20])
        assert all(papan.skor[pk].peringkat[ukuran] is None for pk in range(1, 301))
        assert urut[0].peringkat[ukuran] == 1


def test_two_hundred_good_cases_stand_above_ten_perfect_ones() -> None:
    biasa = {pk: sama(*[Hitung(40, 24 + pk % 9)] * 2, *[Hitung(40, 8 + pk % 9)] * 2) for pk in range(3, 60)}
    isi = biasa | {
        1: sama(Hitung(10, 10), Hitung(10, 10), Hitung(10, 0), Hitung(10, 0)),
        2: sama(Hitung(200, 194), Hitung(200, 194), Hitung(200, 6), Hitung(200, 6)),
    }
    papan = papan_skor.susun(isi)
    for ukuran in UKURAN:
        pertama, kedua = papan.skor[2].peringkat[ukuran], papan.skor[1].peringkat[ukuran]
        assert pertama is not None
        assert kedua is not None
        assert pertama < kedua


def test_equals_share_a_rank() -> None:
    isi = {pk: sama(*[Hitung(20, 15)] * 4) for pk in (1, 2)} | {3: sama(*[Hitung(20, 2)] * 4)}
    peringkat = [papan_skor.susun(isi).skor[pk].peringkat["hasil"] for pk in (1, 2, 3)]
    assert peringkat == [1, 1, 3]


# -- the page ----------------------------------------------------------------------------------------------------------

ALAMAT = ("/laporan/papan-skor/", "/laporan/efektivitas/")
BOLEH = {"pejabat_dpph", "pimpinan", "penelaah", "pejabat_dpph_2"}


@pytest.mark.parametrize("alamat", ALAMAT)
def test_who_reads_the_figures(alamat: str, orang: dict[str, User], masuk: Callable[[str], Client]) -> None:
    for nama in orang:
        assert masuk(nama).get(alamat).status_code == (200 if nama in BOLEH else 403), nama
    assert Client().get(alamat).status_code == 302


def test_the_page_shows_rate_interval_and_who_has_too_few(masuk: Callable[[str], Client]) -> None:
    banyak, sedikit = isian.inspektorat(1), isian.inspektorat(2)
    for ke in range(14):
        tujuan, mulai = sedikit if ke == 13 else banyak, timezone.now() - 30 * HARI
        p = isian.kasus(ke)
        isian.eskalasi(p, tujuan, mulai, diterima_pada=mulai + HARI)
        isian.jam(p, "terima_apip", mulai, mulai + 5 * HARI, mulai + HARI)
    isian.baca()
    isi = masuk("pimpinan").get("/laporan/papan-skor/?urut=terima").content.decode()
    assert isi.index("Inspektorat Uji 1") < isi.index("belum cukup kasus") < isi.index("Inspektorat Uji 2")
    assert "13 dari 13" in isi
    assert "1 dari 1<" in isi

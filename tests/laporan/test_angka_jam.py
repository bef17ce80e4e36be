"""Promises kept and durations: each clock counts once, in the moment in which it was decided."""

from datetime import datetime, timedelta
from math import ceil

import pytest

from akun.models import Instansi
from laporan.angka.bentuk import Bagian, Ketepatan, Lamanya
from laporan.angka.daftar import SEMUA
from laporan.angka.jam import KODE
from laporan.fakta import JANJI, PENGADUAN
from laporan.models import FaktaJam, FaktaKasus
from laporan.saringan import Saringan
from sla.models import Tenggat
from tests.factories import SENIN
from tests.laporan import isian_angka
from tests.laporan.test_angka_rincian import DARI, NOW, SAMPAI, berapa, cocok, semua_saringan

pytestmark = pytest.mark.django_db
SEHARI = 86_400


@pytest.fixture
def instansi(kebijakan: None) -> list[Instansi]:
    return isian_angka.isi()


class Terhitung:
    """Whether a clock counts: by its case, or without a filter also where there is none to look at."""

    def __init__(self, s: Saringan) -> None:
        self.s, self.kasus = s, {(f.tipe, f.objek_id): f for f in FaktaKasus.objects.all()}

    def __call__(self, tipe: str, objek: int) -> bool:
        s, f = self.s, self.kasus.get((tipe, objek))
        if not s.menyempit or f is None:
            return not (s.instansi or s.provinsi or s.jenis or s.jalur)
        return cocok(f, s) and not ((s.jenis or s.jalur) and tipe != PENGADUAN)


def test_a_promise_counts_where_it_was_decided(instansi: list[Instansi]) -> None:
    for s in semua_saringan(instansi):
        terhitung, harus = Terhitung(s), {kode: [0, 0] for kode in KODE}
        for j in FaktaJam.objects.filter(diputus_pada__gte=DARI, diputus_pada__lt=SAMPAI):
            if terhitung(j.tipe, j.objek_id):
                harus[j.kode][0 if j.tepat else 1] += 1
        for t in Tenggat.objects.filter(dijeda=False, berhenti_pada=None, jatuh_tempo__gte=DARI, jatuh_tempo__lt=NOW):
            if terhitung(t.objek_tipe, t.objek_id):
                harus[t.kode][1] += 1
        hasil = SEMUA["tepat"].hitung(s, NOW)
        assert isinstance(hasil, Ketepatan)
        assert {b.kode: [b.tepat, b.telat] for b in hasil.baris} == harus, s
        assert hasil.semua == Bagian(sum(a for a, _b in harus.values()), sum(a + b for a, b in harus.values())), s
        assert hasil.semua.n > 0, s


def test_median_and_ninetieth_percentile_are_the_nearest_ranks(instansi: list[Instansi]) -> None:
    for s in semua_saringan(instansi):
        terhitung = Terhitung(s)
        harus: dict[str, list[int]] = {kode: [] for kode in KODE}
        for j in FaktaJam.objects.filter(berhenti_pada__gte=DARI, berhenti_pada__lt=SAMPAI):
            if terhitung(j.tipe, j.objek_id):
                harus[j.kode].append(j.lama)
        hasil = SEMUA["lama"].hitung(s, NOW)
        assert isinstance(hasil, Lamanya)
        assert {b.kode: b.n for b in hasil.baris} == {kode: len(isi) for kode, isi in harus.items()}, s
        for b in hasil.baris:
            for nilai, bagian in ((b.median, 0.5), (b.p90, 0.9)):
                assert nilai == peringkat(harus[b.kode], bagian), s


def peringkat(lama: list[int], bagian: float) -> float | None:
    """The smallest duration that this share of all does not exceed, rounded as the definition says."""
    if not lama:
        return None
    detik = sorted(lama)[ceil(round(bagian * len(lama), 6)) - 1]
    langkah = 864 if detik < 2 * SEHARI else 8640
    return round((detik + langkah // 2) // langkah * langkah / SEHARI, 2)


def test_the_cases_behind_a_broken_promise_are_found(instansi: list[Instansi]) -> None:
    s = Saringan(DARI, SAMPAI)
    for hasil in ("tepat", "telat"):
        for kode in ("pengaduan.verifikasi", "helpdesk.tiket"):
            tipe = JANJI[kode]
            jam = FaktaJam.objects.filter(
                kode=kode, diputus_pada__gte=DARI, diputus_pada__lt=SAMPAI, tepat=hasil == "tepat"
            )
            ada = set(jam.values_list("objek_id", flat=True))
            if hasil == "telat":
                ada |= {
                    t.objek_id
                    for t in Tenggat.objects.filter(kode=kode, dijeda=False, jatuh_tempo__gte=DARI, jatuh_tempo__lt=NOW)
                }
            ada &= set(FaktaKasus.objects.filter(tipe=tipe).values_list("objek_id", flat=True))
            assert ada
            assert berapa(SEMUA["tepat"].kasus(s, NOW, f"{kode}:{hasil}")) == len(ada)
    assert berapa(SEMUA["tepat"].kasus(s, NOW, "pengaduan.verifikasi:entah")) == 0


def test_the_cases_behind_a_duration_are_found(instansi: list[Instansi]) -> None:
    jam = FaktaJam.objects.filter(kode="pengaduan.apip", berhenti_pada__gte=DARI, berhenti_pada__lt=SAMPAI)
    ada = set(jam.values_list("objek_id", flat=True))
    assert berapa(SEMUA["lama"].kasus(Saringan(DARI, SAMPAI), NOW, "pengaduan.apip")) == len(ada)


def _tempo(selisih: timedelta, **lain: object) -> datetime:
    kebijakan = isian_angka._kebijakan("pengaduan.apip")
    tempo = SENIN + selisih
    isi = {"objek_tipe": PENGADUAN, "objek_id": 1, "kode": "pengaduan.apip", "kebijakan": kebijakan}
    Tenggat.objects.create(**isi, mulai_pada=SENIN - timedelta(days=50), jatuh_tempo=tempo, **lain)
    return tempo


def _telat(now: datetime) -> int:
    hasil = SEMUA["tepat"].hitung(Saringan(DARI, SAMPAI), now)
    assert isinstance(hasil, Ketepatan)
    return hasil.semua.n


def test_a_running_clock_is_late_from_its_due_time_on(kebijakan: None) -> None:
    tempo = _tempo(timedelta(hours=-1))
    assert _telat(tempo) == 0
    assert _telat(tempo + timedelta(seconds=1)) == 1


def test_a_clock_that_stands_still_is_not_yet_decided(kebijakan: None) -> None:
    _tempo(timedelta(hours=-1), dijeda=True)
    assert _telat(SENIN) == 0


@pytest.mark.parametrize("kode", ["tepat", "lama"])
def test_behind_a_way_of_complaints_stand_no_letters_of_a_way_with_the_same_name(
    kode: str, instansi: list[Instansi]
) -> None:
    FaktaKasus.objects.exclude(tipe=PENGADUAN).update(jalur="surat")
    s = Saringan(DARI, SAMPAI, jalur="surat")
    assert berapa(SEMUA[kode].kasus(s, NOW, "persuratan.surat")) == 0
    assert berapa(SEMUA[kode].kasus(Saringan(DARI, SAMPAI), NOW, "persuratan.surat")) > 0
    assert berapa(SEMUA[kode].kasus(s, NOW)) > 0

"""Each figure equals what is counted by hand from the same facts, whatever the filter; its cases are as many."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from akun.models import Instansi
from akun.receipt import WIB
from laporan.angka import borongan
from laporan.angka.bentuk import Deret, Kasus, Rincian, dari_json, ke_json
from laporan.angka.daftar import SEMUA
from laporan.fakta import KONSULTASI, PENGADUAN, SURAT_KELUAR, SURAT_MASUK, TIKET
from laporan.models import FaktaJam, FaktaKasus
from laporan.saringan import Saringan, awal_hari
from sla.models import Tenggat
from tests.factories import SENIN
from tests.laporan import isian_angka

pytestmark = pytest.mark.django_db
DARI, SAMPAI = awal_hari((SENIN - timedelta(days=60)).date()), awal_hari((SENIN + timedelta(days=1)).date())
NOW = SENIN
F = FaktaKasus
Kode = Callable[[FaktaKasus], str]


def _keputusan(f: FaktaKasus) -> str:
    if f.status in {"selesai", "ditutup"}:
        return "apip" if f.eskalasi_pada else "lkpp"
    return f.status


def _jenis_instansi(f: FaktaKasus) -> str:
    return f.instansi.jenis if f.instansi else ""


RINCIAN: dict[str, tuple[str, Kode]] = {
    "pengadu": (PENGADUAN, lambda f: f.golongan),
    "jalur": (PENGADUAN, lambda f: f.jalur),
    "klasifikasi": (PENGADUAN, lambda f: f.jenis),
    "hps": (PENGADUAN, lambda f: f.pita_hps),
    "wilayah": (PENGADUAN, lambda f: f.provinsi),
    "status": (PENGADUAN, lambda f: f.status),
    "keputusan": (PENGADUAN, _keputusan),
    "teradu_jenis": (PENGADUAN, _jenis_instansi),
    "tiket_jenis": (TIKET, lambda f: f.jenis),
    "tiket_kanal": (TIKET, lambda f: f.jalur),
    "konsultasi_kanal": (KONSULTASI, lambda f: f.jalur),
    "konsultasi_subjek": (KONSULTASI, lambda f: f.jenis),
}
SARINGAN: dict[str, dict[str, Any]] = {
    "semua": {},
    "instansi": {"instansi": 0},
    "provinsi": {"provinsi": "32"},
    "jenis": {"jenis": "tindak_pidana"},
    "golongan jenis": {"jenis": "administrasi"},
    "jalur": {"jalur": "wbs"},
    "konflik": {"kecuali": [1, 2]},
    "berlapis": {"provinsi": "11", "jalur": "epengaduan", "kecuali": [0]},
}


@pytest.fixture
def instansi(kebijakan: None) -> list[Instansi]:
    return isian_angka.isi()


def saring(isi: dict[str, Any], instansi: list[Instansi]) -> Saringan:
    """The filter, with institutions by their place in the list."""
    ganti = dict(isi)
    if "instansi" in isi:
        ganti["instansi"] = instansi[isi["instansi"]].pk
    if "kecuali" in isi:
        ganti["kecuali"] = frozenset(instansi[ke].pk for ke in isi["kecuali"])
    return Saringan(DARI, SAMPAI, **ganti)


def semua_saringan(instansi: list[Instansi]) -> Iterator[Saringan]:
    """Every filter of the table."""
    return (saring(isi, instansi) for isi in SARINGAN.values())


def cocok(f: FaktaKasus, s: Saringan) -> bool:
    """Whether a case passes the filter; written once more, by hand."""
    return (
        (s.instansi is None or f.instansi_id == s.instansi)
        and s.provinsi in {"", f.provinsi}
        and (not s.jenis or f.jenis == s.jenis or f.jenis.split(".")[0] == s.jenis)
        and s.jalur in {"", f.jalur}
        and f.instansi_id not in s.kecuali
    )


def kasus(tipe: str, s: Saringan, kode: str, waktu: str = "masuk_pada") -> list[FaktaKasus]:
    """The cases of a kind that are counted."""
    s = s.hanya(SEMUA[kode].saringan)
    semua: Iterable[FaktaKasus] = F.objects.filter(tipe=tipe).select_related("instansi")
    return [f for f in semua if (p := getattr(f, waktu)) and s.dari <= p < s.sampai and cocok(f, s)]


def berapa(satu: Kasus | None) -> int:
    """How many cases a figure says are behind it."""
    assert satu is not None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM laporan_faktakasus f {satu.gabung} WHERE {satu.syarat}", satu.nilai)
        (jumlah,) = cursor.fetchone()
    return int(jumlah)


def test_a_breakdown_counts_each_case_of_the_period_once(instansi: list[Instansi]) -> None:
    for s in semua_saringan(instansi):
        for kode, (tipe, cari) in RINCIAN.items():
            waktu = "selesai_pada" if kode == "keputusan" else "masuk_pada"
            harus = Counter(cari(f) for f in kasus(tipe, s, kode, waktu))
            hasil = SEMUA[kode].hitung(s, NOW)
            assert isinstance(hasil, Rincian)
            assert {b.kode: b.jumlah for b in hasil.baris if b.jumlah} == harus, (kode, s)
            assert hasil.jumlah == harus.total() == berapa(SEMUA[kode].kasus(s, NOW)), (kode, s)
            for b in hasil.baris[-1:]:
                assert berapa(SEMUA[kode].kasus(s, NOW, b.kode)) == b.jumlah, (kode, s)
            assert all(b.label for b in hasil.baris), (kode, s)


def test_behind_each_line_stand_as_many_cases_as_it_says(instansi: list[Instansi]) -> None:
    s = Saringan(DARI, SAMPAI)
    for kode in (*RINCIAN, "teradu", "teradu_instansi"):
        hasil = SEMUA[kode].hitung(s, NOW)
        assert isinstance(hasil, Rincian)
        assert [berapa(SEMUA[kode].kasus(s, NOW, b.kode)) for b in hasil.baris] == [b.jumlah for b in hasil.baris], kode


def test_a_complaint_counts_in_the_line_of_each_role_it_names(instansi: list[Instansi]) -> None:
    for s in semua_saringan(instansi):
        ada = kasus(PENGADUAN, s, "teradu")
        hasil = SEMUA["teradu"].hitung(s, NOW)
        assert isinstance(hasil, Rincian)
        harus = Counter(p for f in ada for p in f.teradu or [""])
        assert {b.kode: b.jumlah for b in hasil.baris if b.jumlah} == harus, s
        assert hasil.jumlah == len(ada), s


def test_the_institutions_with_most_complaints_come_first(instansi: list[Instansi]) -> None:
    for s in semua_saringan(instansi):
        ada = kasus(PENGADUAN, s, "teradu_instansi")
        hasil = SEMUA["teradu_instansi"].hitung(s, NOW)
        assert isinstance(hasil, Rincian)
        harus = Counter(f.instansi_id for f in ada if f.instansi_id)
        assert {int(b.kode): b.jumlah for b in hasil.baris} == harus, s
        assert [(-b.jumlah, b.label.casefold()) for b in hasil.baris] == sorted(
            (-b.jumlah, b.label.casefold()) for b in hasil.baris
        )
        assert hasil.jumlah == len(ada), s


def test_only_the_ten_institutions_with_most_complaints_are_lines(db: None) -> None:
    for ke in range(12):
        satu = Instansi.objects.create(nama=f"Instansi {ke:02}", jenis="kota")
        for urut in range(2 if ke == 11 else 1):
            F.objects.create(tipe=PENGADUAN, objek_id=ke * 10 + urut, masuk_pada=SENIN, status="telaah", instansi=satu)
    hasil = SEMUA["teradu_instansi"].hitung(Saringan(DARI, SAMPAI), NOW)
    assert isinstance(hasil, Rincian)
    assert [b.label for b in hasil.baris] == ["Instansi 11", *(f"Instansi {ke:02}" for ke in range(9))]
    assert hasil.jumlah == 13


DERET = {
    "arus": {"masuk": (PENGADUAN, "masuk_pada"), "selesai": (PENGADUAN, "selesai_pada")},
    "surat": {
        "masuk": (SURAT_MASUK, "masuk_pada"),
        "selesai": (SURAT_MASUK, "selesai_pada"),
        "keluar": (SURAT_KELUAR, "selesai_pada"),
    },
    "tiket": {"masuk": (TIKET, "masuk_pada"), "selesai": (TIKET, "selesai_pada")},
    "konsultasi": {"masuk": (KONSULTASI, "masuk_pada"), "selesai": (KONSULTASI, "selesai_pada")},
}


def _hari(pada: datetime) -> str:
    return pada.astimezone(WIB).date().isoformat()


def _senin(pada: datetime) -> str:
    hari = pada.astimezone(WIB).date()
    return (hari - timedelta(days=hari.weekday())).isoformat()


def _bulan(pada: datetime) -> str:
    return pada.astimezone(WIB).date().replace(day=1).isoformat()


def test_a_flow_counts_by_day_week_or_month(instansi: list[Instansi]) -> None:
    for sempit in semua_saringan(instansi):
        for hari, ember in ((20, _hari), (60, _senin), (200, _bulan)):
            s = replace(sempit, dari=SAMPAI - timedelta(days=hari))
            for kode in DERET:
                hasil = SEMUA[kode].hitung(s, NOW)
                assert isinstance(hasil, Deret)
                periksa_deret(kode, hasil, s, ember)


def periksa_deret(kode: str, hasil: Deret, s: Saringan, ember: Callable[[datetime], str]) -> None:
    """Whether a flow is what is counted by hand, and its cases are as many."""
    assert len(hasil.label) == len(hasil.kode) == len(set(hasil.kode))
    for arus, (tipe, waktu) in DERET[kode].items():
        ada = [f for f in kasus(tipe, s, kode, waktu) if arus != "keluar" or f.status in {"dikirim", "diarsipkan"}]
        nilai = dict(zip(hasil.kode, hasil.deret[arus], strict=True))
        assert {k: v for k, v in nilai.items() if v} == Counter(ember(getattr(f, waktu)) for f in ada), (kode, s)
        assert berapa(SEMUA[kode].kasus(s, NOW, arus)) == len(ada), (kode, s)
        assert berapa(SEMUA[kode].kasus(s, NOW, f"{arus}:{hasil.kode[-1]}")) == (nilai[hasil.kode[-1]] or 0)


def test_what_has_not_come_is_not_zero(db: None) -> None:
    s = Saringan(awal_hari(SENIN.date()), awal_hari((SENIN + timedelta(days=3)).date()))
    hasil = SEMUA["arus"].hitung(s, NOW)
    assert isinstance(hasil, Deret)
    assert hasil.deret["masuk"] == (0, None, None)
    assert hasil.label == ("23 Nov", "24 Nov", "25 Nov")


def test_figures_counted_together_are_the_figures(instansi: list[Instansi]) -> None:
    for s in semua_saringan(instansi):
        diminta = [(angka, satu) for satu in (s, s.sebelum) for angka in SEMUA.values()]
        assert borongan.hitung(diminta, now=NOW) == [angka.hitung(satu, NOW) for angka, satu in diminta], s


def test_every_figure_survives_an_empty_period_and_comes_back_from_json(instansi: list[Instansi]) -> None:
    lama = Saringan(DARI - timedelta(days=4000), DARI - timedelta(days=3900))
    for kode, angka in SEMUA.items():
        for s in (lama, Saringan(DARI, SAMPAI)):
            hasil = angka.hitung(s, NOW)
            assert dari_json(ke_json(hasil)) == hasil, kode
        if not angka.sekarang and angka.telusur:
            assert berapa(angka.kasus(lama, NOW)) == 0, kode


def test_cases_of_an_institution_that_the_reader_is_bound_to_are_never_counted(instansi: list[Instansi]) -> None:
    terikat = Saringan(DARI, SAMPAI, kecuali=frozenset({instansi[0].pk, instansi[3].pk}))
    bertelusur = [angka for angka in SEMUA.values() if angka.telusur]
    dilihat = [angka.hitung(terikat, NOW) for angka in SEMUA.values()]
    di_balik = [berapa(angka.kasus(terikat, NOW)) for angka in bertelusur]
    hilang = F.objects.filter(instansi_id__in=terikat.kecuali)
    for f in hilang:
        FaktaJam.objects.filter(tipe=f.tipe, objek_id=f.objek_id).delete()
        Tenggat.objects.filter(objek_tipe=f.tipe, objek_id=f.objek_id).delete()
    hilang.delete()
    semua = Saringan(DARI, SAMPAI)
    assert [angka.hitung(semua, NOW) for angka in SEMUA.values()] == dilihat
    assert [berapa(angka.kasus(semua, NOW)) for angka in bertelusur] == di_balik


def test_every_figure_has_a_question_and_says_in_words_what_it_counts() -> None:
    for angka in SEMUA.values():
        assert str(angka.judul)
        assert str(angka.tanya).endswith("?")
        assert len(str(angka.definisi)) > 60

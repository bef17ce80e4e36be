"""Figures of the present and of rights: what lies on the desks, who joined, what was owed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from akun.actor import Actor
from akun.models import User
from inspektorat.models import Inspektorat
from konsultasi.models import HakPrioritas
from laporan.angka.bentuk import Bagian, Muatan, Rincian
from laporan.angka.daftar import SEMUA
from laporan.angka.kompensasi import BERLAKU, DIPAKAI, HABIS
from laporan.fakta import KONSULTASI, PENGADUAN, TIKET
from laporan.models import FaktaKasus
from laporan.saringan import Saringan
from pengaduan import tabel
from pengaduan.models import Pengaduan
from sla import office
from tests import factories
from tests.factories import SENIN
from tests.laporan import isian
from tests.laporan.isian import HARI
from tests.laporan.test_angka_rincian import berapa

pytestmark = pytest.mark.django_db
S = Saringan(SENIN - 30 * HARI, SENIN + HARI)


def beban(s: Saringan = S, now: datetime = SENIN) -> dict[str, tuple[int, int, int]]:
    hasil = SEMUA["beban"].hitung(s, now)
    assert isinstance(hasil, Muatan)
    return {b.kode: (b.terbuka, b.lewat, b.segera) for b in hasil.baris}


@pytest.fixture
def meja(kebijakan: None) -> list[Pengaduan]:
    """Complaints late, due soon, due later, without a due time, and ended."""
    satu, dua = isian.inspektorat(1).instansi, isian.inspektorat(2).instansi
    segera = office.kalender().closing_after(SENIN, 3)
    tempo = [SENIN - HARI, SENIN, segera, segera + timedelta(seconds=1), None, SENIN - HARI]
    return [
        isian.kasus(
            ke,
            satu if ke % 2 else dua,
            jatuh_tempo=pada,
            jalur="wbs" if ke == 1 else "epengaduan",
            jenis_pelanggaran="tindak_pidana" if ke == 2 else "administrasi.kewajiban_pelaku",
            status="selesai" if ke == 5 else "telaah",
        )
        for ke, pada in enumerate(tempo)
    ]


def test_the_load_is_what_the_desks_show_open_late_and_due_within_three_working_days(meja: list[Pengaduan]) -> None:
    assert beban()[PENGADUAN] == (5, 1, 2)
    assert beban(now=SENIN + timedelta(seconds=1))[PENGADUAN] == (5, 2, 1)
    isian.baca()
    for bagian, banyak in ((PENGADUAN, 5), (f"{PENGADUAN}:lewat", 1), (f"{PENGADUAN}:segera", 2), ("lain", 0)):
        assert berapa(SEMUA["beban"].kasus(S, SENIN, bagian)) == banyak


def test_the_load_is_narrowed_like_the_desk(meja: list[Pengaduan], actor: Callable[[str], Actor]) -> None:
    satu, dua = meja[1].instansi_id, meja[0].instansi_id
    assert satu
    assert dua
    assert beban(replace(S, instansi=satu))[PENGADUAN] == (2, 0, 1)
    assert beban(replace(S, jalur="wbs"))[PENGADUAN] == (1, 0, 1)
    assert beban(replace(S, jenis="administrasi"))[PENGADUAN] == (4, 1, 1)
    assert beban(replace(S, jenis="tindak_pidana"))[PENGADUAN] == (1, 0, 1)
    assert beban(replace(S, kecuali=frozenset({dua})))[PENGADUAN] == (2, 0, 1)
    pembaca = tabel.Pembaca(actor("pimpinan"), SENIN)
    assert beban()[PENGADUAN][1] == tabel.pilih("lewat", pembaca).count()


def test_other_cases_have_no_ways_and_kinds_of_complaints(meja: list[Pengaduan]) -> None:
    assert {k: v for k, v in beban(replace(S, jalur="epengaduan")).items() if k != PENGADUAN and any(v)} == {}


def test_the_load_by_province_looks_at_the_place_of_the_work_then_at_the_institution(meja: list[Pengaduan]) -> None:
    wilayah = factories.WilayahFactory()
    Pengaduan.objects.filter(pk=meja[0].pk).update(wilayah=wilayah)
    assert beban(replace(S, provinsi=wilayah.pk[:2]))[PENGADUAN] == (1, 1, 0)
    assert beban(replace(S, provinsi="00"))[PENGADUAN] == (0, 0, 0)


def test_coverage_counts_inspectorates_that_joined(db: None) -> None:
    for ke in range(4):
        isian.inspektorat(ke)
    Inspektorat.objects.filter(nama="Inspektorat Uji 3").update(status="nonaktif")
    assert SEMUA["cakupan"].hitung(S, SENIN) == Bagian(3, 4)
    assert Bagian(3, 4).persen == 75
    assert Bagian(0, 0).persen is None
    assert SEMUA["cakupan"].hitung(replace(S, provinsi="11"), SENIN) == Bagian(0, 0)


@pytest.fixture
def hak(orang: dict[str, User]) -> None:
    """Rights: used, still good, run out, and one of long ago; the second is of a consultation of an institution."""
    pemilik = orang["pengadu"]
    isi: list[dict[str, Any]] = [
        {
            "sumber_tipe": TIKET,
            "diberikan_pada": SENIN - HARI,
            "dipakai_pada": SENIN,
            "dipakai_id": 1,
            "dipakai_tipe": "x",
        },
        {"sumber_tipe": KONSULTASI, "diberikan_pada": SENIN - HARI},
        {"sumber_tipe": TIKET, "diberikan_pada": SENIN - HARI, "berlaku_sampai": SENIN},
        {"sumber_tipe": TIKET, "diberikan_pada": SENIN - 40 * HARI},
    ]
    for ke, satu in enumerate(isi):
        awal = {"pemilik": pemilik, "sumber_id": ke, "kode": "konsultasi.janji", "berlaku_sampai": SENIN + HARI}
        HakPrioritas.objects.create(**(awal | satu))
        instansi = orang["admin_apip"].instansi if ke == 1 else None
        FaktaKasus.objects.create(
            tipe=satu["sumber_tipe"], objek_id=ke, masuk_pada=SENIN, status="ditutup", instansi=instansi
        )


def kompensasi(s: Saringan = S) -> dict[str, int]:
    hasil = SEMUA["kompensasi"].hitung(s, SENIN)
    assert isinstance(hasil, Rincian)
    assert hasil.jumlah == sum(b.jumlah for b in hasil.baris) == berapa(SEMUA["kompensasi"].kasus(s, SENIN))
    assert [berapa(SEMUA["kompensasi"].kasus(s, SENIN, b.kode)) for b in hasil.baris] == [b.jumlah for b in hasil.baris]
    return {b.kode: b.jumlah for b in hasil.baris}


def test_rights_are_counted_when_given_by_what_became_of_them(hak: None) -> None:
    assert kompensasi() == {DIPAKAI: 1, BERLAKU: 1, HABIS: 1}


def test_rights_of_an_institution_count_for_it_and_not_for_who_is_bound_to_it(
    hak: None, orang: dict[str, User]
) -> None:
    pk = orang["admin_apip"].instansi_id
    assert pk
    assert kompensasi(replace(S, instansi=pk)) == {DIPAKAI: 0, BERLAKU: 1, HABIS: 0}
    assert kompensasi(replace(S, kecuali=frozenset({pk}))) == {DIPAKAI: 1, BERLAKU: 0, HABIS: 1}


def test_effectiveness_counts_packages_and_finds_the_complaints_about_them(db: None) -> None:
    satu, dua = isian.inspektorat(1), isian.inspektorat(2)
    pertama = isian.kasus(1, satu.instansi, kode_tender="4312194", diajukan_pada=SENIN - 2 * HARI)
    isian.kasus(2, satu.instansi, kode_tender="4312194")
    isian.kasus(3, dua.instansi, kode_tender="4312194")
    lama = isian.kasus(4, dua.instansi, kode_tender="111", diajukan_pada=SENIN - 90 * HARI)
    isian.kasus(5, dua.instansi, kode_tender="111")
    for kasus in (pertama, lama):
        isian.eskalasi(kasus, satu, SENIN)
    isian.baca()
    angka = SEMUA["efektivitas"]
    assert angka.hitung(S, SENIN) == Bagian(1, 2)
    assert angka.hitung(replace(S, instansi=satu.instansi_id), SENIN) == Bagian(1, 1)
    assert angka.hitung(replace(S, kecuali=frozenset({satu.instansi_id or 0})), SENIN) == Bagian(0, 1)
    assert berapa(angka.kasus(S, SENIN)) == 3
    assert berapa(angka.kasus(S, SENIN, "dieskalasi")) == 2

import pytest

from laporan import efektivitas
from laporan.efektivitas import Efektivitas
from pengaduan.models import KodeRUP
from tests import factories
from tests.factories import SENIN
from tests.laporan import isian
from tests.laporan.isian import HARI

pytestmark = pytest.mark.django_db
DARI, SAMPAI = SENIN - 90 * HARI, SENIN + HARI


def hitung() -> dict[int | None, Efektivitas]:
    isian.baca()
    return efektivitas.per_instansi(dari=DARI, sampai=SAMPAI)


def test_a_package_is_counted_once_by_its_plan_code_its_tender_code_or_its_name() -> None:
    satu = isian.inspektorat(1)
    instansi = satu.instansi
    rup = [isian.kasus(n, instansi, nama_paket=f"Nama {n}") for n in (1, 2)]
    KodeRUP.objects.bulk_create([KodeRUP(pengaduan=p, kode="56123407") for p in rup])
    isian.kasus(3, instansi, kode_tender="4312194", nama_paket="Ditulis begini")
    isian.kasus(4, instansi, kode_tender="4312194", nama_paket="Ditulis begitu")
    isian.kasus(5, instansi, nama_paket="Pembangunan  Puskesmas (Tahap I)")
    isian.kasus(6, instansi, nama_paket="pembangunan puskesmas - tahap I")
    isian.kasus(7, instansi)
    isian.kasus(8, instansi)
    isian.eskalasi(rup[1], satu, SENIN)
    assert instansi is not None
    assert hitung() == {instansi.pk: Efektivitas(5, 1)}


def test_a_code_that_stands_among_several_names_the_same_package() -> None:
    instansi = factories.InstansiFactory()
    satu, dua = isian.kasus(1, instansi), isian.kasus(2, instansi)
    KodeRUP.objects.bulk_create(KodeRUP(pengaduan=p, kode=k) for p in (satu, dua) for k in ("44056237", "44204347"))
    assert hitung() == {instansi.pk: Efektivitas(1, 0)}


def test_the_same_name_elsewhere_is_another_package_and_a_letter_counts_too() -> None:
    satu, dua = isian.inspektorat(1), isian.inspektorat(2)
    surat = factories.SuratKeluarFactory()
    p = isian.kasus(1, satu.instansi, nama_paket="Gedung")
    isian.kasus(2, dua.instansi, nama_paket="Gedung")
    isian.eskalasi(p, satu, SENIN, jalur="surat", surat=surat)
    assert sorted((e.diadukan, e.dieskalasi) for e in hitung().values()) == [(1, 0), (1, 1)]
    assert efektivitas.jumlah(hitung()) == Efektivitas(2, 1)
    assert efektivitas.jumlah(hitung()).persen == 50.0


def test_a_merged_complaint_follows_its_parent() -> None:
    satu = isian.inspektorat(1)
    induk = isian.kasus(1, satu.instansi, kode_tender="4312194")
    isian.kasus(2, satu.instansi, kode_tender="4312194", induk=induk, status="digabung")
    isian.eskalasi(induk, satu, SENIN)
    assert efektivitas.jumlah(hitung()) == Efektivitas(1, 1)


def test_a_merged_complaint_is_about_the_package_of_its_parent_whatever_it_wrote_itself() -> None:
    satu, dua = isian.inspektorat(1), isian.inspektorat(2)
    induk = isian.kasus(1, satu.instansi, kode_tender="4312194", nama_paket="Gedung")
    isian.kasus(2, dua.instansi, nama_paket="Gedung itu", induk=induk, status="digabung", diajukan_pada=SENIN + HARI)
    assert satu.instansi is not None
    assert hitung() == {satu.instansi.pk: Efektivitas(1, 0)}


def test_a_package_belongs_to_the_period_in_which_it_was_first_complained_about() -> None:
    instansi = factories.InstansiFactory()
    isian.kasus(1, instansi, nama_paket="Jalan", diajukan_pada=DARI - HARI)
    isian.kasus(2, instansi, nama_paket="Jalan", diajukan_pada=SENIN)
    assert hitung() == {}


def test_nothing_has_no_percentage() -> None:
    assert efektivitas.jumlah({}).persen is None

"""What an installation starts with, and what a second loading leaves alone."""

import pytest

from akun import reference
from akun.models import Instansi, Pejabat, Unit, Wilayah
from akun.nama_instansi import ejaan

pytestmark = pytest.mark.usefixtures("acuan")


def test_there_are_38_provinces_514_kabupaten_and_kota_and_546_local_governments() -> None:
    assert Wilayah.objects.filter(jenis="provinsi").count() == 38
    assert Wilayah.objects.exclude(jenis="provinsi").count() == 514
    assert Wilayah.objects.filter(otonom=True).count() == 546
    assert Instansi.objects.exclude(wilayah=None).count() == 546


def test_the_administrative_cities_of_jakarta_are_no_institutions() -> None:
    assert not Instansi.objects.filter(wilayah__kode__startswith="31.").exists()
    assert (
        Instansi.objects.get(wilayah="31").alias
        == "Prov. Daerah Khusus Ibukota Jakarta; DKI Jakarta; Daerah Khusus Jakarta"
    )


@pytest.mark.parametrize(
    ("kode", "nama", "alias"),
    [
        ("93.02", "Pemerintah Kabupaten Boven Digoel", "Kab. Boven Digoel"),
        ("32.73", "Pemerintah Kota Bandung", "Bandung (Kota)"),
        ("32.04", "Pemerintah Kabupaten Bandung", "Kab. Bandung"),
        ("19", "Pemerintah Provinsi Kepulauan Bangka Belitung", "Prov. Kepulauan Bangka Belitung"),
    ],
)
def test_local_governments_have_their_official_name_and_the_one_of_spse(kode: str, nama: str, alias: str) -> None:
    instansi = Instansi.objects.get(wilayah=kode)
    assert (instansi.nama, instansi.alias) == (nama, alias)


def test_no_two_institutions_share_a_spelling() -> None:
    semua = [e for i in Instansi.objects.all() for e in ejaan(i)]
    assert len(semua) == len(set(semua))


def test_posts_are_there_and_no_person() -> None:
    assert Pejabat.objects.get(jabatan="Direktur Penanganan Permasalahan Hukum").unit.kode == "DPPH"
    assert Unit.objects.get(kode="DPPH").induk == Unit.objects.get(kode="D-HPS")


def test_loading_again_adds_nothing_and_keeps_what_officers_changed() -> None:
    Instansi.objects.filter(alias="LKPP").update(nama="Badan Pengadaan", alias="LKPP; Lembaga Kebijakan Pengadaan")
    Instansi.objects.filter(wilayah="93.02").update(nama="Pemda Boven Digoel", alias="")
    Pejabat.objects.filter(unit__kode="DPPH").update(jabatan="Direktur Penanganan Masalah")
    Unit.objects.filter(kode="DPPH").update(nama="Direktorat Penanganan Masalah")
    assert [load().baru for load in reference.LOADERS] == [0, 0, 0, 0]
    assert Instansi.objects.get(wilayah="93.02").nama == "Pemda Boven Digoel"
    assert Unit.objects.get(kode="DPPH").nama == "Direktorat Penanganan Masalah"

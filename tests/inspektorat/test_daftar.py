from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from akun.actor import Actor
from akun.models import Instansi, Pejabat, Unit, User, Wilayah
from akun.reference import load_instansi, load_pejabat, load_unit, load_wilayah
from inspektorat import daftar, surat_undangan
from inspektorat.daftar import Cakupan, Golongan, Keadaan
from inspektorat.flow import for_instansi
from inspektorat.models import DasarSurat, Inspektorat
from inspektorat.reference import load_inspektorat
from persuratan.models import SuratKeluar
from persuratan.status_keluar import Status
from sla.stages import StepRefused
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
ALAMAT = "/inspektorat/daftar/"


@pytest.fixture
def negeri() -> None:
    """All of Indonesia, and the list of 83."""
    load_wilayah()
    load_instansi()
    load_inspektorat()


def satu(instansi: Instansi) -> daftar.Baris:
    return next(b for b in daftar.semua() if b.instansi_id == instansi.pk)


@pytest.mark.usefixtures("negeri")
def test_the_83_of_may_2023_have_joined_of_all_ministries_agencies_and_546_local_governments() -> None:
    semua = daftar.semua()
    c = daftar.cakupan(semua)
    assert c.jumlah == Instansi.objects.count()
    assert sum(b.provinsi != daftar.PUSAT for b in semua) == 546
    assert c.bergabung + len(daftar.belum_dikenal()) == 83
    assert c.persen == round(100 * c.bergabung / c.jumlah, 1)
    assert c.aktif == 0


@pytest.mark.usefixtures("negeri")
def test_the_figures_by_province_and_by_kind_sum_to_those_of_all() -> None:
    semua = daftar.semua()
    c = daftar.cakupan(semua)
    for kunci in (lambda b: b.provinsi, lambda b: b.jenis):
        bagian = daftar.per(semua, kunci).values()
        assert sum(b.bergabung for b in bagian) == c.bergabung
        assert sum(b.jumlah for b in bagian) == c.jumlah
    assert set(daftar.per(semua, lambda b: b.provinsi)) == {*daftar.provinsi(), daftar.PUSAT}


def test_the_states_of_an_inspectorate() -> None:
    instansi = factories.InstansiFactory()
    assert satu(instansi).keadaan == Keadaan.BELUM
    inspektorat = for_instansi(instansi)
    assert satu(instansi).golongan == Golongan.BELUM
    DasarSurat.objects.create(inspektorat=inspektorat, nomor_surat="-", tanggal_teks="Januari 2023")
    assert (satu(instansi).keadaan, satu(instansi).bergabung) == (Keadaan.BERSURAT, True)
    for status, keadaan, golongan in (
        ("aktif", Keadaan.AKTIF, Golongan.BERGABUNG),
        ("ditangguhkan", Keadaan.DITANGGUHKAN, Golongan.BERGABUNG),
        ("nonaktif", Keadaan.BELUM, Golongan.BELUM),
    ):
        Inspektorat.objects.update(status=status)
        assert (satu(instansi).keadaan, satu(instansi).golongan) == (keadaan, golongan)


def test_the_levels_of_a_tile() -> None:
    tingkat = [Cakupan(bergabung=b, belum=8 - b).tingkat for b in (0, 1, 2, 4, 6, 8)]
    assert tingkat == [0, 1, 2, 3, 4, 4]
    assert Cakupan().persen == 0.0


BOLEH = {"pejabat_dpph", "pejabat_dpph_2", "pimpinan", "penelaah", "verifikator", "verifikator_2", "admin_sistem"}


def test_who_reads_the_registry(orang: dict[str, User], masuk: Callable[[str], Client]) -> None:
    for nama in orang:
        harap = 200 if nama in BOLEH | {"petugas_tu"} else 403
        assert masuk(nama).get(ALAMAT).status_code == harap, nama
    assert Client().get(ALAMAT).status_code == 302


@pytest.mark.usefixtures("negeri")
def test_the_page_shows_tiles_and_filters_in_a_few_queries(
    masuk: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    browser = masuk("pimpinan")
    browser.get(ALAMAT)
    with django_assert_max_num_queries(14):
        isi = browser.get(ALAMAT).content.decode()
    assert isi.count('class="ubin__satu ') == Wilayah.objects.filter(induk=None).count() == 38
    cocok = browser.get(ALAMAT, {"provinsi": "93", "q": "boven"}).content.decode()
    assert "Kabupaten Boven Digoel" in cocok
    assert "Kabupaten Merauke" not in cocok
    assert "tidak ada inspektorat yang cocok" in browser.get(ALAMAT, {"q": "zzz"}).content.decode().lower()
    assert browser.get(ALAMAT, {"provinsi": "xx", "keadaan": "yy", "halaman": "-1"}).status_code == 200


# -- invitations by letter ---------------------------------------------------------------------------------------------


@pytest.fixture
def dpph(orang: dict[str, User]) -> dict[str, User]:
    """The staff work in the unit of the director who signs."""
    load_unit()
    load_pejabat()
    unit = Pejabat.objects.get(jabatan=surat_undangan.JABATAN).unit
    User.objects.filter(peran__in=["pejabat_dpph", "penelaah"]).update(unit=unit)
    User.objects.filter(peran="verifikator").update(unit=Unit.objects.exclude(pk=unit.pk).order_by("-pk")[0])
    for orang_ in orang.values():
        orang_.refresh_from_db()
    return orang


def undang(instansi: Instansi, by: Actor) -> SuratKeluar:
    return surat_undangan.konsep(
        instansi=instansi, jumlah=3, alamat="https://portal.example/inspektorat/", by=by, now=SENIN
    )


def test_one_draft_for_each_and_no_second_one_while_it_lives(dpph: dict[str, User]) -> None:
    instansi, by = factories.InstansiFactory(nama="Pemerintah Kota Uji", jenis="kota"), Actor.of(dpph["penelaah"])
    surat = undang(instansi, by)
    assert surat.status == Status.KONSEP
    assert surat.tujuan == "Kepala Inspektorat Kota Uji"
    assert "3 pengaduan mengenai Pemerintah Kota Uji" in surat.isi
    assert "{{" not in surat.isi
    with pytest.raises(StepRefused):
        undang(instansi, by)
    SuratKeluar.objects.filter(pk=surat.pk).update(status=Status.BATAL)
    assert undang(instansi, by).pk != surat.pk


def test_a_member_is_not_invited(dpph: dict[str, User]) -> None:
    inspektorat = factories.aktifkan(factories.InstansiFactory())
    assert inspektorat.instansi
    with pytest.raises(StepRefused):
        undang(inspektorat.instansi, Actor.of(dpph["penelaah"]))


def test_who_works_elsewhere_drafts_no_invitation(dpph: dict[str, User]) -> None:
    with pytest.raises(PermissionDenied):
        undang(factories.InstansiFactory(), Actor.of(dpph["verifikator"]))
    assert not Inspektorat.objects.filter(instansi__nama__startswith="Pemerintah Kabupaten Contoh").exists()


@pytest.mark.usefixtures("kebijakan")
def test_the_most_complained_about_come_first_and_ticked_ones_get_a_draft(
    dpph: dict[str, User], masuk: Callable[[str], Client]
) -> None:
    sepi, ramai = (factories.InstansiFactory(nama=f"Pemerintah Kota {n}", jenis="kota") for n in ("Aman", "Ramai"))
    for _ke in range(2):
        factories.ajukan(instansi=ramai, now=timezone.now())
    isi = masuk("penelaah").get("/laporan/undangan/").content.decode()
    assert isi.index("Kota Ramai") < isi.index("Kota Aman")
    jawaban = masuk("penelaah").post("/laporan/undangan/", {"pilih": [ramai.pk, sepi.pk]})
    teks = b"".join(jawaban.streaming_content).decode()  # type: ignore[attr-defined]
    assert "2 dari 2 surat dikonsep" in teks
    assert SuratKeluar.objects.count() == 2
    assert masuk("penelaah").post("/laporan/undangan/", {"pilih": [ramai.pk]}).status_code == 422
    assert masuk("penelaah").post("/laporan/undangan/", {}).status_code == 422
    assert masuk("verifikator").post("/laporan/undangan/", {"pilih": [sepi.pk]}).status_code == 403


def test_who_opens_the_page_of_invitations(dpph: dict[str, User], masuk: Callable[[str], Client]) -> None:
    boleh = {"pejabat_dpph", "pejabat_dpph_2", "penelaah", "verifikator", "verifikator_2"}
    for nama in dpph:
        assert masuk(nama).get("/laporan/undangan/").status_code == (200 if nama in boleh else 403), nama

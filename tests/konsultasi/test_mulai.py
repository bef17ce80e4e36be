"""The entrance: four channels with what the policies promise, and where a letter has to go."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from akun.actor import Actor
from akun.models import Pejabat, Unit, User
from konsultasi import kanal, reference
from konsultasi.models import Subjek
from persuratan import draf
from sla import office
from sla.models import Kebijakan
from tests import factories
from tests.konsultasi.pemohon import terbitkan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


def test_the_limits_are_those_of_the_policies(client: Client) -> None:
    isi = client.get("/konsultasi/").content.decode()
    for batas in (
        "10 hari kerja sejak pertanyaan Anda kami terima",
        "15 hari kerja sejak surat diterima Direktur",
        "2 hari kerja sejak undangan diterima Direktur",
        "1 jam sejak Anda datang",
    ):
        assert batas in isi
    lama = Kebijakan.objects.get(kode="konsultasi.janji.website")
    lama.pk, lama.versi, lama.jumlah, lama.berlaku_sejak = None, 2, 7, date(2026, 1, 2)
    lama.save(force_insert=True)
    office.forget()
    assert "7 hari kerja sejak pertanyaan Anda kami terima" in client.get("/konsultasi/").content.decode()


def test_requirements_are_data_in_both_languages(client: Client) -> None:
    client.cookies["django_language"] = "en"
    now = timezone.now()
    for info in kanal.semua(now=now):
        assert info.syarat
        assert info.dasar.startswith("SK Deputi")
    assert "An account on this portal" in client.get("/konsultasi/").content.decode()


def test_what_was_answered_stands_first(
    client: Client, subjek: Subjek, direktorat: dict[str, Unit], orang: dict[str, User]
) -> None:
    entri = terbitkan(subjek, orang["petugas_advokasi"], orang["advokasi_2"], "Apa itu kahar?", "Keadaan memaksa.")
    isi = client.get("/konsultasi/").content.decode()
    assert isi.index(entri.pertanyaan) < isi.index("Pilih cara bertanya")


@pytest.mark.parametrize(
    ("isian", "unit"),
    [
        ("instansi=Pemerintah+Kabupaten+Boven+Digoel&hukum=tidak", "DAPD"),
        ("instansi=&hukum=tidak", "DAPP"),
        ("instansi=Pemerintah+Kabupaten+Boven+Digoel&hukum=ya", "DPPH"),
    ],
)
def test_a_letter_goes_to_the_director_whose_question_it_is(
    client: Client, orang: dict[str, User], direktorat: dict[str, Unit], isian: str, unit: str
) -> None:
    Pejabat.objects.exclude(unit__kode="DAPD").filter(unit__kode__in=direktorat).delete()
    for kode in ("DAPP", "DPPH"):
        Pejabat.objects.create(jabatan=f"Direktur {kode}", unit=direktorat[kode])
    pejabat = Pejabat.objects.get(unit__kode=unit)
    halaman = client.get(f"/konsultasi/lewat/surat/?{isian}").content.decode()
    assert pejabat.jabatan in halaman
    assert "Masuk dan tulis surat" in halaman
    pemohon = factories.logged_in(orang["pengadu"])
    assert "Tulis surat kepada Direktur ini" in pemohon.get(f"/konsultasi/lewat/daring/?{isian}").content.decode()
    jawaban = pemohon.post("/konsultasi/tulis-surat/", {"unit": unit, "jenis": "daring"})
    assert jawaban["Location"] == "/surat/kirim/"
    ada = draf.isi(draf.buka(by=Actor.of(orang["pengadu"]), now=timezone.now()))
    assert (ada["penerima"], ada["perihal"]) == (str(pejabat.pk), "Undangan rapat daring")


def test_what_the_draft_of_a_letter_holds_is_not_lost(orang: dict[str, User], direktorat: dict[str, Unit]) -> None:
    by, now = Actor.of(orang["pengadu"]), timezone.now()
    row = draf.buka(by=by, now=now)
    draf.simpan(draf=row, data={"perihal": "Sudah saya tulis", "nomor_surat": "1/2026"}, now=now)
    factories.logged_in(orang["pengadu"]).post("/konsultasi/tulis-surat/", {"unit": "DAPD", "jenis": "surat"})
    row.refresh_from_db()
    assert draf.isi(row)["perihal"] == "Sudah saya tulis"
    assert draf.isi(row)["nomor_surat"] == "1/2026"


def test_other_channels_have_no_such_page_and_no_foreign_unit_is_taken(
    client: Client, orang: dict[str, User], direktorat: dict[str, Unit]
) -> None:
    assert client.get("/konsultasi/lewat/website/").status_code == 404
    assert client.get("/konsultasi/lewat/surat/?instansi=Antah&hukum=tidak").status_code == 422
    jawaban = factories.logged_in(orang["pengadu"]).post("/konsultasi/tulis-surat/", {"unit": "KA"})
    assert jawaban.status_code == 404


def test_the_names_of_the_subjects_are_known_to_the_catalogue(client: Client) -> None:
    reference.load_subjek()
    assert set(reference.NAMA) == set(Subjek.objects.values_list("nama", flat=True))

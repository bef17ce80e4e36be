"""A letter becomes a complaint: read, filled in, linked, and followed by its sender with the ticket that he has."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from weasyprint import HTML

from akun.actor import Actor
from akun.models import Receipt, User
from akun.receipt import WIB, new_token
from berkas import flow as berkas_flow
from berkas.models import Berkas
from pengaduan import baca_surat, dosir, flow_surat, vault
from pengaduan.models import Pengaduan
from pengaduan.status import Status as StatusPengaduan
from pengaduan.views.dari_surat import lanjutan
from persuratan import disposisi, flow_masuk
from persuratan.models import SuratMasuk
from persuratan.status import Status
from sla import clock
from sla.stages import StepRefused
from tests import factories
from tests.factories import SENIN
from tests.persuratan.conftest import direktur, plh, surat  # noqa: F401 - fixtures

TEMPLAT = """<p>Yth. Direktur Penanganan Permasalahan Hukum LKPP</p><p>1. Informasi Data Pengaduan:</p>
<p>a. Nama Paket: Pembangunan Puskesmas Rawat Inap</p><p>Distrik Mandobo;</p>
<p>b. Kode Rencana Umum Pengadaan dan Kode Tender: 56123407; 10102858000</p>
<p>c. Instansi: Pemerintah Kabupaten Boven Digoel</p><p>d. Kategori: Pekerjaan Konstruksi;</p>
<p>e. Tahun Anggaran: 2026; dan</p><p>f. Lokasi Pekerjaan: Distrik Mandobo.</p>
<p>2. Uraian Pengaduan:</p><p>Syarat alat berat ditambahkan dua hari sebelum batas penawaran.</p>
<p>3. Bukti/informasi yang mendukung: dokumen</p><p>4. Sumber informasi lain: Pengumuman SPSE</p>"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    isi: bytes = HTML(string=TEMPLAT).write_pdf()
    return isi


@pytest.fixture
def berkas(db: None, pdf: bytes) -> Berkas:
    row = berkas_flow.terima(unggahan=SimpleUploadedFile("surat.pdf", pdf, "application/pdf"), now=SENIN)
    berkas_flow.periksa(berkas_id=row.pk, now=SENIN)
    row.refresh_from_db()
    return row


@pytest.fixture
def aduan(surat: Callable[..., SuratMasuk], berkas: Berkas) -> SuratMasuk:  # noqa: F811
    """A letter of complaint with its PDF."""
    row = surat(perihal="Pengaduan tender")
    SuratMasuk.objects.filter(pk=row.pk).update(berkas=berkas)
    row.refresh_from_db()
    return row


def jadikan(surat: SuratMasuk, by: User, **ubah: Any) -> Pengaduan:  # noqa: F811
    isi: dict[str, Any] = {
        "surat": surat,
        "data": factories.data_pengaduan(),
        "tingkat": "rahasia",
        "identitas": vault.Identitas(nama="Siti Contoh", surel="siti@pelapor.example"),
        "by": Actor.of(by),
        "now": SENIN.replace(day=25),
    }
    return flow_surat.dari_surat(**(isi | ubah))


def test_the_template_is_read_line_by_line() -> None:
    baris = TEMPLAT.replace("<p>", "").replace("</p>", "\n")
    found = baca_surat.baca(baris)
    assert found.nama_paket == "Pembangunan Puskesmas Rawat Inap Distrik Mandobo"
    assert (found.kode_rup, found.kode_tender) == ("56123407", "10102858000")
    assert (found.instansi, found.lokasi) == ("Pemerintah Kabupaten Boven Digoel", "Distrik Mandobo")
    assert (found.kategori, found.tahun_anggaran) == ("konstruksi", "2026")
    assert found.uraian == "Syarat alat berat ditambahkan dua hari sebelum batas penawaran"
    assert found.sumber_lain == "Pengumuman SPSE"


@pytest.mark.parametrize(
    ("teks", "rup", "tender"),
    [
        ("Kode RUP : 56123407, 56123408", "56123407; 56123408", ""),
        ("Kode RUP dan Kode Tender : 56123407;\n10102858000\nInstansi: X", "56123407", "10102858000"),
        ("ID Tender: 10102858000", "", "10102858000"),
        ("pada tender 1234567 di SPSE lama", "", "1234567"),
        ("paket dengan RUP nomor 56123407 TA 2026", "56123407", ""),
        ("telepon 081277770042, rekening 1234567890", "", ""),
    ],
)
def test_codes_are_known_by_name_and_shape(teks: str, rup: str, tender: str) -> None:
    found = baca_surat.baca(teks)
    assert (found.kode_rup, found.kode_tender) == (rup, tender)


@pytest.mark.parametrize("teks", ["", "\x00\n::\n", "Nama Paket:" + "x" * 9000, "Uraian:\n" + "baris\n" * 9000])
def test_anything_may_be_read(teks: str) -> None:
    found = baca_surat.baca(teks)
    assert len(found.nama_paket) <= 500
    assert len(found.uraian) <= baca_surat.MAKS_URAIAN


def test_complaint_and_letter_know_each_other_and_count_from_the_day_of_the_letter(
    aduan: SuratMasuk, orang: dict[str, User]
) -> None:
    p = jadikan(aduan, orang["petugas_tu"])
    aduan.refresh_from_db()
    assert (p.surat_id, aduan.pengaduan_nomor, aduan.status) == (aduan.pk, p.nomor, Status.DIJADIKAN_PENGADUAN)
    assert (p.jalur, p.diajukan_pada, p.status) == ("surat", aduan.diterima_pada, StatusPengaduan.TERKIRIM)
    assert p.nomor.startswith("PGD20261125")
    assert {t.mulai_pada for t in clock.running(p)} == {aduan.diterima_pada}
    assert not clock.running(aduan).exists()
    assert vault.alamat_kabar(p) == "siti@pelapor.example"


def test_the_letter_is_evidence_for_lkpp_and_never_for_an_inspectorate(
    aduan: SuratMasuk, orang: dict[str, User]
) -> None:
    p = jadikan(aduan, orang["petugas_tu"])
    assert [(b.berkas_id, b.dari, b.catatan) for b in p.bukti.all()] == [(aduan.berkas_id, "lkpp", aduan.nomor)]
    assert dosir.bukti_terbuka(p) == []


def test_there_is_one_ticket_only(aduan: SuratMasuk, orang: dict[str, User]) -> None:
    p = jadikan(aduan, orang["petugas_tu"])
    assert Receipt.objects.filter(nomor=aduan.nomor).exists()
    assert not Receipt.objects.filter(nomor=p.nomor).exists()


def test_a_letter_becomes_a_complaint_once(aduan: SuratMasuk, orang: dict[str, User]) -> None:
    lain = SuratMasuk.objects.get(pk=aduan.pk)
    jadikan(aduan, orang["petugas_tu"])
    with pytest.raises(StepRefused):
        jadikan(lain, orang["petugas_tu"])
    assert Pengaduan.objects.count() == 1


def test_an_answered_letter_becomes_nothing_else(aduan: SuratMasuk, orang: dict[str, User]) -> None:
    tu, direktur_ = Actor.of(orang["petugas_tu"]), Actor.of(orang["pejabat_dpph"])
    flow_masuk.teruskan(surat=aduan, nomor_agenda="1/2026", penerima=None, by=tu, now=SENIN)
    flow_masuk.jawab(surat=aduan, jawaban=None, penutup="Sudah dijelaskan.", by=direktur_, now=SENIN)
    assert not flow_surat.boleh(tu, aduan)
    with pytest.raises(StepRefused):
        jadikan(aduan, orang["petugas_tu"])


def test_others_may_not(aduan: SuratMasuk, orang: dict[str, User]) -> None:
    with pytest.raises(PermissionDenied):
        jadikan(aduan, orang["penelaah"])


def test_the_form_comes_filled_from_the_letter_and_one_save_is_enough(
    aduan: SuratMasuk, masuk: Callable[[str], Client]
) -> None:
    tu, url = masuk("petugas_tu"), reverse("pengaduan:dari_surat", args=[aduan.nomor])
    assert url in tu.get(reverse("persuratan:tu_surat", args=[aduan.nomor])).content.decode()
    assert url in tu.get(reverse("persuratan:surat", args=[aduan.nomor])).content.decode()
    page = tu.get(url)
    form = page.context["form"]
    assert form["nama_paket"].value() == "Pembangunan Puskesmas Rawat Inap Distrik Mandobo"
    assert (form["tingkat"].value(), form["nama"].value()) == ("rahasia", "Siti Contoh")
    assert "Syarat alat berat ditambahkan" in page.content.decode()
    isi = {nama: form[nama].value() or "" for nama in form.fields}
    isi |= {"teradu-TOTAL_FORMS": "2", "teradu-INITIAL_FORMS": "0", "teradu-0-peran": "pokja", "teradu-0-nama": "X"}
    done = tu.post(url, isi)
    p = Pengaduan.objects.get()
    assert done.headers["Location"] == reverse("persuratan:surat", args=[aduan.nomor])
    assert (p.kode_tender, p.instansi.nama if p.instansi else "") == (
        "10102858000",
        "Pemerintah Kabupaten Boven Digoel",
    )
    assert (p.tahun_anggaran, p.kategori, p.teradu.count()) == (2026, "konstruksi", 1)
    assert tu.get(url).status_code == 302  # a second time leads to the letter


def test_a_mistake_keeps_what_was_typed(aduan: SuratMasuk, masuk: Callable[[str], Client]) -> None:
    url = reverse("pengaduan:dari_surat", args=[aduan.nomor])
    page = masuk("petugas_tu").post(url, {"uraian": "", "nama_paket": "Jembatan <b>& jalan", "tingkat": "rahasia"})
    assert page.status_code == 422
    assert "Jembatan &lt;b&gt;&amp; jalan" in page.content.decode()
    assert set(page.context["form"].errors) == {"uraian", "nama"}
    assert not Pengaduan.objects.exists()


def test_a_secret_letter_stays_closed_to_the_desk_and_its_reading_is_kept(
    surat: Callable[..., SuratMasuk],  # noqa: F811
    masuk: Callable[[str], Client],
) -> None:
    row = surat("rahasia")
    url = reverse("pengaduan:dari_surat", args=[row.nomor])
    assert masuk("petugas_tu").get(url).status_code == 404
    assert masuk("pejabat_dpph").get(url).status_code == 200


def test_the_pejabat_lands_on_the_case_and_reads_the_letter_there(
    aduan: SuratMasuk, orang: dict[str, User], masuk: Callable[[str], Client]
) -> None:
    flow_masuk.teruskan(surat=aduan, nomor_agenda="1/2026", penerima=None, by=Actor.of(orang["petugas_tu"]), now=SENIN)
    url = reverse("pengaduan:dari_surat", args=[aduan.nomor])
    done = masuk("pejabat_dpph").post(
        url,
        {"uraian": "Cerita.", "tingkat": "anonim", "teradu-TOTAL_FORMS": "0", "teradu-INITIAL_FORMS": "0"},
        follow=True,
    )
    assert done.redirect_chain[-1][0] == reverse("pengaduan:kasus", args=[Pengaduan.objects.get().nomor])
    assert reverse("persuratan:surat", args=[aduan.nomor]) in done.content.decode()


def test_verifikator_with_a_disposition_may_and_others_do_not_see_it(
    aduan: SuratMasuk, orang: dict[str, User], masuk: Callable[[str], Client]
) -> None:
    url = reverse("pengaduan:dari_surat", args=[aduan.nomor])
    assert masuk("verifikator").get(url).status_code == 404
    flow_masuk.teruskan(surat=aduan, nomor_agenda="1/2026", penerima=None, by=Actor.of(orang["petugas_tu"]), now=SENIN)
    arahan = disposisi.Arahan(orang=[orang["verifikator"]], instruksi=["tindak_lanjuti"])
    disposisi.disposisikan(surat=aduan, arahan=arahan, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    assert masuk("verifikator").get(url).status_code == 200


def kirim(orang: dict[str, User], penerima: Any, token: str, kerahasiaan: str = "biasa") -> SuratMasuk:
    unggahan = SimpleUploadedFile("s.pdf", HTML(string="<p>Isi</p>").write_pdf(), "application/pdf")
    data = flow_masuk.DataSurat(
        jenis_pengirim="perorangan",
        nama_pengirim="Yohana",
        penerima=penerima,
        kerahasiaan=kerahasiaan,
        nomor_surat="1",
        perihal="Pengaduan",
    )
    return flow_masuk.kirim(
        data=data,
        berkas=berkas_flow.terima(unggahan=unggahan, now=SENIN),
        token=token,
        by=Actor.of(orang["pengadu"]),
        now=SENIN,
    )


@pytest.mark.parametrize(("kerahasiaan", "terbuka"), [("biasa", 302), ("rahasia", 404)])
def test_the_ticket_of_the_letter_leads_to_the_complaint(
    orang: dict[str, User],
    direktur: Any,  # noqa: F811
    kebijakan: None,
    client: Client,
    kerahasiaan: str,
    terbuka: int,
) -> None:
    token = new_token()
    row = kirim(orang, direktur, token, kerahasiaan)
    p = jadikan(row, orang["pejabat_dpph"])
    found = lanjutan(row)
    assert found is not None
    assert (found.nomor, found.status) == (p.nomor, "Diterima")
    assert client.post(found.url, {"nomor": row.nomor}).status_code == 404  # nothing is open yet
    assert client.post(reverse("lacak"), {"nomor": row.nomor, "token": token}).status_code == 302
    progres = client.get(reverse("persuratan:progres")).content.decode()
    assert (p.nomor in progres) is (terbuka == 302)
    assert client.post(found.url, {"nomor": row.nomor}).status_code == terbuka
    pengirim = factories.logged_in(orang["pengadu"])
    page = pengirim.post(found.url, {"nomor": row.nomor}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("pengaduan:lacak_kasus")
    assert p.nomor in page.content.decode()


def test_the_day_of_the_letter_is_wib(aduan: SuratMasuk, orang: dict[str, User]) -> None:
    p = jadikan(aduan, orang["petugas_tu"], tingkat="anonim")
    assert p.diajukan_pada.astimezone(WIB).hour == 12  # of an anonymous sender only the day is kept

"""The pages of a membership: the application, the receipt, mending, the invitation, LKPP's list and sheet."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun import terbuka
from akun.actor import Peran
from akun.models import Instansi, User
from berkas.models import Berkas
from inspektorat import unggahan
from inspektorat.models import BerkasTunda, DasarSurat, Keanggotaan
from inspektorat.status import Event, Status
from jejak import trail
from persuratan.models import SuratMasuk
from tests.berkas import samples
from tests.inspektorat.conftest import ADMIN, AUDITOR, SANDI, berkas, undangan_dari
from tests.persuratan.conftest import di_pejabat, direktur, surat  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
Buat = Callable[..., Keanggotaan]
Masuk = Callable[[str], Client]


def pdf(isi: bytes = b"", nama: str = "surat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi or samples.pdf())


def isian(**ubahan: Any) -> dict[str, Any]:
    """A form filled in whole."""
    isi: dict[str, Any] = {
        "instansi": "Kab. Boven Digoel",
        "nomor_surat": "700/ /INSP/2026",
        "tanggal_teks": "November 2026",
        "berkas": pdf(),
        "nama": "Yusak Mandowen",
        "surel": "inspektorat@bovendigoelkab.go.id",
        "telepon": "",
        "petugas-0-nama": ADMIN.nama,
        "petugas-0-surel": ADMIN.surel,
        "petugas-0-peran": ADMIN.peran,
    }
    return isi | ubahan


def dibuka(client: Client, nomor: str) -> Client:
    """A browser in which number and token were shown."""
    session = client.session
    terbuka.ingat(session, nomor, now=timezone.now())
    session.save()
    return client


def test_an_inspectorate_applies_and_sees_number_and_token_once(client: Client, sendiri: Instansi) -> None:
    assert client.get(reverse("inspektorat:bergabung")).status_code == 200
    jawaban = client.post(reverse("inspektorat:bergabung"), isian())
    row = Keanggotaan.objects.get()
    assert (jawaban.url, row.inspektorat.instansi) == (reverse("inspektorat:terkirim"), sendiri)
    halaman = client.get(reverse("inspektorat:terkirim")).content.decode()
    assert row.nomor in halaman
    assert 'id="kunci-token"' in halaman
    assert client.post(reverse("inspektorat:terkirim")).url == reverse("inspektorat:progres")
    assert client.get(reverse("inspektorat:terkirim")).status_code == 302
    assert "menunggu diperiksa" in client.get(reverse("inspektorat:progres")).content.decode()


def test_a_second_click_finds_the_receipt_of_the_first(client: Client, sendiri: Instansi) -> None:
    for _ in range(2):
        jawaban = client.post(reverse("inspektorat:bergabung"), isian())
        assert jawaban.url == reverse("inspektorat:terkirim")
    assert Keanggotaan.objects.count() == 1


@pytest.mark.parametrize(
    ("ubahan", "kalimat"),
    [
        ({"instansi": "Kerajaan Antah"}, "tidak ada di daftar kami"),
        ({"surel": "inspektorat@gmail.com"}, "layanan e-mail umum"),
        ({"petugas-0-surel": "maria@yahoo.com"}, "layanan e-mail umum"),
        ({"petugas-0-surel": "", "petugas-0-nama": "", "petugas-0-peran": ""}, "paling sedikit satu"),
        ({"petugas-0-peran": "auditor_apip"}, "paling sedikit satu"),
        ({"petugas-0-peran": "pimpinan"}, "Pilih salah satu peran"),
        ({"nomor_surat": ""}, "Tulis nomor surat"),
        ({"berkas": ""}, "Pilih berkas PDF"),
        ({"berkas": pdf(samples.jpeg_gps(), "foto.jpg")}, "bukan PDF"),
        ({"berkas": pdf(samples.exe(), "x.pdf")}, ""),
        ({"situs": "http://x"}, "kosong"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    client: Client, sendiri: Instansi, ubahan: dict[str, Any], kalimat: str
) -> None:
    jawaban = client.post(reverse("inspektorat:bergabung"), isian(**ubahan))
    assert jawaban.status_code == 422
    assert kalimat in jawaban.content.decode()
    assert "700/ /INSP/2026" in jawaban.content.decode() or "nomor_surat" in ubahan
    assert not Keanggotaan.objects.exists()
    assert Berkas.objects.count() == BerkasTunda.objects.count() == ("berkas" not in ubahan)


def test_a_file_is_uploaded_once_however_often_the_form_is_mended(client: Client, sendiri: Instansi) -> None:
    jawaban = client.post(reverse("inspektorat:bergabung"), isian(surel="x@gmail.com"))
    assert "Sudah kami terima: <b>surat.pdf</b>" in jawaban.content.decode()
    jawaban = client.post(reverse("inspektorat:bergabung"), isian(berkas=""))
    assert jawaban.url == reverse("inspektorat:terkirim")
    assert (Berkas.objects.count(), BerkasTunda.objects.count()) == (1, 0)
    assert DasarSurat.objects.get().berkas is not None


def test_a_file_that_nobody_came_back_for_is_forgotten(client: Client, sendiri: Instansi) -> None:
    client.post(reverse("inspektorat:bergabung"), isian(surel="x@gmail.com"))
    assert unggahan.lupakan(now=timezone.now()) == 0
    assert unggahan.lupakan(now=timezone.now() + timedelta(days=1, minutes=1)) == 1
    assert (Berkas.objects.count(), BerkasTunda.objects.count()) == (0, 0)


def test_one_that_is_under_way_is_not_applied_for_again(client: Client, keanggotaan: Buat) -> None:
    keanggotaan()
    jawaban = client.post(reverse("inspektorat:bergabung"), isian())
    assert jawaban.status_code == 422
    assert "sudah punya permohonan" in jawaban.content.decode()


def test_the_applicants_page_asks_for_the_receipt_and_names_nobody_of_lkpp(
    client: Client, keanggotaan: Buat, orang: dict[str, User]
) -> None:
    row = keanggotaan(Status.PERLU_PERBAIKAN)
    assert client.get(reverse("inspektorat:progres")).url == reverse("lacak")
    assert client.get(reverse("inspektorat:perbaiki")).url == reverse("lacak")
    halaman = dibuka(client, row.nomor).get(reverse("inspektorat:progres")).content.decode()
    assert "Suratnya kosong." in halaman
    assert orang["pejabat_dpph"].nama not in halaman


def test_a_mended_application_is_checked_again(client: Client, keanggotaan: Buat) -> None:
    row = keanggotaan(Status.PERLU_PERBAIKAN)
    dibuka(client, row.nomor)
    assert ADMIN.surel in client.get(reverse("inspektorat:perbaiki")).content.decode()
    setengah = {k: v for k, v in isian().items() if k != "tanggal_teks"}
    assert client.post(reverse("inspektorat:perbaiki"), setengah).status_code == 422
    jawaban = client.post(reverse("inspektorat:perbaiki"), isian(nomor_surat="-", tanggal_teks="Januari 2027"))
    assert jawaban.url == reverse("inspektorat:progres")
    row.refresh_from_db()
    assert row.status == Status.DIPERIKSA
    assert DasarSurat.objects.filter(nomor_surat="-", keanggotaan=row).exists()
    assert client.get(reverse("inspektorat:perbaiki")).url == reverse("inspektorat:progres")
    client.post(reverse("inspektorat:tutup"))
    assert client.get(reverse("inspektorat:progres")).url == reverse("lacak")


def test_an_invitation_is_taken_up_with_a_strong_password_only(
    client: Client, keanggotaan: Buat, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = keanggotaan(Status.AKUN_DIUNDANG)
    token = undangan_dari(row)[ADMIN.surel]
    monkeypatch.setattr(timezone, "now", lambda: row.status_sejak + timedelta(hours=1))
    assert client.get(reverse("inspektorat:undangan_tautan", args=[token])).url == reverse("inspektorat:undangan")
    assert ADMIN.surel in client.get(reverse("inspektorat:undangan")).content.decode()
    for sandi, ulang in (("pendek", "pendek"), (SANDI, SANDI + "x"), ("password1234", "password1234")):
        jawaban = client.post(reverse("inspektorat:undangan"), {"sandi": sandi, "ulang": ulang})
        assert jawaban.status_code == 422
    assert not User.objects.filter(email=ADMIN.surel).exists()
    jawaban = client.post(reverse("inspektorat:undangan"), {"sandi": SANDI, "ulang": SANDI})
    assert jawaban.url == reverse("account_login")
    assert User.objects.get(email=ADMIN.surel).check_password(SANDI)
    assert client.get(reverse("inspektorat:undangan")).status_code == 410


def test_a_dead_link_says_so_and_cannot_be_tried_out(client: Client, keanggotaan: Buat) -> None:
    keanggotaan(Status.AKUN_DIUNDANG)
    for _ in range(25):
        client.get(reverse("inspektorat:undangan_tautan", args=["tebak"]))
        assert client.get(reverse("inspektorat:undangan")).status_code == 410


def test_lkpp_finds_what_waits_first_and_filters(masuk: Masuk, keanggotaan: Buat) -> None:
    row = keanggotaan()
    browser = masuk(Peran.PEJABAT_DPPH)
    daftar = reverse("inspektorat:keanggotaan_daftar")
    assert row.nomor in browser.get(daftar).content.decode()
    assert row.nomor in browser.get(daftar + "?q=digoel").content.decode()
    assert row.nomor not in browser.get(daftar + "?status=aktif").content.decode()
    assert browser.get(daftar + "?q=%00&status=bukan&halaman=x&pandang=y").status_code == 200


def test_the_file_of_a_letter_is_downloaded_on_the_trail(masuk: Masuk, client: Client, sendiri: Instansi) -> None:
    client.post(reverse("inspektorat:bergabung"), isian())
    row = Keanggotaan.objects.get()
    Berkas.objects.update(putusan="terima", diperiksa_pada=timezone.now())
    (dasar,) = DasarSurat.objects.all()
    jawaban = masuk(Peran.PIMPINAN).get(reverse("inspektorat:dasar", args=[row.nomor, dasar.pk]))
    assert b"".join(jawaban.streaming_content) == samples.pdf()  # type: ignore[attr-defined]
    assert trail.of(row).last().kejadian == Event.BERKAS_DIUNDUH


def test_lkpp_enters_one_by_hand_and_leads_it_on(masuk: Masuk, sendiri: Instansi) -> None:
    browser = masuk(Peran.ADMIN_SISTEM)
    isi = isian(nama="", surel="", berkas="")
    jawaban = browser.post(reverse("inspektorat:keanggotaan_catat"), isi)
    row = Keanggotaan.objects.get()
    assert jawaban.url == reverse("inspektorat:keanggotaan", args=[row.nomor])
    assert browser.post(reverse("inspektorat:periksa", args=[row.nomor])).status_code == 302
    assert browser.post(reverse("inspektorat:minta_perbaikan", args=[row.nomor]), {}).status_code == 422
    browser.post(reverse("inspektorat:minta_perbaikan", args=[row.nomor]), {"catatan": "Sebut auditornya."})
    tambah = {f"petugas-1-{k}": getattr(AUDITOR, k) for k in ("nama", "surel", "peran")}
    baru = {k: v for k, v in isian(**tambah).items() if k.startswith("petugas")}
    assert browser.post(reverse("inspektorat:catat_perbaikan", args=[row.nomor]), baru).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.petugas.filter(berakhir_pada=None).count()) == (Status.DIPERIKSA, 2)


def test_a_letter_becomes_an_application_once(
    masuk: Masuk,
    sendiri: Instansi,
    di_pejabat: Callable[..., SuratMasuk],  # noqa: F811
) -> None:
    surat_dpph = di_pejabat(nomor_surat="800/444/05/2022", jenis_pengirim="instansi", instansi=sendiri)
    SuratMasuk.objects.update(berkas=berkas())
    browser, url = masuk(Peran.PEJABAT_DPPH), reverse("inspektorat:dari_surat", args=[surat_dpph.nomor])
    halaman = browser.get(reverse("persuratan:surat", args=[surat_dpph.nomor])).content.decode()
    assert "Catat keanggotaan APIP" in halaman
    assert "800/444/05/2022" in browser.get(url).content.decode()
    jawaban = browser.post(url, isian(nomor_surat="800/444/05/2022", berkas=""))
    row = Keanggotaan.objects.get()
    assert jawaban.url == reverse("inspektorat:keanggotaan", args=[row.nomor])
    assert (row.asal, row.surat, row.diajukan_pada) == ("surat", surat_dpph, surat_dpph.diterima_pada)
    assert row.dasar_surat.get().berkas is not None
    assert browser.get(url).url == jawaban.url
    assert masuk(Peran.ADMIN_SISTEM).get(url).status_code == 404


def test_replacing_officers_needs_a_new_letter(masuk: Masuk, keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKTIF)
    browser, url = masuk(Peran.PEJABAT_DPPH), reverse("inspektorat:ganti_petugas", args=[row.nomor])
    admin = User.objects.get(email=ADMIN.surel)
    baru = {"petugas-0-nama": "Agus", "petugas-0-surel": "agus@bovendigoelkab.go.id", "petugas-0-peran": "admin_apip"}
    assert browser.post(url, {"keluar": [f"u{admin.pk}"]} | baru).status_code == 422
    isi = {"nomor_surat": "-", "tanggal_teks": "Januari 2027", "berkas": pdf(), "keluar": [f"u{admin.pk}"]}
    assert browser.post(url, isi).status_code == 409
    isi["berkas"] = pdf()
    assert browser.post(url, isi | baru).status_code == 302
    admin.refresh_from_db()
    assert not admin.is_active

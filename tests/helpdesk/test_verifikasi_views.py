"""The pages of a verification: doors, the list, the form, the checklist, the steps, the ticket's own page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from akun.actor import Peran
from akun.models import User
from akun.receipt import new_token
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.status_verifikasi import Event, Status
from helpdesk.views.verifikasi_langkah import LANGKAH
from jejak import trail
from tests import factories
from tests.helpdesk.verifikasi import Loket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cetak_palsu")]
Masuk = Callable[[str], Client]
S = Status
DAFTAR, BARU = reverse("helpdesk:verifikasi"), reverse("helpdesk:verifikasi_baru")
TIKET = reverse("helpdesk:verifikasi_progres")
ISI = {
    "nama": "CV Contoh Jaya",
    "bentuk": "cv",
    "bidang": "konstruksi",
    "npwp": "01.234.567.8-901.000",
    "alamat": "Jalan Contoh 2",
    "surel": "admin@jaya.example",
    "telepon": "0426-1",
    "pimpinan": "Siti Contoh",
    "wakil": "kuasa",
    "kuasa": "Budi Contoh",
}


def url(v: Verifikasi, halaman: str = "lembar") -> str:
    return reverse(f"helpdesk:verifikasi_{halaman}", args=[v.nomor])


def isian(v: Verifikasi, nilai: str = "ya", **ganti: str) -> dict[str, str]:
    """The checklist as the browser sends it."""
    data = {}
    for item in v.item.all():
        for sisi in ("kelengkapan", "validitas", "kesesuaian"):
            data[f"d{item.pk}-{sisi}"] = ganti.get(item.kode, nilai) if item.wajib else "belum"
        data[f"d{item.pk}-catatan"] = ""
        if item.wajib and item.dokumen.asli:
            data[f"d{item.pk}-asli_dilihat"] = "on"
    return data


def status_dari(client: Client, alamat: str) -> int:
    """The status of an answer that may be a file; it is read to its end."""
    jawaban = client.get(alamat)
    if jawaban.streaming:
        b"".join(jawaban.streaming_content)  # type: ignore[attr-defined]
    return int(jawaban.status_code)


def dibuka(client: Client, v: Verifikasi, token: str) -> Any:
    """Number and token, as anybody may type them."""
    jawaban = client.post(reverse("lacak"), {"nomor": v.nomor, "token": token})
    assert (jawaban.status_code, jawaban["Location"]) == (302, TIKET)
    return client.get(TIKET)


HALAMAN = ("lembar", "periksa", "slip", "unduh", *(langkah.nama for langkah in LANGKAH))


@pytest.mark.parametrize("halaman", HALAMAN)
def test_nobody_outside_this_lpse_opens_a_page(
    loket: Loket, orang: dict[str, User], masuk: Masuk, halaman: str
) -> None:
    v = loket.bawa_ke(S.LULUS if halaman in {"unduh", "cabut"} else S.DIPERIKSA)
    assert factories.logged_in(loket.petugas_lain).get(url(v, halaman)).status_code == 404
    for nama in orang:
        if nama not in {Peran.PETUGAS_LPSE, Peran.KEPALA_LPSE}:
            assert masuk(nama).get(url(v, halaman)).status_code in {302, 403, 404}, nama
    assert status_dari(masuk("petugas_lpse"), url(v, halaman)) in {200, 409}
    assert Client().get(url(v, halaman)).status_code == 302


def test_the_head_reads_and_does_not_check(loket: Loket, masuk: Masuk) -> None:
    v, kepala = loket.bawa_ke(S.DIPERIKSA), masuk("kepala_lpse")
    assert v.nomor in kepala.get(DAFTAR).content.decode()
    teks = kepala.get(url(v)).content.decode()
    assert "Periksa dokumen" not in teks
    assert "petugas LPSE tempat penyedia mendaftar" in teks
    assert kepala.get(url(v, "luluskan")).status_code == 403
    assert kepala.post(url(v, "luluskan")).status_code == 403
    assert kepala.get(BARU).status_code == 403
    assert kepala.get(url(v, "periksa")).status_code == 403


def test_another_lpse_finds_an_empty_list(loket: Loket) -> None:
    loket.daftar()
    teks = factories.logged_in(loket.petugas_lain).get(f"{DAFTAR}?milik=semua").content.decode()
    assert "Tidak ada penyedia di sini" in teks
    assert "Contoh Makmur" not in teks


@pytest.mark.parametrize(
    ("kueri", "ketemu"),
    [
        ("milik=semua", True),
        ("milik=perlu", True),
        ("milik=lulus", False),
        ("status=diperiksa", True),
        ("status=lulus", False),
        ("bentuk=pt", True),
        ("bentuk=cv", False),
        ("bentuk=entah", False),
        ("q=makmur", True),
        ("q=bukan", False),
        ("q=VRF2026", True),
        ("q=01.234.567.8-901.000", True),
    ],
)
def test_filters_and_search(loket: Loket, masuk: Masuk, kueri: str, ketemu: bool) -> None:
    v = loket.bawa_ke(S.DIPERIKSA)
    assert (url(v) in masuk("petugas_lpse").get(f"{DAFTAR}?{kueri}").content.decode()) is ketemu


def test_the_list_asks_at_most_twelve_queries(
    loket: Loket, masuk: Masuk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        loket.daftar()
    browser = masuk("petugas_lpse")
    browser.get(DAFTAR)
    with django_assert_max_num_queries(12):
        assert browser.get(DAFTAR).content.decode().count("tabel__utama") == 6


def test_a_provider_is_registered_and_gets_a_slip(loket: Loket, masuk: Masuk) -> None:
    browser = masuk("petugas_lpse")
    jawaban = browser.post(BARU, ISI)
    v = Verifikasi.objects.get()
    assert jawaban["Location"] == url(v, "slip")
    slip = browser.get(url(v, "slip")).content.decode()
    assert v.nomor in slip
    assert v.token in slip
    assert (v.npwp, v.kuasa, v.meja) == ("012345678901000", "Budi Contoh", loket.meja)
    assert v.item.filter(kode__in=["iujk", "sbu", "surat_kuasa"], wajib=True).count() == 3


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"npwp": "123"}, "15 atau 16 angka"),
        ({"kuasa": ""}, "nama penerima kuasa"),
        ({"nama": ""}, "Tulis nama usaha"),
        ({"surel": "bukan"}, "alamat e-mail yang benar"),
        ({"bentuk": ""}, "Pilih bentuk usaha"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    loket: Loket, masuk: Masuk, ganti: dict[str, str], kalimat: str
) -> None:
    jawaban = masuk("petugas_lpse").post(BARU, ISI | ganti)
    assert jawaban.status_code == 422
    assert kalimat in (teks := jawaban.content.decode())
    assert "Jalan Contoh 2" in teks
    assert not Verifikasi.objects.exists()


def test_the_checklist_is_saved_and_leads_to_a_pass(loket: Loket, masuk: Masuk) -> None:
    v, browser = loket.daftar(), masuk("petugas_lpse")
    halaman = browser.get(url(v, "periksa")).content.decode()
    assert halaman.count("<select") == 3 * v.item.count()
    assert "type=password" not in halaman.replace('"', "")
    assert browser.post(url(v, "periksa"), isian(v))["Location"] == url(v)
    assert browser.post(url(v, "luluskan"))["Location"] == url(v)
    v.refresh_from_db()
    assert v.status == S.LULUS
    teks = browser.get(url(v)).content.decode()
    assert "1/TLV/LPSE-76.02/2026" in teks
    assert "tidak membuat dan tidak menyimpan kata sandi" in teks
    pdf = browser.get(url(v, "unduh"))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert trail.of(v).filter(kejadian=Event.DIUNDUH).count() == 1


def test_an_unreadable_verdict_is_refused(loket: Loket, masuk: Masuk) -> None:
    v, browser = loket.daftar(), masuk("petugas_lpse")
    for data in ({}, isian(v, nilai="mungkin")):
        assert browser.post(url(v, "periksa"), data).status_code == 422
    v.refresh_from_db()
    assert v.status == S.DIDAFTARKAN


def test_the_explanation_is_drafted_and_read_by_the_provider(loket: Loket, masuk: Masuk, client: Client) -> None:
    token = new_token()
    v, browser = loket.daftar(token), masuk("petugas_lpse")
    browser.post(url(v, "periksa"), isian(v, npwp="tidak"))
    assert "- NPWP: belum lengkap" in browser.get(url(v, "kembalikan")).content.decode()
    assert browser.get(url(v, "luluskan")).status_code == 409
    browser.post(url(v, "kembalikan"), {"penjelasan": "NPWP buram & terpotong."})
    teks = dibuka(client, v, token).content.decode()
    assert "NPWP buram &amp; terpotong." in teks
    assert loket.petugas.nama not in teks
    assert token not in teks


@pytest.mark.parametrize("status", Status.values)
def test_the_page_of_the_ticket_in_every_status(loket: Loket, client: Client, status: str) -> None:
    token = new_token()
    v = loket.bawa_ke(status, token)
    jawaban = dibuka(client, v, token)
    assert jawaban.status_code == 200
    assert str(Status(status).label) in (teks := jawaban.content.decode())
    assert loket.petugas.nama not in teks
    assert status_dari(client, reverse("helpdesk:verifikasi_tanda_lulus")) == (200 if status == S.LULUS else 404)
    client.post(reverse("helpdesk:verifikasi_tutup"))
    assert client.get(TIKET)["Location"] == reverse("lacak")


def test_without_a_token_there_is_no_page(loket: Loket, client: Client) -> None:
    v = loket.bawa_ke(S.LULUS)
    assert client.get(TIKET).status_code == 302
    assert client.get(reverse("helpdesk:verifikasi_tanda_lulus")).status_code == 404
    assert client.post(reverse("lacak"), {"nomor": v.nomor, "token": "AAAA-BBBB-CCCC-DD"}).status_code == 422


def test_the_slip_goes_with_the_token(loket: Loket, masuk: Masuk) -> None:
    for status in (S.LULUS, S.BATAL):
        assert masuk("petugas_lpse").get(url(loket.bawa_ke(status), "slip")).status_code == 404


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("langkah", LANGKAH, ids=lambda kelas: kelas.nama)
def test_every_step_page_in_every_status(loket: Loket, masuk: Masuk, status: str, langkah: Any) -> None:
    v = loket.bawa_ke(status)
    jawaban = masuk("petugas_lpse").get(url(v, langkah.nama))
    if status not in langkah.langkah.from_:
        assert jawaban.status_code == 409
    else:  # a whole checklist may be passed and not returned
        assert jawaban.status_code == (409 if langkah.nama == "kembalikan" else 200)


@pytest.mark.parametrize(("tanggal", "status"), [("31/12/2027", 302), ("2027-12-31", 302), ("31/02/2027", 422)])
def test_a_date_is_typed_as_people_write_it(loket: Loket, masuk: Masuk, tanggal: str, status: int) -> None:
    v = loket.daftar()
    siup = v.item.get(kode="siup")
    jawaban = masuk("petugas_lpse").post(url(v, "periksa"), isian(v) | {f"d{siup.pk}-berlaku_sampai": tanggal})
    assert jawaban.status_code == status
    siup.refresh_from_db()
    assert (siup.berlaku_sampai is not None) is (status == 302)

"""The applicant's pages: status and dates, thread, answer, files, meeting, rights; of others nothing exists."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from akun import terbuka
from akun.actor import SYSTEM, Actor
from akun.models import Pejabat, Unit, User
from akun.receipt import new_token
from berkas import flow as berkas_flow
from jejak import outbox
from konsultasi import flow, flow_temu, kompensasi
from konsultasi.flow import DataKonsultasi
from konsultasi.kompensasi import Pemilik
from konsultasi.models import Konsultasi, LampiranKonsultasi, PertemuanDaring, PesanKonsultasi
from konsultasi.pilihan import Kanal
from konsultasi.status import JANJI, Status
from notifikasi.models import Pesan
from persuratan import flow_masuk
from persuratan.flow_masuk import DataSurat
from persuratan.models import SuratMasuk
from tests import factories
from tests.berkas import samples
from tests.factories import SENIN
from tests.konsultasi.pemohon import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Tanya = Callable[..., Konsultasi]
PINTU = ("", "jadwal.ics", "batal/", "keluhan/", "berkas/1/")
TULIS = ("lengkapi/", "selesai/", "batal/", "keluhan/", "tersimpan/")


@pytest.fixture
def browser(orang: dict[str, User]) -> Client:
    return factories.logged_in(orang["pengadu"])


def lihat(browser: Client, k: Konsultasi) -> str:
    return str(browser.get(f"/konsultasi/saya/{k.nomor}/").content.decode())


KATA = {
    Status.DIAJUKAN: "Permohonan Anda sudah kami terima",
    Status.DIVERIFIKASI: "Permohonan Anda sudah kami terima",
    Status.DIPROSES: "Permohonan Anda sedang dikerjakan",
    Status.BUTUH_DATA: "Kami memerlukan data dari Anda",
    Status.REVIU_JAWABAN: "Permohonan Anda sedang dikerjakan",
    Status.DIJAWAB: "Permohonan Anda sudah dijawab",
    Status.SELESAI: "Konsultasi ini sudah selesai",
    Status.DITOLAK: "Permohonan ini tidak dapat kami layani",
    Status.DIBATALKAN: "Permohonan ini dibatalkan",
}


@pytest.mark.parametrize("status", KATA)
def test_every_state_says_where_it_is_and_no_more(browser: Client, tanya: Tanya, status: str) -> None:
    k = tanya(status)
    isi = lihat(browser, k)
    assert KATA[Status(status)] in isi
    assert ("Dapat, dengan bukti." in isi) == (status in {Status.DIJAWAB, Status.SELESAI})
    assert ("Bukan pengadaan." in isi) == (status == Status.DITOLAK)
    assert "Pak advokasi_2" not in isi  # no officer is named
    assert k.nomor in browser.get("/konsultasi/saya/").content.decode()


def test_what_a_reviewer_noted_is_not_the_applicants(browser: Client, tanya: Tanya, actor: Any) -> None:
    k = tanya(Status.REVIU_JAWABAN)
    flow.kembalikan_jawaban(konsultasi=k, catatan="Pasalnya keliru.", by=actor("advokasi_2"), now=SENIN)
    flow.catat_internal(konsultasi=k, isi="Hati-hati, sensitif.", by=actor("petugas_advokasi"), now=SENIN)
    isi = lihat(browser, k)
    for rahasia in ("Pasalnya keliru.", "Hati-hati", "Dapat, dengan bukti."):
        assert rahasia not in isi


def test_what_belongs_to_others_does_not_exist(
    client: Client, orang: dict[str, User], tanya: Tanya, masuk: Callable[[str], Client]
) -> None:
    k = tanya(Status.DIJAWAB)
    for browser in (client, factories.logged_in(orang["pemohon_lain"]), masuk("petugas_advokasi"), masuk("pimpinan")):
        for nomor in (k.nomor, "KNS202601010001"):
            assert [browser.get(f"/konsultasi/permohonan/{nomor}/{p}").status_code for p in PINTU] == [404] * 5
            status = {browser.post(f"/konsultasi/permohonan/{nomor}/{p}").status_code for p in TULIS}
            assert status <= {403, 404}
            assert k.pokok not in browser.get(f"/konsultasi/saya/{nomor}/").content.decode()
    assert factories.logged_in(orang["pemohon_lain"]).get(f"/konsultasi/saya/{k.nomor}/").status_code == 404
    assert Konsultasi.objects.get(pk=k.pk).status == Status.DIJAWAB


def test_a_receipt_opens_its_own_consultation_only(client: Client, tanya: Tanya) -> None:
    satu, dua = tanya(), tanya()
    assert client.get("/konsultasi/progres/")["Location"] == "/lacak/"
    sesi = client.session
    terbuka.ingat(sesi, satu.nomor, now=timezone.now())
    sesi.save()
    assert client.get(f"/konsultasi/permohonan/{satu.nomor}/").status_code == 200
    assert client.get(f"/konsultasi/permohonan/{dua.nomor}/").status_code == 404
    client.post("/konsultasi/progres/tutup/")
    assert client.get(f"/konsultasi/permohonan/{satu.nomor}/").status_code == 404


def test_both_clocks_are_explained_and_the_pause_is_seen(browser: Client, tanya: Tanya) -> None:
    isi = lihat(browser, tanya(Status.BUTUH_DATA))
    assert "Jawaban kami, paling lambat" in isi
    assert "Berhenti selama menunggu data Anda" in isi
    assert "Menunggu data dari Anda, sampai" in isi
    assert isi.count("Mengapa tanggal ini?") == 2
    assert "10 hari kerja sejak" in isi
    dijawab = lihat(browser, tanya(Status.DIJAWAB))
    assert "Bila tidak ada tanggapan, konsultasi ditutup" in dijawab


def test_the_data_are_completed_with_files(browser: Client, tanya: Tanya) -> None:
    k = tanya(Status.BUTUH_DATA)
    jalan = f"/konsultasi/permohonan/{k.nomor}/lengkapi/"
    assert browser.post(jalan, {"isi": ""}).status_code == 422
    buruk = browser.post(jalan, {"isi": "Terlampir.", "berkas": [pdf(), pdf("x.pdf", samples.exe())]})
    assert buruk.status_code == 422
    assert "Terlampir." in buruk.content.decode()
    assert not LampiranKonsultasi.objects.exists()
    baik = browser.post(jalan, {"isi": "Terlampir.", "berkas": pdf()})
    assert (baik.status_code, baik.headers.get("Location")) == (302, f"/konsultasi/saya/{k.nomor}/")
    k.refresh_from_db()
    assert k.status == Status.DIPROSES
    satu = LampiranKonsultasi.objects.get()
    isi = lihat(browser, k)
    assert "Lampirkan kontraknya." in isi
    assert "Terlampir." in isi
    berkas_flow.periksa(berkas_id=satu.berkas_id, now=timezone.now())
    unduh = browser.get(f"/konsultasi/permohonan/{k.nomor}/berkas/{satu.pk}/")
    assert b"".join(unduh.streaming_content) == samples.pdf()  # type: ignore[attr-defined]
    lagi = browser.post(jalan, {"isi": "Sekali lagi."})
    assert lagi.status_code == 409
    assert "Sekali lagi." in lagi.content.decode()


def test_a_file_of_an_internal_note_is_not_given_out(browser: Client, tanya: Tanya, actor: Any) -> None:
    k = tanya(Status.DIPROSES)
    catatan = flow.catat_internal(konsultasi=k, isi="Lihat ini.", by=actor("petugas_advokasi"), now=SENIN)
    berkas = berkas_flow.terima(unggahan=pdf("internal.pdf"), now=SENIN)
    berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
    satu = LampiranKonsultasi.objects.create(konsultasi=k, pesan=catatan, berkas=berkas)
    assert PesanKonsultasi.objects.get().hanya_petugas
    assert "internal.pdf" not in lihat(browser, k)
    assert browser.get(f"/konsultasi/permohonan/{k.nomor}/berkas/{satu.pk}/").status_code == 404


def test_who_lost_his_session_gets_his_words_back(client: Client, tanya: Tanya) -> None:
    k = tanya(Status.BUTUH_DATA)
    jawaban = client.post(f"/konsultasi/permohonan/{k.nomor}/lengkapi/", {"isi": "Ini panjang sekali."})
    assert jawaban.status_code == 403
    assert "Ini panjang sekali." in jawaban.content.decode()


def test_the_applicant_ends_it(browser: Client, tanya: Tanya) -> None:
    k = tanya(Status.DIJAWAB)
    jalan = f"/konsultasi/permohonan/{k.nomor}/selesai/"
    browser.post(jalan)
    k.refresh_from_db()
    assert k.status == Status.SELESAI
    assert "tidak tersedia" in browser.post(jalan, follow=True).content.decode()
    assert "Dapat, dengan bukti." in lihat(browser, k)


def test_a_right_is_shown_with_its_end_and_its_use(browser: Client, tanya: Tanya, orang: dict[str, User]) -> None:
    terlambat, now = tanya(Status.DIPROSES), timezone.now()
    assert "Belum ada." in browser.get("/konsultasi/saya/").content.decode()
    pemilik = Pemilik(orang["pengadu"].pk)
    kompensasi.beri(sumber=terlambat, kode=JANJI, pemilik=pemilik, by=SYSTEM, now=now)
    isi = browser.get("/konsultasi/saya/").content.decode()
    assert "Dapat dipakai" in isi
    assert f"Karena {terlambat.nomor} terlambat." in isi
    baru = tanya()
    isi = browser.get("/konsultasi/saya/").content.decode()
    assert f"dipakai untuk {baru.nomor}" in isi
    assert "Didahulukan" in lihat(browser, baru)
    lain = factories.logged_in(orang["pemohon_lain"]).get("/konsultasi/saya/").content.decode()
    assert terlambat.nomor not in lain


@pytest.fixture
def surat(direktorat: dict[str, Unit], orang: dict[str, User]) -> SuratMasuk:
    """A letter of somebody with an account to the director."""
    berkas = berkas_flow.terima(unggahan=pdf("surat.pdf", samples.pdf(4)), now=SENIN)
    berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
    pejabat = Pejabat.objects.get(unit=direktorat["DAPD"])
    isi = DataSurat("instansi", "Siti", pejabat, "biasa", "1/2026", "Undangan rapat daring")
    return flow_masuk.kirim(data=isi, berkas=berkas, token=new_token(), by=Actor.of(orang["pengadu"]), now=SENIN)


@pytest.fixture
def daring(surat: SuratMasuk, data: Callable[..., DataKonsultasi], actor: Any) -> PertemuanDaring:
    """A meeting online of somebody with an account, by his letter."""
    k = flow.dari_surat(surat=surat, kanal=Kanal.DARING, data=data(), by=actor("petugas_advokasi"), now=SENIN)
    flow.terima_direktur(konsultasi=k, by=actor("direktur"), now=SENIN)
    return flow_temu.jadwalkan_daring(
        konsultasi=k,
        mulai=timezone.now() + timedelta(days=400),
        lama_menit=90,
        tautan="https://rapat.example/kns?p=1,2;3",
        by=actor("petugas_advokasi"),
        now=SENIN,
    )


def acara(browser: Client, nomor: str) -> tuple[Any, Any]:
    kalender: Any = Calendar.from_ical(browser.get(f"/konsultasi/permohonan/{nomor}/jadwal.ics").content)
    (satu,) = kalender.walk("VEVENT")
    assert not satu.errors
    return kalender, satu


def test_the_meeting_online_with_its_calendar_file(browser: Client, daring: PertemuanDaring, actor: Any) -> None:
    k = daring.konsultasi
    isi = lihat(browser, k)
    assert "https://rapat.example/kns?p=1,2;3" in isi
    kalender, satu = acara(browser, k.nomor)
    assert (kalender["VERSION"], kalender["METHOD"], bool(kalender["PRODID"])) == ("2.0", "PUBLISH", True)
    assert (satu["STATUS"], satu["SEQUENCE"]) == ("CONFIRMED", 0)
    assert satu["DTSTART"].dt == daring.mulai.replace(microsecond=0)
    assert satu["DTEND"].dt - satu["DTSTART"].dt == timedelta(minutes=90)
    assert str(satu["LOCATION"]) == str(satu["URL"]) == "https://rapat.example/kns?p=1,2;3"
    flow_temu.ubah_daring(
        pertemuan=daring, mulai=daring.mulai + timedelta(days=1), lama_menit=60, tautan="https://rapat.example/b",
        by=actor("petugas_advokasi"), now=SENIN + timedelta(hours=1),
    )  # fmt: skip
    _kalender, dua = acara(browser, k.nomor)
    assert (dua["UID"], dua["SEQUENCE"]) == (satu["UID"], 1)
    assert dua["DTSTAMP"].dt > satu["DTSTAMP"].dt
    browser.post(f"/konsultasi/permohonan/{k.nomor}/batal/")
    kalender, tiga = acara(browser, k.nomor)
    assert (kalender["METHOD"], tiga["STATUS"], tiga["SEQUENCE"], tiga["UID"]) == (
        "CANCEL", "CANCELLED", 2, satu["UID"],
    )  # fmt: skip
    assert "https://rapat.example" not in lihat(browser, k)


def test_before_the_director_has_the_letter_there_is_no_date(
    browser: Client, surat: SuratMasuk, data: Callable[..., DataKonsultasi], actor: Any
) -> None:
    k = flow.dari_surat(surat=surat, kanal=Kanal.SURAT, data=data(), by=actor("petugas_advokasi"), now=SENIN)
    isi = lihat(browser, k)
    assert "Janji kami 15 hari kerja sejak surat diterima Direktur." in isi
    assert f"/surat/saya/{surat.nomor}/" in isi
    assert f"/permohonan/{k.nomor}/batal/" not in isi
    flow.terima_direktur(konsultasi=k, by=actor("direktur"), now=SENIN)
    isi = lihat(browser, k)
    assert "Jawaban kami, paling lambat" in isi
    assert "Batasnya 15 hari kerja sejak" in isi


def test_the_messages_lead_to_pages_that_exist(browser: Client, tanya: Tanya, orang: dict[str, User]) -> None:
    k = tanya(Status.DIJAWAB)
    while outbox.deliver(now=SENIN + timedelta(hours=1)):
        pass
    tautan = {p.konteks["tautan"] for p in Pesan.objects.filter(user=orang["pengadu"])}
    assert tautan == {f"/konsultasi/saya/{k.nomor}/"}
    assert [browser.get(t).status_code for t in tautan] == [200]

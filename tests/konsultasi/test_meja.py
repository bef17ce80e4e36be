"""The desk and the sheet: what is shown to whom, in which order, found how, at what cost."""

import html
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from akun.actor import SYSTEM, Actor
from akun.models import User
from berkas import flow as berkas_flow
from konsultasi import flow_keluhan, kompensasi
from konsultasi.models import Konsultasi, LampiranKonsultasi
from konsultasi.pilihan import Kanal
from konsultasi.status import JANJI, Status
from tests.berkas import samples
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
MEJA = "/konsultasi/meja/"
Masuk = Callable[[str], Client]
Buat = Callable[..., Konsultasi]


def teks(jawaban: Any) -> str:
    return html.unescape(jawaban.content.decode())


def urutan(page: Any, *konsultasi: Konsultasi) -> list[str]:
    isi = teks(page)
    return sorted((k.nomor for k in konsultasi if f"{MEJA}{k.nomor}/" in isi), key=isi.index)


def test_whoever_holds_a_right_stands_above_whatever_is_due_before(tanya: Buat, masuk: Masuk) -> None:
    segera, biasa, hak = tanya(Status.DIVERIFIKASI), tanya(), tanya()
    Konsultasi.objects.filter(pk=segera.pk).update(jatuh_tempo=SENIN - timedelta(days=9))
    Konsultasi.objects.filter(pk=hak.pk).update(hak_prioritas=True, jatuh_tempo=SENIN + timedelta(days=30))
    page = masuk("petugas_advokasi").get(f"{MEJA}?pandang=baru")
    assert urutan(page, segera, biasa, hak) == [hak.nomor, segera.nomor, biasa.nomor]
    assert teks(page).count("Didahulukan: hak kompensasi") == 1


def test_the_quick_views_hold_what_they_say(tanya: Buat, kunjungi: Buat, undang: Buat, masuk: Masuk) -> None:
    baru, saya, reviu = tanya(), tanya(Status.DIPROSES), tanya(Status.REVIU_JAWABAN)
    tamu, besok, selesai = kunjungi(datang=True), kunjungi(), tanya(Status.SELESAI)
    surat = undang(Status.DIVERIFIKASI, kanal=Kanal.SURAT)
    semua = (baru, saya, reviu, tamu, besok, selesai, surat)

    def isi(orang: str, pandang: str) -> set[Konsultasi]:
        page = masuk(orang).get(f"{MEJA}?pandang={pandang}")
        return {k for k in semua if k.nomor in urutan(page, *semua)}

    assert isi("petugas_advokasi", "saya") == {saya, reviu}
    assert isi("petugas_advokasi", "reviu") == set()  # nobody reviews his own
    assert isi("advokasi_2", "reviu") == {reviu}
    assert isi("advokasi_2", "baru") == {baru, surat}
    assert isi("direktur", "saya") == {surat}  # waits for her to receive it
    assert isi("advokasi_2", "temu") == {tamu}
    assert isi("advokasi_2", "semua") == set(semua)
    assert isi("advokasi_pusat", "semua") == set()


def test_visitors_stand_in_the_order_of_their_numbers_and_rights(kunjungi: Buat, masuk: Masuk) -> None:
    hari = timezone.now() + timedelta(minutes=1)
    nanti, satu, dua = kunjungi(mulai=hari), kunjungi(datang=True), kunjungi(datang=True)
    Konsultasi.objects.filter(pk=dua.pk).update(hak_prioritas=True)
    page = masuk("petugas_advokasi").get(f"{MEJA}?pandang=temu")
    assert urutan(page, nanti, satu, dua) == [dua.nomor, satu.nomor, nanti.nomor]
    assert "Antrean 2, datang" in teks(page)


def test_filters_and_the_blind_search(tanya: Buat, masuk: Masuk) -> None:
    k, browser = tanya(), masuk("petugas_advokasi")
    for kueri, ada in (
        ("q=banjir", True),
        ("q=Siti+Rahmawati", True),
        ("q=gempa", False),
        ("kanal=website", True),
        ("kanal=surat", False),
        ("status=diajukan", True),
        ("status=selesai", False),
        ("subjek=kontrak", True),
        ("subjek=tidak-ada", False),
        ("lewat=ya", False),
        ("status=bukan", False),
        (f"q={k.nomor[:11].lower()}", True),
    ):
        page = browser.get(f"{MEJA}?pandang=semua&{kueri}")
        assert (urutan(page, k) == [k.nomor]) is ada, kueri


def test_the_desk_costs_the_same_for_one_and_for_thirty(tanya: Buat, kunjungi: Buat, masuk: Masuk) -> None:
    browser = masuk("petugas_advokasi")
    tanya(), kunjungi(datang=True)
    for pandang in ("saya", "baru", "temu", "semua"):
        browser.get(f"{MEJA}?pandang={pandang}")  # prepared statements, calendar, policies
    sebelum = {p: _biaya(browser, p) for p in ("baru", "temu", "semua")}
    for _ in range(8):
        tanya(), kunjungi(datang=True)
    assert {p: _biaya(browser, p) for p in sebelum} == sebelum
    assert max(sebelum.values()) <= 12


def _biaya(browser: Client, pandang: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as tercatat:
        assert browser.get(f"{MEJA}?pandang={pandang}").status_code == 200
    return len(tercatat)


def test_the_sheet_tells_everything_and_both_clocks_explain_themselves(tanya: Buat, masuk: Masuk) -> None:
    page = teks(masuk("petugas_advokasi").get(f"{MEJA}{tanya().nomor}/"))
    for kata in ("Perpanjangan waktu karena banjir", "Siti Rahmawati", "siti@pemda.example", "Belum ditugaskan"):
        assert kata in page
    assert page.count("Mengapa tanggal ini?") == 2  # the promise, and the stage


def test_rights_used_and_given_stand_on_the_sheet(tanya: Buat, masuk: Masuk, orang: dict[str, User]) -> None:
    lama, pemilik = tanya(Status.DIJAWAB), kompensasi.Pemilik(orang["pengadu"].pk)
    kompensasi.beri(sumber=lama, kode=JANJI, pemilik=pemilik, by=SYSTEM, now=SENIN)
    browser = masuk("petugas_advokasi")
    assert "memberi pemohon hak didahulukan" in teks(browser.get(f"{MEJA}{lama.nomor}/"))
    baru = tanya()
    assert f"karena layanan untuk {lama.nomor} terlambat" in teks(browser.get(f"{MEJA}{baru.nomor}/"))
    assert f"dipakai untuk {baru.nomor}" in teks(browser.get(f"{MEJA}{lama.nomor}/"))


def test_who_gave_the_service_does_not_see_the_complaint_about_it(
    tanya: Buat, masuk: Masuk, actor: Callable[[str], Actor]
) -> None:
    k = tanya(Status.DIJAWAB)
    flow_keluhan.ajukan(konsultasi=k, isi="Terlalu umum.", by=actor("pengadu"), now=SENIN)
    lihat = {n: "Keluhan tentang layanan ini" in teks(masuk(n).get(f"{MEJA}{k.nomor}/")) for n in
             ("petugas_advokasi", "advokasi_2", "advokasi_3")}  # fmt: skip
    assert lihat == {"petugas_advokasi": False, "advokasi_2": False, "advokasi_3": True}


def test_a_file_is_sent_to_the_directorate_only(tanya: Buat, masuk: Masuk) -> None:
    k, unggahan = tanya(), SimpleUploadedFile("kontrak.pdf", samples.pdf(), "application/pdf")
    berkas = berkas_flow.terima(unggahan=unggahan, now=SENIN)
    berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
    satu = LampiranKonsultasi.objects.create(konsultasi=k, berkas=berkas)
    alamat = f"{MEJA}{k.nomor}/berkas/{satu.pk}/"
    page = masuk("petugas_advokasi").get(alamat)
    assert (page.status_code, page["X-Content-Type-Options"]) == (200, "nosniff")
    assert b"".join(page.streaming_content) == samples.pdf()  # type: ignore[attr-defined]
    assert page["Content-Disposition"].startswith("attachment")
    assert "kontrak.pdf" in teks(masuk("petugas_advokasi").get(f"{MEJA}{k.nomor}/"))
    assert masuk("advokasi_pusat").get(alamat).status_code == 404
    assert masuk("petugas_advokasi").get(f"{MEJA}{tanya().nomor}/berkas/{satu.pk}/").status_code == 404

"""The step pages of the desk: every status against every step, and each step as its people take it."""

import html
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from konsultasi import koleksi
from konsultasi.models import Konsultasi, PertemuanDaring
from konsultasi.pilihan import Kanal
from konsultasi.status import Status
from konsultasi.views.kasus import LANGKAH
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
Buat = Callable[..., Konsultasi]
S = Status
ISIAN: dict[str, Any] = {
    "isi": "Isi yang cukup.",
    "jawaban": "Jawaban yang cukup.",
    "produk": ["saran"],
    "catatan": "Perbaiki.",
    "alasan": "Bukan pengadaan.",
    "tanggal": "2026-12-10",
    "jam": "10:00",
    "lama_menit": "60",
    "tautan": "https://rapat.example/abc",
}


def jalan(k: Konsultasi, langkah: str = "") -> str:
    return f"/konsultasi/meja/{k.nomor}/" + (f"{langkah}/" if langkah else "")


def teks(jawaban: Any) -> str:
    return html.unescape(jawaban.content.decode())


WEBSITE: dict[str, set[str]] = {
    S.DIAJUKAN: {"verifikasi", "alihkan", "minta_data", "tolak", "catat_internal"},
    S.DIVERIFIKASI: {"alihkan", "ambil", "tugaskan", "tolak", "catat_internal"},
    S.DITUGASKAN: {"tugaskan", "proses", "minta_data", "tolak", "catat_internal"},
    S.DIPROSES: {"tugaskan", "tulis_jawaban", "minta_data", "tolak", "catat_internal"},
    S.BUTUH_DATA: {"catat_internal"},
    S.REVIU_JAWABAN: {"catat_internal"},
    S.DIJAWAB: {"selesaikan", "catat_internal"},
    S.SELESAI: {"catat_internal"},
    S.DITOLAK: {"catat_internal"},
    S.DIBATALKAN: {"catat_internal"},
}
PENINJAU: dict[str, set[str]] = {S.REVIU_JAWABAN: {"setujui_jawaban", "kembalikan_jawaban"}}
BELUM_BISA = "Langkah ini belum bisa diambil"


def test_every_step_of_a_question_is_open_where_the_table_says_and_else_refused(tanya: Buat, masuk: Masuk) -> None:
    """Also when it is sent without having been offered; what goes wrong is said for every status and step."""
    browser, peninjau = masuk("petugas_advokasi"), masuk("advokasi_2")
    salah: list[object] = []
    for status, langkah in WEBSITE.items():
        k = tanya(status)
        for nama in (satu.nama for satu in LANGKAH):
            page = browser.get(jalan(k, nama))
            boleh = nama in langkah
            if page.status_code not in ({200} if boleh else {403, 409}):
                salah.append((status, nama, page.status_code))
            if (BELUM_BISA in teks(page)) is boleh:
                salah.append((status, nama, BELUM_BISA))
            meninjau = nama in PENINJAU.get(status, set())
            if meninjau and (page.status_code, peninjau.get(jalan(k, nama)).status_code) != (403, 200):
                salah.append((status, nama, "peninjau"))
            if not boleh:
                salah += [(status, nama, *beda) for beda in terkirim(browser, k, nama)]
    assert salah == [], "\n".join(map(str, salah))


def terkirim(browser: Client, k: Konsultasi, langkah: str) -> Iterator[tuple[str, object]]:
    """What is wrong with the answer to a step that was not offered."""
    page = browser.post(jalan(k, langkah), ISIAN | {"kepada": k.petugas_id or "", "unit": ""})
    if page.status_code not in {403, 409}:
        yield "dikirim", page.status_code
    status_kini = Konsultasi.objects.get(pk=k.pk).status
    if status_kini != k.status:
        yield "dikirim", status_kini


KUNJUNGAN: dict[str, set[str]] = {
    S.DIJADWALKAN: {"datang", "catat_internal"},
    S.BERLANGSUNG: {"tulis_laporan", "catat_internal"},
    S.LAPORAN: {"selesaikan", "catat_internal"},
}
PERTEMUAN: dict[str, set[str]] = {
    S.DIAJUKAN: {"verifikasi", "jadwalkan_daring", "minta_data", "alihkan", "tolak", "catat_internal"},
    S.DIVERIFIKASI: {"alihkan", "tolak", "catat_internal"},
    S.DITUGASKAN: {"tugaskan", "proses", "jadwalkan_daring", "minta_data", "tolak", "catat_internal"},
    S.DIPROSES: {"tugaskan", "jadwalkan_daring", "minta_data", "tolak", "catat_internal"},
    S.DIJADWALKAN: {"mulai_sesi", "ubah_daring", "batalkan_daring", "catat_internal"},
    S.BERLANGSUNG: {"tulis_laporan", "catat_internal"},
}


def terbuka(browser: Client, k: Konsultasi) -> set[str]:
    return {satu.nama for satu in LANGKAH if browser.get(jalan(k, satu.nama)).status_code == 200}


@pytest.mark.parametrize("status", KUNJUNGAN)
def test_the_step_pages_of_a_visit(status: str, kunjungi: Buat, masuk: Masuk) -> None:
    assert terbuka(masuk("petugas_advokasi"), kunjungi(status)) == KUNJUNGAN[status]


@pytest.mark.parametrize("status", PERTEMUAN)
def test_the_step_pages_of_a_meeting_online(status: str, undang: Buat, masuk: Masuk) -> None:
    assert terbuka(masuk("petugas_advokasi"), undang(status)) == PERTEMUAN[status]


def test_the_director_receives_and_gives_away_what_came_by_letter(
    undang: Buat, masuk: Masuk, orang: dict[str, User]
) -> None:
    k = undang(S.DIVERIFIKASI, kanal=Kanal.SURAT)
    petugas, direktur = masuk("petugas_advokasi"), masuk("direktur")
    assert "belum diterima Direktur" in teks(petugas.get(jalan(k, "tugaskan")))
    assert petugas.post(jalan(k, "terima_direktur")).status_code == 403
    assert "Tercatat diterima Direktur." in teks(direktur.post(jalan(k, "terima_direktur"), follow=True))
    page = direktur.post(jalan(k, "tugaskan"), {"kepada": orang["advokasi_2"].pk}, follow=True)
    assert "Konsultasi sudah ditugaskan." in teks(page)
    assert Konsultasi.objects.get(pk=k.pk).petugas == orang["advokasi_2"]
    assert direktur.post(jalan(k, "terima_direktur")).status_code == 409


def test_nobody_of_another_directorate_is_offered_or_taken(tanya: Buat, masuk: Masuk, orang: dict[str, User]) -> None:
    k, browser = tanya(S.DIVERIFIKASI), masuk("petugas_advokasi")
    assert "advokasi_pusat" not in teks(browser.get(jalan(k, "tugaskan")))
    page = browser.post(jalan(k, "tugaskan"), {"kepada": orang["advokasi_pusat"].pk})
    assert (page.status_code, Konsultasi.objects.get(pk=k.pk).petugas) == (422, None)


def test_from_taking_to_the_answer_in_the_browser(tanya: Buat, masuk: Masuk) -> None:
    k, browser = tanya(), masuk("petugas_advokasi")
    for langkah in ("verifikasi", "ambil", "proses"):
        assert browser.post(jalan(k, langkah)).status_code == 302
    kosong = browser.post(jalan(k, "tulis_jawaban"), {"jawaban": "Dapat."})
    assert kosong.status_code == 422
    assert "Dapat." in teks(kosong)
    browser.post(jalan(k, "tulis_jawaban"), {"jawaban": "Dapat.", "produk": ["saran", "pendapat"]})
    masuk("advokasi_2").post(jalan(k, "kembalikan_jawaban"), {"catatan": "Sebut pasalnya."})
    lagi = teks(browser.get(jalan(k, "tulis_jawaban")))
    assert "Sebut pasalnya." in lagi
    assert "Dapat.</textarea>" in lagi
    browser.post(jalan(k, "tulis_jawaban"), {"jawaban": "Dapat, Pasal 56.", "produk": ["saran"]})
    page = masuk("direktur").post(jalan(k, "setujui_jawaban"), follow=True)
    assert "Jawaban sudah dikirim kepada pemohon." in teks(page)
    k.refresh_from_db()
    assert (k.status, k.jawaban) == (S.DIJAWAB, "Dapat, Pasal 56.")


def test_published_answers_stand_beside_as_building_blocks(
    tanya: Buat, masuk: Masuk, actor: Callable[[str], Actor]
) -> None:
    k, penulis = tanya(S.DIPROSES), actor("advokasi_2")
    for pertanyaan, terbit in (("Apakah keterlambatan karena banjir didenda?", True), ("Draf tentang banjir?", False)):
        isi = koleksi.IsiTanyaJawab(k.subjek, pertanyaan, "Tidak selalu: keadaan kahar.")
        entri = koleksi.tulis(isi=isi, by=penulis, now=SENIN)
        if terbit:
            koleksi.ajukan(entri=entri, by=penulis, now=SENIN)
            koleksi.terbitkan(entri=entri, by=actor("advokasi_3"), now=SENIN)
    browser = masuk("petugas_advokasi")
    page = teks(browser.get(jalan(k, "tulis_jawaban")))
    assert "Apakah keterlambatan karena banjir didenda?" in page
    assert "Draf tentang banjir?" not in page
    terbitan = koleksi.terbit().get()
    assert "keadaan kahar.</textarea>" in teks(browser.get(jalan(k, "tulis_jawaban") + f"?bahan={terbitan.pk}"))
    assert browser.get(jalan(k, "tulis_jawaban") + "?bahan=-1x").status_code == 200


def test_a_letter_is_answered_by_a_letter(undang: Buat, masuk: Masuk) -> None:
    k, browser = undang(S.REVIU_JAWABAN, kanal=Kanal.SURAT), masuk("direktur")
    page = browser.get(jalan(k, "setujui_jawaban"))
    assert page.status_code == 409
    assert "berangkat sebagai surat" in teks(page)
    assert browser.post(jalan(k, "setujui_jawaban")).status_code == 409
    assert browser.get(jalan(k, "kembalikan_jawaban")).status_code == 200


def test_redirected_it_leaves_this_desk(tanya: Buat, masuk: Masuk, direktorat: dict[str, Any]) -> None:
    k, browser = tanya(), masuk("petugas_advokasi")
    page = browser.post(jalan(k, "alihkan"), {"unit": direktorat["DAPP"].pk}, follow=True)
    assert page.redirect_chain[-1][0] == "/konsultasi/meja/"
    assert browser.get(jalan(k)).status_code == 404
    assert masuk("advokasi_pusat").get(jalan(k)).status_code == 200


def test_what_is_asked_and_noted_is_read_by_the_right_people(tanya: Buat, masuk: Masuk) -> None:
    k, browser = tanya(S.DIPROSES), masuk("petugas_advokasi")
    browser.post(jalan(k, "catat_internal"), {"isi": "Hati-hati, sedang disanggah."})
    browser.post(jalan(k, "minta_data"), {"isi": "Mohon kontraknya."})
    page = teks(browser.get(jalan(k)))
    assert "catatan internal: tidak dibaca pemohon" in page
    assert "Mohon kontraknya." in page
    pemohon = teks(masuk("pengadu").get(f"/konsultasi/saya/{k.nomor}/"))
    assert "Mohon kontraknya." in pemohon
    assert "sedang disanggah" not in pemohon


def test_a_visitor_comes_is_received_and_gets_a_report(kunjungi: Buat, masuk: Masuk) -> None:
    k, browser = kunjungi(), masuk("petugas_advokasi")
    page = browser.post(jalan(k, "datang"), follow=True)
    assert "<dd>1</dd>" in teks(page)
    assert browser.post(jalan(k, "datang")).status_code == 409
    browser.post(jalan(k, "mulai_sesi"))
    isi = {"isi": "Disarankan adendum.", "produk": ["rekomendasi"]}
    assert masuk("advokasi_2").post(jalan(k, "tulis_laporan"), isi).status_code == 403
    assert "Laporan pertemuan sudah dikirim." in teks(browser.post(jalan(k, "tulis_laporan"), isi, follow=True))
    assert "Disarankan adendum." in teks(browser.get(jalan(k)))


def test_who_stays_away_is_noted_after_his_hour(kunjungi: Buat, masuk: Masuk) -> None:
    browser = masuk("petugas_advokasi")
    nanti, lewat = kunjungi(), kunjungi(mulai=timezone.now() - timedelta(hours=2))
    assert browser.post(jalan(nanti, "tidak_datang")).status_code == 409
    assert browser.get(jalan(lewat, "tidak_datang")).status_code == 200
    assert browser.post(jalan(lewat, "tidak_datang")).status_code == 302
    assert Konsultasi.objects.get(pk=lewat.pk).status == S.DIBATALKAN


def test_a_meeting_online_is_scheduled_moved_and_called_off(undang: Buat, masuk: Masuk) -> None:
    k, browser = undang(S.DITUGASKAN), masuk("petugas_advokasi")
    isi = {"tanggal": "2026-12-10", "jam": "10:00", "lama_menit": "60", "tautan": "https://rapat.example/abc"}
    for salah in ({"tautan": "http://rapat.example/"}, {"tautan": "javascript:alert(1)"}, {"tanggal": "2020-01-01"}):
        assert browser.post(jalan(k, "jadwalkan_daring"), isi | salah).status_code == 422
    assert browser.post(jalan(k, "jadwalkan_daring"), isi).status_code == 302
    assert "https://rapat.example/abc" in teks(browser.get(jalan(k, "ubah_daring")))
    assert browser.post(jalan(k, "ubah_daring"), isi | {"jam": "14:30"}).status_code == 302
    temu = PertemuanDaring.objects.get()
    assert (temu.urutan, temu.mulai.astimezone(SENIN.tzinfo).hour) == (1, 14)
    assert browser.post(jalan(k, "batalkan_daring")).status_code == 302
    assert Konsultasi.objects.get(pk=k.pk).status == S.DIBATALKAN


def test_what_was_typed_stays_when_somebody_was_faster(tanya: Buat, masuk: Masuk) -> None:
    k = tanya(S.BUTUH_DATA)
    page = masuk("petugas_advokasi").post(jalan(k, "tulis_jawaban"), {"jawaban": "Panjang sekali.", "produk": "saran"})
    assert page.status_code == 409
    assert "Panjang sekali.</textarea>" in teks(page)
    assert "Menunggu data pemohon" in teks(page)

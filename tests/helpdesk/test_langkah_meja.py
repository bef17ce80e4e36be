"""Step pages of tickets: every status against every step and role, the way through, bad input, nothing typed lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from berkas import flow as berkas_flow
from helpdesk import faq, flow
from helpdesk.forms.meja import MasalahForm
from helpdesk.models import LampiranTiket, PesanTiket, Tiket
from helpdesk.models.faq import JawabanSiap
from helpdesk.status import STAGES, TERBUKA, Status
from helpdesk.views.langkah import DI_KARTU, LANGKAH
from helpdesk.views.langkah_akhir import BukaKembali
from helpdesk.views.langkah_tangani import Ambil
from helpdesk.views.lembar import Lembar
from tests.berkas import samples
from tests.helpdesk.meja import KATA, LANJUT, Bangsal

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
S = Status
SEMUA = {k.nama: k for k in (*LANGKAH, *DI_KARTU)}
ORANG = ("petugas_lpse", "petugas_lpse_2", "kepala_lpse", "lpse_lain", "petugas_helpdesk", "pimpinan")
DESK = {"petugas_lpse", "petugas_lpse_2", "kepala_lpse"}
LKPP = {"petugas_helpdesk"}
KERJA = (S.KLASIFIKASI, S.PENANGANAN, S.SOLUSI_SEMENTARA)
DI_MEJA = [s for s in TERBUKA if s != S.ESKALASI_LKPP]


def pada(statuses: Any, siapa: set[str]) -> dict[str, set[str]]:
    return dict.fromkeys(statuses, siapa)


# step -> in which statuses its page is open, and to whom; the ticket is an LPSE's classified incident, in the hands of
# petugas_lpse (petugas_lpse_2 of the team after a functional escalation, the head after a structural one)
BUKA: dict[str, dict[str, set[str]]] = {
    "tangani": {S.KLASIFIKASI: {"petugas_lpse"}},
    "klasifikasi": {**pada(DI_MEJA, DESK), S.ESKALASI_LKPP: LKPP},
    "selesaikan": pada(KERJA, DESK),
    "solusi_sementara": pada((S.KLASIFIKASI, S.PENANGANAN), DESK),
    "tanya": pada((S.TERCATAT, *KERJA), DESK),
    "eskalasi_fungsional": {**pada(KERJA, DESK), S.ESKALASI_LKPP: LKPP},
    "eskalasi_struktural": {**pada((*KERJA, S.ESKALASI_FUNGSIONAL), DESK), S.ESKALASI_LKPP: LKPP},
    "eskalasi_lkpp": pada((*KERJA, S.ESKALASI_FUNGSIONAL, S.ESKALASI_STRUKTURAL), DESK),
    "jawab_eskalasi": {**pada((S.ESKALASI_FUNGSIONAL, S.ESKALASI_STRUKTURAL), DESK), S.ESKALASI_LKPP: LKPP},
    "pending": {**pada(DI_MEJA, DESK), S.ESKALASI_LKPP: DESK | LKPP},
    "cabut_pending": {},
    "jawab_faq": {},
    "gabung": {**pada(DI_MEJA, DESK), S.ESKALASI_LKPP: LKPP},
    "masalah": {**pada(DI_MEJA, DESK), S.ESKALASI_LKPP: DESK | LKPP},
    "konfirmasi": {S.PENYELESAIAN: DESK},
    "tutup": pada((S.PENYELESAIAN, S.DIKONFIRMASI), DESK),
    "buka_kembali": pada((S.PENYELESAIAN, S.DIKONFIRMASI, S.DITUTUP), DESK),
    "serahkan": {**pada(DI_MEJA, DESK), S.ESKALASI_LKPP: LKPP},
    "batalkan": {**pada(DI_MEJA, DESK), S.ESKALASI_LKPP: LKPP},
    "balas": {
        **pada((*DI_MEJA, S.PENYELESAIAN, S.DIKONFIRMASI), DESK),
        S.ESKALASI_LKPP: DESK | LKPP,
    },
    "catatan": {**pada(Status.values, DESK), S.ESKALASI_LKPP: DESK | LKPP},
}


def url(t: Tiket, langkah: str = "") -> str:
    return reverse(f"helpdesk:tiket_{langkah}" if langkah else "helpdesk:tiket", args=[t.nomor])


def terbuka(t: Tiket, by: Actor) -> set[str]:
    """The steps whose page is open to somebody; none of a ticket that he may not know of."""
    if not Tiket.objects.visible_to(by).filter(pk=t.pk).exists():
        return set()
    lembar = Lembar.buka(t.nomor, by, LANJUT)
    return {n for n in BUKA if SEMUA[n]().halangan(lembar) is None}


@pytest.mark.parametrize("status", Status.values)
def test_each_step_is_open_where_the_table_says_and_nowhere_else(status: str, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(status)
    for siapa in ORANG:
        assert terbuka(t, bangsal.actor(siapa)) == {n for n in BUKA if siapa in BUKA[n].get(status, set())}, siapa


@pytest.mark.parametrize("status", Status.values)
def test_the_ticket_page_offers_exactly_the_steps_whose_page_is_open(
    status: str, masuk: Masuk, bangsal: Bangsal
) -> None:
    t = bangsal.bawa_ke(status)
    for siapa in ("petugas_lpse", "petugas_helpdesk"):
        browser = masuk(siapa)
        page = browser.get(url(t)).content.decode()
        offered = {n for n in SEMUA if f'href="{url(t, n)}"' in page}
        assert offered == {n for n in SEMUA if browser.get(url(t, n)).status_code == 200}, siapa


def test_every_step_of_the_table_of_stages_has_a_page_or_is_somebody_else_s() -> None:
    dari_pelapor = {"jelaskan", "jelaskan_awal"}
    lain = {"jawab_kepada_lkpp"}  # the same page as jawab_eskalasi
    assert set(SEMUA) | dari_pelapor | lain >= {s.nama for s in STAGES.steps}
    assert set(BUKA) | {"ambil"} == set(SEMUA)


@pytest.mark.parametrize("status", TERBUKA)
def test_a_ticket_is_taken_by_whoever_of_the_desk_does_not_have_it(status: str, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(status)
    pemegang = next(n for n in (*ORANG, "petugas_helpdesk_2") if bangsal.orang[n].pk == t.pemegang_id)
    meja = {"petugas_helpdesk", "petugas_helpdesk_2"} if t.di_lkpp else DESK
    for siapa in (*ORANG, "petugas_helpdesk_2"):
        lembar = Lembar(t, bangsal.actor(siapa), LANJUT)
        assert (Ambil().halangan(lembar) is None) == (siapa in meja - {pemegang}), siapa


def test_an_incident_without_a_class_can_only_be_classified_asked_about_or_ended(
    masuk: Masuk, bangsal: Bangsal
) -> None:
    t = bangsal.bawa_ke(S.TERCATAT)
    browser = masuk("petugas_lpse")
    for langkah in ("tangani", "selesaikan", "tanya"):
        jawaban = browser.get(url(t, langkah))
        assert jawaban.status_code == (200 if langkah == "tanya" else 409)
    assert "belum diklasifikasi" in browser.get(url(t, "selesaikan")).content.decode()
    page = browser.get(url(t)).content.decode()
    assert "Belum bisa" in page
    assert "Gangguan ini belum diklasifikasi" in page


# step -> (status before, who, what he fills in, status after)
JALAN: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "ambil": (S.KLASIFIKASI, "petugas_lpse_2", {}, S.PENANGANAN),
    "tangani": (S.KLASIFIKASI, "petugas_lpse", {}, S.PENANGANAN),
    "selesaikan": (S.PENANGANAN, "petugas_lpse", {"solusi": "permanen", "isi": KATA}, S.PENYELESAIAN),
    "solusi_sementara": (S.PENANGANAN, "petugas_lpse", {"isi": KATA}, S.SOLUSI_SEMENTARA),
    "tanya": (S.PENANGANAN, "petugas_lpse", {"isi": KATA}, S.MENUNGGU_PENGGUNA),
    "eskalasi_struktural": (S.PENANGANAN, "petugas_lpse", {"alasan": KATA}, S.ESKALASI_STRUKTURAL),
    "eskalasi_lkpp": (S.PENANGANAN, "petugas_lpse", {"lingkup": "bug", "alasan": KATA}, S.ESKALASI_LKPP),
    "jawab_eskalasi": (S.ESKALASI_LKPP, "petugas_helpdesk", {"jawaban": KATA}, S.PENANGANAN),
    "pending": (S.PENANGANAN, "petugas_lpse", {}, S.PENANGANAN),
    "konfirmasi": (S.PENYELESAIAN, "petugas_lpse", {"tanggapan": "selesai", "isi": ""}, S.DIKONFIRMASI),
    "tutup": (S.DIKONFIRMASI, "petugas_lpse", {}, S.DITUTUP),
    "buka_kembali": (S.PENYELESAIAN, "petugas_lpse", {"alasan": KATA}, S.PENANGANAN),
    "batalkan": (S.PENANGANAN, "petugas_lpse", {"alasan": KATA}, S.DIBATALKAN),
    "balas": (S.PENANGANAN, "petugas_lpse", {"isi": KATA}, S.PENANGANAN),
    "catatan": (S.PENANGANAN, "kepala_lpse", {"isi": KATA}, S.PENANGANAN),
}


@pytest.mark.parametrize("langkah", JALAN)
def test_a_step_is_taken_and_leads_back_with_the_filter(langkah: str, masuk: Masuk, bangsal: Bangsal) -> None:
    sebelum, siapa, isi, sesudah = JALAN[langkah]
    t = bangsal.bawa_ke(sebelum)
    jawaban = masuk(siapa).post(f"{url(t, langkah)}?pandang=milik", isi)
    assert (jawaban.status_code, jawaban["Location"]) == (302, f"{url(t)}?pandang=milik")
    t.refresh_from_db()
    assert t.status == sesudah


@pytest.mark.parametrize("langkah", [n for n, (_a, _b, isi, _c) in JALAN.items() if isi])
def test_an_empty_form_says_what_to_write_and_changes_nothing(langkah: str, masuk: Masuk, bangsal: Bangsal) -> None:
    sebelum, siapa, _isi, _sesudah = JALAN[langkah]
    t = bangsal.bawa_ke(sebelum)
    jawaban = masuk(siapa).post(url(t, langkah), {})
    assert jawaban.status_code == 422
    assert 'id="galat-judul"' in jawaban.content.decode()
    t.refresh_from_db()
    assert t.status == sebelum


def test_what_was_typed_stays_when_somebody_else_was_faster(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.PENANGANAN)
    browser = masuk("petugas_lpse")
    assert browser.post(url(t, "batalkan"), {"alasan": KATA}).status_code == 302
    kalah = browser.post(url(t, "selesaikan"), {"solusi": "permanen", "isi": "Kata yang tidak boleh hilang."})
    assert kalah.status_code == 409
    assert "Kata yang tidak boleh hilang." in kalah.content.decode()


def test_hand_over_offers_the_others_of_the_desk_the_least_busy_first(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.PENANGANAN)
    dua = bangsal.orang["petugas_lpse_2"]
    browser = masuk("petugas_lpse")
    page = browser.get(url(t, "serahkan")).content.decode()
    assert f"{dua.nama} (0)" in page
    assert bangsal.orang["lpse_lain"].nama not in page
    salah = browser.post(url(t, "serahkan"), {"kepada": bangsal.orang["lpse_lain"].pk})
    assert "tidak lagi bertugas di meja ini" in salah.content.decode()
    browser.post(url(t, "serahkan"), {"kepada": dua.pk})
    t.refresh_from_db()
    assert t.pemegang == dua


def test_a_team_is_asked_and_its_answer_brings_the_ticket_back(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.PENANGANAN)
    regu = bangsal.mamuju.regu.get()
    masuk("petugas_lpse").post(url(t, "eskalasi_fungsional"), {"regu": regu.pk, "alasan": "Server basis data penuh."})
    t.refresh_from_db()
    assert (t.status, t.pemegang) == (S.ESKALASI_FUNGSIONAL, bangsal.orang["petugas_lpse_2"])
    teknis = masuk("petugas_lpse_2")
    assert "Server basis data penuh." in teknis.get(url(t, "jawab_eskalasi")).content.decode()
    teknis.post(url(t, "jawab_eskalasi"), {"jawaban": "Ruang sudah ditambah."})
    t.refresh_from_db()
    assert (t.status, t.pemegang) == (S.PENANGANAN, bangsal.orang["petugas_lpse"])
    page = masuk("petugas_lpse").get(url(t)).content.decode()
    assert "Tangga eskalasi" in page
    assert page.count("Ruang sudah ditambah.") == 2, "on the ladder and as an internal note"


def test_a_duplicate_goes_on_under_the_other_number(masuk: Masuk, bangsal: Bangsal) -> None:
    utama, t = bangsal.bawa_ke(S.PENANGANAN), bangsal.bawa_ke(S.PENANGANAN)
    luar = bangsal.bawa_ke(S.PENANGANAN, bangsal.bontang)
    browser = masuk("petugas_lpse")
    salah = browser.post(url(t, "gabung"), {"utama": luar.nomor})
    assert salah.status_code == 409
    assert f"Tidak ada tiket {luar.nomor} yang terbuka bagi Anda" in salah.content.decode()
    assert browser.post(url(t, "gabung"), {"utama": f" {utama.nomor.lower()} "}).status_code == 302
    assert utama.nomor in browser.get(url(t)).content.decode()
    assert t.nomor in browser.get(url(utama)).content.decode()


def test_a_problem_is_made_linked_and_solved_once_for_all(masuk: Masuk, bangsal: Bangsal) -> None:
    satu, dua = bangsal.bawa_ke(S.PENANGANAN), bangsal.bawa_ke(S.PENANGANAN)
    browser = masuk("petugas_lpse")
    tanpa_judul = browser.post(url(satu, "masalah"), {"masalah": MasalahForm.BARU, "judul": "", "uraian": "Sebab?"})
    assert tanpa_judul.status_code == 422
    assert "Sebab?" in tanpa_judul.content.decode()
    browser.post(url(satu, "masalah"), {"masalah": MasalahForm.BARU, "judul": "Disk penuh", "uraian": ""})
    satu.refresh_from_db()
    browser.post(url(dua, "masalah"), {"masalah": satu.masalah_id})
    alamat = reverse("helpdesk:masalah", args=[satu.masalah_id])
    page = browser.get(alamat).content.decode()
    assert satu.nomor in page
    assert dua.nomor in page
    assert browser.post(f"{alamat}solusi/", {}).status_code == 422
    assert browser.post(f"{alamat}solusi/", {"isi": KATA, "solusi": "permanen"})["Location"] == alamat
    assert set(Tiket.objects.filter(masalah=satu.masalah_id).values_list("status", flat=True)) == {S.PENYELESAIAN}
    assert browser.get(f"{alamat}solusi/").status_code == 409
    assert "Disk penuh" in browser.get(reverse("helpdesk:masalah_daftar")).content.decode()
    assert masuk("lpse_lain").get(alamat).status_code == 404


def test_files_of_a_reply_go_through_the_gate_and_come_out_by_a_guarded_door(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.PENANGANAN)
    browser = masuk("petugas_lpse")
    berkas = [SimpleUploadedFile("panduan.pdf", samples.pdf()), SimpleUploadedFile("jahat.exe", samples.exe())]
    ditolak = browser.post(url(t, "balas"), {"isi": "Lihat lampiran.", "berkas": berkas})
    assert ditolak.status_code == 409
    assert "Lihat lampiran." in ditolak.content.decode()
    assert not PesanTiket.objects.filter(tiket=t, hanya_petugas=False, dari="petugas").exists()
    browser.post(url(t, "balas"), {"isi": "Lihat lampiran.", "berkas": [SimpleUploadedFile("a.pdf", samples.pdf())]})
    satu = LampiranTiket.objects.get(tiket=t)
    alamat = reverse("helpdesk:tiket_berkas", args=[t.nomor, satu.pk])
    assert browser.get(alamat).status_code == 404, "not examined yet"
    berkas_flow.periksa(berkas_id=satu.berkas_id, now=LANJUT)
    assert b"".join(browser.get(alamat)) == samples.pdf()  # type: ignore[arg-type]
    assert masuk("lpse_lain").get(alamat).status_code == 404


def test_an_answer_kept_ready_is_put_into_the_text_and_can_still_be_changed(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.PENANGANAN)
    siap = JawabanSiap.objects.create(
        meja=bangsal.mamuju, judul="Salam", isi="Tiket {nomor} kami kerjakan.", diubah_pada=timezone.now()
    )
    page = masuk("petugas_lpse").post(url(t, "balas"), {"pakai": "1", "siap": siap.pk, "isi": "Yang sudah diketik."})
    assert page.status_code == 200
    assert f"Yang sudah diketik.\n\nTiket {t.nomor} kami kerjakan." in page.content.decode()
    assert not PesanTiket.objects.filter(tiket=t, isi__contains="kami kerjakan").exists()


def test_a_published_answer_that_fits_ends_the_ticket_and_is_counted(masuk: Masuk, bangsal: Bangsal) -> None:
    by, lain = bangsal.actor("petugas_helpdesk"), bangsal.actor("petugas_helpdesk_2")
    isi = faq.IsiFaq("Bagaimana cara mengubah jadwal tender?", "Buka menu **Jadwal**, lalu simpan.", "lainnya")
    versi = faq.tulis(isi, meja=None, by=by, now=LANJUT)
    t = bangsal.bawa_ke(S.TERCATAT, judul="Cara mengubah jadwal tender", uraian="Saya mau mengubah jadwal tender.")
    browser = masuk("petugas_lpse")
    assert browser.get(url(t, "jawab_faq")).status_code == 409, "not published yet"
    faq.terbitkan(faq.tinjau(versi, setuju=True, by=lain, now=LANJUT), by=by, now=LANJUT)
    assert browser.post(url(t, "jawab_faq"), {}).status_code == 422
    assert browser.post(url(t, "jawab_faq"), {"faq": versi.faq.kode}).status_code == 302
    t.refresh_from_db()
    assert t.status == S.DIJAWAB_FAQ
    assert "Buka menu Jadwal, lalu simpan." in PesanTiket.objects.get(tiket=t, hanya_petugas=False).isi
    assert versi.faq.terjawab.get().petugas == 1


def test_an_answered_ticket_can_become_a_draft_for_the_faq(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.PENYELESAIAN)
    alamat = reverse("helpdesk:faq_dari_tiket", args=[t.nomor])
    browser = masuk("petugas_lpse")
    assert f'action="{alamat}"' in browser.get(url(t)).content.decode()
    assert browser.post(alamat).status_code == 302
    baru = bangsal.bawa_ke(S.PENANGANAN)
    assert "Jadikan draf tanya jawab" not in browser.get(url(baru)).content.decode()


def test_reopening_ends_with_its_time(bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.PENYELESAIAN)
    batas = flow.batas_buka_kembali(t)
    assert batas is not None
    by = bangsal.actor("petugas_lpse")
    assert BukaKembali().halangan(Lembar(t, by, batas)) is None
    halangan = BukaKembali().halangan(Lembar(t, by, batas + timedelta(seconds=1)))
    assert halangan is not None
    assert halangan[0] == 409
    assert "Masa membuka kembali berakhir" in halangan[1]

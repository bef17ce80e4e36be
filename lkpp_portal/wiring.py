"""Every event and who listens: the whole nervous system on one page."""

from django.utils.translation import gettext_lazy as _

from helpdesk import flow_surat as flow_tiket_surat
from helpdesk import keaslian_verifikasi, listeners_pengumuman, listeners_surel, pengumuman
from helpdesk import listeners as tiket
from helpdesk import listeners_verifikasi as verifikasi
from helpdesk.status import Event as EventTiket
from helpdesk.views import dari_surat as tiket_surat
from inspektorat import listeners as inspektorat
from inspektorat.permissions import may_dari_surat
from inspektorat.status import Event as EventKeanggotaan
from inspektorat.status import EventInspektorat
from jejak.outbox import connect as hear
from konsultasi import listeners as konsultasi
from konsultasi import permissions as izin_konsultasi
from konsultasi.status import Event as EventKonsultasi
from konsultasi.status import EventHak
from konsultasi.status_keluhan import EventKeluhan
from konsultasi.views import dari_surat as konsultasi_surat
from laporan import listeners as laporan
from notifikasi.send import office_hours
from pengaduan import flow_surat, kalender
from pengaduan import listeners as pengaduan
from pengaduan.status import Event
from pengaduan.views import dari_surat
from persuratan import dokumen_lain, tindakan
from persuratan import listeners as persuratan
from persuratan import listeners_keluar as keluar
from persuratan.status import Event as EventSurat
from persuratan.status_keluar import Event as EventKeluar
from persuratan.views import keluar_tulis
from sla import move


def connect() -> None:
    """Called once at start."""
    # the complainant reads that there is news, never what
    for event in pengaduan.KABAR_PENGADU:
        hear(event, pengaduan.kabari_pengadu)
    # the officer in whose hands the case is, or the desk
    for event in pengaduan.KABAR_PETUGAS:
        hear(event, pengaduan.kabari_petugas)
    # the inspectorate concerned
    for event in pengaduan.KABAR_APIP:
        hear(event, pengaduan.kabari_apip)
    # promises: reminders, lateness by level, and the two closings by time
    hear(Event.DIINGATKAN, pengaduan.ingatkan)
    hear(Event.TERLAMBAT, pengaduan.eskalasikan_keterlambatan, pengaduan.tutup_bila_waktunya)
    # letters: the sender reads that there is news; whoever has to act next hears of it; promises as above
    for event in persuratan.KABAR_PENGIRIM:
        hear(event, persuratan.kabari_pengirim)
    for event in persuratan.KABAR_PETUGAS:
        hear(event, persuratan.kabari_petugas)
    hear(EventSurat.DIINGATKAN, persuratan.ingatkan, keluar.ingatkan)
    hear(EventSurat.TERLAMBAT, persuratan.eskalasikan_keterlambatan, keluar.eskalasikan_keterlambatan)
    # letters out: whoever has to act next, and the recipient; a complaint moves when the letter about it leaves
    for event in keluar.KABAR_PETUGAS:
        hear(event, keluar.kabari_petugas)
    for event in keluar.KABAR_PENERIMA:
        hear(event, keluar.kabari_penerima)
    hear(EventKeluar.DIKIRIM, pengaduan.pelimpahan_dikirim)
    # what else a letter may become, and what its sender reads of that
    tindakan.daftar("pengaduan", label=_("Jadikan pengaduan"), url_name="pengaduan:dari_surat", boleh=flow_surat.boleh)
    tindakan.daftar_lanjutan("pengaduan", dari_surat.lanjutan)
    url_tiket = "helpdesk:dari_surat"
    tindakan.daftar("tiket", label=_("Jadikan tiket helpdesk"), url_name=url_tiket, boleh=flow_tiket_surat.boleh)
    tindakan.daftar_lanjutan("tiket", tiket_surat.lanjutan)
    jawab = "persuratan:keluar_jawab"
    tindakan.daftar("surat", label=_("Jawab dengan surat"), url_name=jawab, boleh=keluar_tulis.boleh_menjawab)
    _inspectorates()
    _consultations()
    _helpdesk()
    # figures: whatever may count otherwise is read anew, after the event
    for event in laporan.PERUBAHAN:
        hear(event, laporan.perbarui_fakta)
    # the calendar has moved deadlines: each owner hears of all of his at once
    hear(move.DIGESER, kalender.kabari_pergeseran, tiket.kabari_pergeseran)
    # whose hours hold for mails that wait for each other
    office_hours(pengaduan.jam_kantor)


def _inspectorates() -> None:
    """Whoever applied, LKPP, their officers, invitations; what waits for an inbox, and what somebody leaves behind."""
    for event in inspektorat.KABAR_PEMOHON:
        hear(event, inspektorat.kabari_pemohon)
    for event in inspektorat.KABAR_LKPP:
        hear(event, inspektorat.kabari_lkpp)
    for event in inspektorat.KABAR_PETUGAS:
        hear(event, inspektorat.kabari_petugas)
    hear(EventKeanggotaan.UNDANGAN_DIBUAT, inspektorat.kirim_undangan)
    hear(EventKeanggotaan.DIINGATKAN, inspektorat.ingatkan)
    hear(EventKeanggotaan.TERLAMBAT, inspektorat.telat)
    hear(EventInspektorat.DIAKTIFKAN, pengaduan.inspektorat_aktif)
    hear(EventKeanggotaan.PETUGAS_BERHENTI, pengaduan.petugas_apip_berhenti)
    catat = _("Catat keanggotaan APIP")
    tindakan.daftar("keanggotaan", label=catat, url_name="inspektorat:dari_surat", boleh=may_dari_surat)


def _consultations() -> None:
    """The applicant, the directorate, promises and their compensation; the letter that one came with."""
    konsul, boleh = "konsultasi:dari_surat", izin_konsultasi.may_jadikan
    tindakan.daftar("konsultasi", label=_("Jadikan konsultasi"), url_name=konsul, boleh=boleh)
    tindakan.daftar_lanjutan("konsultasi", konsultasi_surat.lanjutan)
    for event in konsultasi.KABAR_PEMOHON:
        hear(event, konsultasi.kabari_pemohon)
    for event in konsultasi.KABAR_PETUGAS:
        hear(event, konsultasi.kabari_petugas)
    hear(EventKonsultasi.DIINGATKAN, konsultasi.ingatkan)
    hear(EventKonsultasi.TERLAMBAT, konsultasi.telat)
    hear(EventHak.DIBERIKAN, konsultasi.kabari_hak)
    hear(EventKeluhan.DIAJUKAN, konsultasi.kabari_keluhan)
    hear(EventKeluhan.DIJAWAB, konsultasi.kabari_keluhan)
    hear(EventSurat.DITERIMA_PEJABAT, konsultasi.ikuti_surat)
    hear(EventSurat.DIJAWAB, konsultasi.ikuti_jawaban)


def _helpdesk() -> None:
    # tickets: the reporter, whoever has it, promises, closing by time; by mail in the thread of who reported by mail
    for event in tiket.KABAR_PELAPOR:
        hear(event, tiket.kabari_pelapor)
    for event in tiket.KABAR_PETUGAS:
        hear(event, tiket.kabari_petugas)
    for event in listeners_surel.KABAR_SUREL:
        hear(event, listeners_surel.kabari_lewat_surel)
    hear(EventTiket.DIINGATKAN, tiket.ingatkan, verifikasi.ingatkan)
    hear(EventTiket.TERLAMBAT, tiket.eskalasikan_keterlambatan, tiket.tutup_bila_waktunya)
    # maintenance: LPSEs, or who has an open ticket there
    for event in pengumuman.KABAR:
        hear(event, listeners_pengumuman.kabari)
    # verification of providers: the provider hears by mail; Cek keaslian answers for its passes
    for event in verifikasi.KABAR_PENYEDIA:
        hear(event, verifikasi.kabari_penyedia)
    hear(EventTiket.TERLAMBAT, verifikasi.eskalasikan_keterlambatan)
    lulus = keaslian_verifikasi
    dokumen_lain.daftar(lulus.TIPE, dari_tiket=lulus.dari_tiket, persis=lulus.persis)

"""Every event and who listens: the whole nervous system on one page."""

from django.utils.translation import gettext_lazy as _

from jejak.outbox import connect as hear
from notifikasi.send import office_hours
from pengaduan import flow_surat, kalender
from pengaduan import listeners as pengaduan
from pengaduan.status import Event
from pengaduan.views import dari_surat
from persuratan import listeners as persuratan
from persuratan import listeners_keluar as keluar
from persuratan import tindakan
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
    jawab = "persuratan:keluar_jawab"
    tindakan.daftar("surat", label=_("Jawab dengan surat"), url_name=jawab, boleh=keluar_tulis.boleh_menjawab)
    # the calendar has moved deadlines: each owner hears of all of his at once
    hear(move.DIGESER, kalender.kabari_pergeseran)
    # whose hours hold for mails that wait for each other
    office_hours(pengaduan.jam_kantor)

"""Every event and who listens: the whole nervous system on one page."""

from jejak.outbox import connect as hear
from notifikasi.send import office_hours
from pengaduan import kalender
from pengaduan import listeners as pengaduan
from pengaduan.status import Event
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
    # the calendar has moved deadlines: each owner hears of all of his at once
    hear(move.DIGESER, kalender.kabari_pergeseran)
    # whose hours hold for mails that wait for each other
    office_hours(pengaduan.jam_kantor)

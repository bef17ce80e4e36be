"""Meetings as calendars read them (RFC 5545). A file names the number, never what the meeting is about."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vUri

from konsultasi.models import Janji, Konsultasi, PertemuanDaring
from konsultasi.status import Status

TAUTAN = re.compile(r"https?://\S+")
PRODID = "-//LKPP//Portal LKPP//ID"
TEMPAT = (
    "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah, Kompleks Rasuna Epicentrum, "
    "Jl. Epicentrum Tengah Lot 11B, Jakarta Selatan 12940"
)


def uid(k: Konsultasi) -> str:
    """By what calendars know the meeting again: the same for its whole life."""
    return f"{k.nomor}@{urlsplit(settings.SITE_URL).hostname}"


def kunjungan(janji: Janji) -> bytes:
    """A booked visit, or that it was called off. Raises ValueError for a visitor who came without an appointment."""
    if janji.slot is None:
        raise ValueError("A visit without an appointment has no time of its own.")
    k = janji.konsultasi
    batal = k.status == Status.DIBATALKAN
    acara = _acara(k, janji.slot.mulai, janji.slot.selesai, urutan=int(batal), diubah=k.status_sejak, batal=batal)
    acara.add("location", TEMPAT)
    acara.add("description", _("Bawa tanda pengenal. Nomor antrean diberikan saat Anda datang."))
    return _kalender(acara, batal=batal)


def pertemuan(temu: PertemuanDaring) -> bytes:
    """A meeting online as it stands: `SEQUENCE` counts its changes, and a cancelled one says so."""
    batal = temu.dibatalkan_pada is not None
    selesai = temu.mulai + timedelta(minutes=temu.lama_menit)
    acara = _acara(temu.konsultasi, temu.mulai, selesai, urutan=temu.urutan, diubah=temu.diubah_pada, batal=batal)
    if temu.tautan and not batal:
        acara.add("location", temu.tautan)
        if TAUTAN.fullmatch(temu.tautan):
            acara.add("url", vUri(temu.tautan))
    return _kalender(acara, batal=batal)


def _acara(k: Konsultasi, mulai: datetime, selesai: datetime, *, urutan: int, diubah: datetime, batal: bool) -> Event:
    acara = Event()
    acara.add("uid", uid(k))
    acara.add("dtstamp", diubah.astimezone(UTC))
    acara.add("last-modified", diubah.astimezone(UTC))
    acara.add("sequence", urutan)
    acara.add("dtstart", mulai.astimezone(UTC))
    acara.add("dtend", selesai.astimezone(UTC))
    acara.add("summary", _("Konsultasi LKPP %(nomor)s") % {"nomor": k.nomor})
    acara.add("status", "CANCELLED" if batal else "CONFIRMED")
    return acara


def _kalender(acara: Event, *, batal: bool) -> bytes:
    kalender = Calendar()
    kalender.add("prodid", PRODID)
    kalender.add("version", "2.0")
    kalender.add("method", "CANCEL" if batal else "PUBLISH")
    kalender.add_component(acara)
    return bytes(kalender.to_ical())

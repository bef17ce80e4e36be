"""Announcements as feeds: RSS for readers, iCal for calendars; of all desks, or of one."""

import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from akun.door import public
from akun.templatetags.rupa import tanggal_jam
from helpdesk.models import MejaLayanan, Pengumuman

TERBANYAK = 50
LAMPAU = timedelta(days=90)
TAK_TERLIHAT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What may stand in no XML: one such sign pasted into a text would take the feed away from everybody."""
SIMPAN = "public, max-age=300"


def _meja(unit: str) -> MejaLayanan | None:
    """The desk of a unit's code; none for all. Raises Http404."""
    return get_object_or_404(MejaLayanan.objects.select_related("unit"), unit__kode=unit) if unit else None


def _semua(meja: MejaLayanan | None) -> list[Pengumuman]:
    rows = Pengumuman.objects.umum().filter(selesai__gt=timezone.now() - LAMPAU)
    rows = rows.filter(meja=meja) if meja else rows
    return list(
        rows.select_related("meja__unit").prefetch_related("layanan").order_by("-diubah_pada", "-pk")[:TERBANYAK]
    )


def _url(p: Pengumuman) -> str:
    return f"{settings.SITE_URL}{reverse('helpdesk:pengumuman_satu', args=[p.pk])}"


def _judul(p: Pengumuman) -> str:
    return _("Dibatalkan: %(judul)s") % {"judul": p.judul} if p.dibatalkan else p.judul


def _uraian(p: Pengumuman) -> str:
    """All that a reader has to know, in plain text."""
    bagian = [
        _("%(meja)s: %(mulai)s sampai %(selesai)s.")
        % {"meja": p.meja.nama, "mulai": tanggal_jam(p.mulai), "selesai": tanggal_jam(p.selesai)},
        _("Layanan terdampak: %(nama)s.") % {"nama": ", ".join(lay.sebutan for lay in p.layanan.all())},
        p.isi,
        _("Alasan darurat: %(alasan)s") % {"alasan": p.alasan_darurat} if p.alasan_darurat else "",
        _("Dibatalkan: %(alasan)s") % {"alasan": p.alasan_batal} if p.dibatalkan else "",
    ]
    return TAK_TERLIHAT.sub("", "\n\n".join(filter(None, bagian)))


class Rss(Feed):  # type: ignore[type-arg]
    """The newest first; a change comes up again under the same guid."""

    def get_object(self, request: HttpRequest, unit: str = "") -> tuple[MejaLayanan | None, str]:
        """The desk, and where the feed lies."""
        return _meja(unit), f"{settings.SITE_URL}{request.path}"

    def title(self, obj: tuple[MejaLayanan | None, str]) -> str:
        """Whose announcements."""
        nama = obj[0].nama if obj[0] else _("semua helpdesk")
        return _("Pengumuman pemeliharaan: %(nama)s") % {"nama": nama}

    def description(self, obj: Any) -> str:
        """What it is."""
        return _("Pemeliharaan yang membuat layanan pengadaan secara elektronik tidak tersedia.")

    def link(self, obj: Any) -> str:
        """The page behind it."""
        return f"{settings.SITE_URL}{reverse('helpdesk:pengumuman')}"

    def feed_url(self, obj: tuple[MejaLayanan | None, str]) -> str:
        """Itself."""
        return obj[1]

    def items(self, obj: tuple[MejaLayanan | None, str]) -> list[Pengumuman]:
        """What is published, also what was called off."""
        return _semua(obj[0])

    def item_title(self, item: Pengumuman) -> str:
        """Its title."""
        return _judul(item)

    def item_description(self, item: Pengumuman) -> str:
        """When, what and why."""
        return _uraian(item)

    def item_link(self, item: Pengumuman) -> str:
        """Its page."""
        return _url(item)

    def item_guid(self, item: Pengumuman) -> str:
        """Its name for ever."""
        return f"urn:uuid:{item.uid}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Pengumuman) -> Any:
        """When it was published or changed last."""
        return item.diubah_pada

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The feed; may be kept for five minutes."""
        jawaban = super().__call__(request, *args, **kwargs)
        jawaban["Cache-Control"] = SIMPAN
        return jawaban


_rss = Rss()


@public
@require_safe
def rss(request: HttpRequest, unit: str = "") -> HttpResponse:
    """RSS of all desks, or of one."""
    return _rss(request, unit=unit)


@public
@require_safe
def ical(request: HttpRequest, unit: str = "") -> HttpResponse:
    """A calendar of all desks, or of one: each maintenance keeps its UID, and a change raises SEQUENCE."""
    meja = _meja(unit)
    kalender = Calendar()
    kalender.add("prodid", "-//LKPP//Portal//ID")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", _("Pemeliharaan: %(nama)s") % {"nama": meja.nama if meja else _("semua helpdesk")})
    for p in _semua(meja):
        kalender.add_component(_acara(p))
    return HttpResponse(
        kalender.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="pemeliharaan.ics"', "Cache-Control": SIMPAN},
    )


def _acara(p: Pengumuman) -> Event:
    acara = Event()
    acara.add("uid", str(p.uid))
    acara.add("sequence", p.urutan)
    acara.add("status", "CANCELLED" if p.dibatalkan else "CONFIRMED")
    acara.add("dtstamp", p.diubah_pada)
    acara.add("last-modified", p.diubah_pada)
    acara.add("dtstart", p.mulai)
    acara.add("dtend", p.selesai)
    acara.add("summary", _judul(p))
    acara.add("description", _uraian(p))
    acara.add("url", _url(p))
    acara.add("categories", [lay.sebutan for lay in p.layanan.all()])
    acara.add("transp", "TRANSPARENT")
    return acara

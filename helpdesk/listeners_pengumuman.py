"""Who hears of maintenance: of LKPP's, every LPSE; of an LPSE's, whoever has an open ticket there. Once each."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from akun.actor import LPSE
from akun.models import User
from helpdesk.models import MejaLayanan, Pengumuman, Tiket
from helpdesk.pengumuman import Event
from jejak.models import Jejak
from notifikasi.models import Pesan
from notifikasi.send import queue, queue_for

TEKS: dict[str, str] = {
    Event.TERBIT: "pengumuman_terbit",
    Event.DIUBAH: "pengumuman_diubah",
    Event.DIBATALKAN: "pengumuman_dibatalkan",
}


def kabari(event: Jejak, now: datetime) -> None:
    """Write to everybody concerned."""
    p = Pengumuman.objects.select_related("meja").get(pk=event.objek_id)
    konteks = {
        "nomor": f"PM{p.pk}",
        "judul": p.judul,
        "tautan": reverse("helpdesk:pengumuman_satu", args=[p.pk]),
        "batas": p.mulai.isoformat(),
    }
    templat = TEKS[event.kejadian]
    kena: list[User] = list(_pengguna(p))
    for user in kena:
        queue_for(user, jejak=event, templat=templat, konteks=konteks, now=now)
    sudah = {u.email.casefold() for u in kena}
    for penerima, alamat in _tanpa_akun(p, {u.unit_id for u in kena}):
        if alamat.casefold() not in sudah:
            sudah.add(alamat.casefold())
            _surel(event, penerima, alamat, templat, konteks, now)


def _pengguna(p: Pengumuman) -> Iterator[User]:
    """People with an account."""
    if p.meja.is_lkpp:
        yield from User.objects.filter(peran__in=LPSE, is_active=True, unit__isnull=False).order_by("pk")
    else:
        punya = Tiket.objects.terbuka().filter(meja=p.meja, pelapor__isnull=False).values("pelapor")
        yield from User.objects.filter(pk__in=punya, is_active=True).order_by("pk")


def _tanpa_akun(p: Pengumuman, unit: set[int | None]) -> Iterator[tuple[str, str]]:
    """Addresses without an account: of desks that have nobody here yet, of reporters with open tickets."""
    if p.meja.is_lkpp:
        meja = MejaLayanan.objects.filter(aktif=True).exclude(surel="").exclude(jenis=p.meja.jenis)
        for m in meja.exclude(unit__in=[u for u in unit if u]):
            yield f"meja:{m.pk}", m.surel
        return
    for t in Tiket.objects.terbuka().filter(meja=p.meja, pelapor=None).exclude(surel_segel=b"").order_by("pk"):
        yield f"tiket:{t.nomor}", t.surel


def _surel(event: Jejak, penerima: str, alamat: str, templat: str, konteks: dict[str, Any], now: datetime) -> None:
    queue(
        jejak=event,
        penerima=penerima,
        user=None,
        kanal=Pesan.Kanal.SUREL,
        alamat=alamat,
        templat=templat,
        konteks=konteks,
        now=now,
    )

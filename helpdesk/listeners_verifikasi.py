"""Who has to hear of what happens to a verification. No message names the provider: number, kind of news, date."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from akun.actor import LPSE, Peran
from akun.models import User
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.status_verifikasi import Event, Status
from jejak.models import Jejak
from notifikasi.models import Pesan
from notifikasi.send import departure, queue, queue_for
from sla.models import Tenggat

PETUGAS_TERBANYAK = 50
LACAK, KEASLIAN = "/lacak/", "/keaslian/"
# event -> text for the provider, and where its link leads
UNTUK_PENYEDIA: dict[str, tuple[str, str]] = {
    Event.DIDAFTARKAN: ("verifikasi_didaftarkan", LACAK),
    Event.DIKEMBALIKAN: ("verifikasi_dikembalikan", LACAK),
    Event.DILULUSKAN: ("verifikasi_diluluskan", KEASLIAN),
    Event.DICABUT: ("verifikasi_dicabut", KEASLIAN),
    Event.DIBATALKAN: ("verifikasi_dibatalkan", LACAK),
}
KABAR_PENYEDIA = tuple(UNTUK_PENYEDIA)


def kabari_penyedia(event: Jejak, now: datetime) -> None:
    """Mail to the provider that there is news; the pass itself travels with it."""
    verifikasi = _verifikasi(event)
    templat, tautan = UNTUK_PENYEDIA[event.kejadian]
    queue(
        jejak=event,
        penerima=f"verifikasi:{verifikasi.pk}",
        user=None,
        kanal=Pesan.Kanal.SUREL,
        alamat=verifikasi.surel,
        templat=templat,
        konteks={"nomor": verifikasi.nomor, "tautan": tautan},
        now=now,
        lampiran=verifikasi.berkas if event.kejadian == Event.DILULUSKAN else None,
    )


def ingatkan(event: Jejak, now: datetime) -> None:
    """A verification is due soon: its officers."""
    _tentang_tenggat(event, "verifikasi_ingat", "ingat", frozenset({Peran.PETUGAS_LPSE}), now)


def eskalasikan_keterlambatan(event: Jejak, now: datetime) -> None:
    """It is late: first the officers, from the second level on the head as well."""
    peran = frozenset({Peran.PETUGAS_LPSE}) if event.data["tingkat"] == 1 else LPSE
    _tentang_tenggat(event, "verifikasi_terlambat", "terlambat", peran, now)


def _tentang_tenggat(event: Jejak, templat: str, bundel: str, peran: Iterable[Peran], now: datetime) -> None:
    if event.objek_tipe != Verifikasi._meta.label_lower:
        return
    verifikasi = _verifikasi(event)
    berjalan = Tenggat.objects.select_related("kebijakan").filter(berhenti_pada__isnull=True, dijeda=False)
    tenggat = berjalan.filter(pk=event.data["tenggat"]).first()
    if tenggat is None or verifikasi.status not in {Status.DIDAFTARKAN, Status.DIPERIKSA}:
        return
    konteks: dict[str, Any] = {
        "nomor": verifikasi.nomor,
        "tautan": f"/helpdesk/verifikasi/{verifikasi.nomor}/",
        "batas": tenggat.jatuh_tempo.isoformat(),
        "janji": tenggat.kebijakan.nama,
    }
    rows = User.objects.filter(unit_id=verifikasi.meja.unit_id, peran__in=peran, is_active=True)
    for user in rows.order_by("pk")[:PETUGAS_TERBANYAK]:
        queue_for(user, jejak=event, templat=templat, konteks=konteks, now=now, mulai=departure(now), bundel=bundel)


def _verifikasi(event: Jejak) -> Verifikasi:
    return Verifikasi.objects.select_related("meja", "berkas").get(pk=event.objek_id)

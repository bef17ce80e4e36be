"""The counter and the telephone: how the officer greets, and the number that he reads out when the talk is recorded."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.sealing import UnsealError, seal_text, unseal_text
from helpdesk.models import MejaLayanan, Tiket

KUNCI = "tiket_tercatat"
LAMA = timedelta(minutes=30)
PANJANG_JUDUL = 120


@dataclass(frozen=True)
class Tercatat:
    """The ticket of the last talk: its number, and the token for whoever called or came."""

    nomor: str
    token: str


def sapaan(meja: MejaLayanan, *, now: datetime) -> str:
    """The greeting by the hour at the desk, with the name of the LPSE."""
    jam = now.astimezone(ZoneInfo(meja.kalender.zona)).hour
    if 4 <= jam < 11:
        salam = _("Selamat pagi")
    elif 11 <= jam < 15:
        salam = _("Selamat siang")
    elif 15 <= jam < 18:
        salam = _("Selamat sore")
    else:
        salam = _("Selamat malam")
    return _("%(salam)s, dengan %(meja)s di sini. Ada yang bisa kami bantu?") % {"salam": salam, "meja": meja.nama}


def judul(uraian: str) -> str:
    """A title from what was asked: its first sentence, cut at a word."""
    baris = next((b for b in uraian.splitlines() if b.strip()), "").strip()
    kalimat = " ".join(baris.split("? ", 1)[0].split(". ", 1)[0].split())
    kalimat += "?" if "? " in baris and baris.startswith(kalimat + "?") else ""
    return kalimat if len(kalimat) <= PANJANG_JUDUL else kalimat[:PANJANG_JUDUL].rsplit(" ", 1)[0] + " …"


def ingat(session: SessionBase, tiket: Tiket, token: str, *, by: Actor, now: datetime) -> None:
    """Keep number and token of the last talk, sealed, in the officer's own session."""
    isi = json.dumps([int(now.timestamp()), tiket.nomor, token])
    session[KUNCI] = base64.b64encode(seal_text(isi, context=_konteks(by))).decode()


def terakhir(session: SessionBase, *, by: Actor, now: datetime) -> Tercatat | None:
    """The last talk; nothing after half an hour, and nothing of another officer."""
    try:
        pada, nomor, token = json.loads(unseal_text(base64.b64decode(session.get(KUNCI, "")), context=_konteks(by)))
    except (UnsealError, ValueError):
        return None
    return Tercatat(nomor, token) if now.timestamp() - pada <= LAMA.total_seconds() else None


def lupakan(session: SessionBase) -> None:
    """The next caller is on the line."""
    session.pop(KUNCI, None)


def _konteks(by: Actor) -> str:
    return f"tiket-tercatat:{by.petugas_id}"

"""What TU has just entered, with the tokens: shown for half an hour in the officer's own session, sealed there."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from akun.actor import Actor
from akun.sealing import UnsealError, seal_text, unseal_text
from persuratan.models import SuratMasuk

KUNCI = "surat_tercatat"
LAMA = timedelta(minutes=30)


@dataclass(frozen=True)
class Tercatat:
    """A letter that was entered: its number, and the token for whoever brought it."""

    nomor: str
    token: str


def simpan(session: SessionBase, jadi: Sequence[tuple[SuratMasuk, str]], *, by: Actor, now: datetime) -> None:
    """Keep what was entered last; what was shown before is forgotten."""
    isi = {"pada": int(now.timestamp()), "surat": [[s.nomor, token] for s, token in jadi]}
    session[KUNCI] = base64.b64encode(seal_text(json.dumps(isi), context=_konteks(by))).decode()


def tercatat(session: SessionBase, *, by: Actor, now: datetime) -> list[Tercatat]:
    """What was entered last; nothing after half an hour, and nothing of another officer."""
    try:
        isi = json.loads(unseal_text(base64.b64decode(session.get(KUNCI, "")), context=_konteks(by)))
    except (UnsealError, ValueError):
        return []
    if now.timestamp() - isi["pada"] > LAMA.total_seconds():
        return []
    return [Tercatat(nomor, token) for nomor, token in isi["surat"]]


def lupakan(session: SessionBase) -> None:
    """The receipts were handed over."""
    session.pop(KUNCI, None)


def _konteks(by: Actor) -> str:
    return f"surat-tercatat:{by.petugas_id}"

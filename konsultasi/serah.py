"""The token of the visitor who was entered last: shown for half an hour in the officer's own session, sealed there."""

import base64
import json
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from akun.actor import Actor
from akun.sealing import UnsealError, seal_text, unseal_text

KUNCI = "tamu_tercatat"
LAMA = timedelta(minutes=30)


def simpan(session: SessionBase, nomor: str, token: str, *, by: Actor, now: datetime) -> None:
    """Keep the token of this visitor; that of the one before is forgotten."""
    isi = {"pada": int(now.timestamp()), "nomor": nomor, "token": token}
    session[KUNCI] = base64.b64encode(seal_text(json.dumps(isi), context=_konteks(by))).decode()


def token(session: SessionBase, nomor: str, *, by: Actor, now: datetime) -> str:
    """The token of this visitor; empty after half an hour, and for any other."""
    try:
        isi = json.loads(unseal_text(base64.b64decode(session.get(KUNCI, "")), context=_konteks(by)))
    except (UnsealError, ValueError):
        return ""
    segar = now.timestamp() - isi["pada"] <= LAMA.total_seconds()
    return str(isi["token"]) if segar and isi["nomor"] == nomor else ""


def _konteks(by: Actor) -> str:
    return f"tamu-tercatat:{by.petugas_id}"

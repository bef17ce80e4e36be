"""Receipts that this browser has opened with number and token: remembered in the session, forgotten after half an hour.

No page carries a number or a token in its address; a page that belongs to a receipt asks here which one is open.
"""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

KUNCI = "tanda_terima"
LAMA = timedelta(minutes=30)
SEGARKAN = timedelta(minutes=5)  # the session is written at most this often while somebody reads


def buka(session: SessionBase, nomor: str, *, now: datetime) -> None:
    """A receipt has been opened with number and token: the session gets a new key."""
    session.cycle_key()
    ingat(session, nomor, now=now)


def ingat(session: SessionBase, nomor: str, *, now: datetime) -> None:
    """This is the receipt that the session is about. Where it came into being here, the key stays: a second click of
    the same hand still finds its session, and its token.
    """
    session[KUNCI] = {nomor: int(now.timestamp())}


def nomor_terbuka(session: SessionBase, *, now: datetime) -> str:
    """The number of the receipt that is open; empty when there is none or it was left alone too long."""
    for nomor, dibuka in session.get(KUNCI, {}).items():
        diam = timedelta(seconds=int(now.timestamp()) - int(dibuka))
        if diam < LAMA:
            if diam >= SEGARKAN:
                session[KUNCI] = {nomor: int(now.timestamp())}
            return str(nomor)
    return ""


def lupakan(session: SessionBase) -> None:
    """Close the receipt in this browser."""
    session.pop(KUNCI, None)

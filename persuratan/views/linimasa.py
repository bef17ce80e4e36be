"""The timeline of a letter, in or out: its trail as people read it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from akun.actor import Actor, Peran
from jejak import trail
from jejak.models import Jejak

MAKS = 150  # lines of a timeline; older ones are counted
Baris = dict[str, Any]


def linimasa(objek: Model, baris: Callable[[Jejak], Baris], *, dilihat: str) -> tuple[list[Baris], list[Baris], int]:
    """The timeline, newest first; who opened the letter; and how many older lines of both are left out."""
    rows = list(trail.of(objek).order_by("-urut")[: MAKS + 1])
    sisa = rows[MAKS - 1].urut - 1 if len(rows) > MAKS else 0
    rows = rows[:MAKS]
    dibaca = [baris(j) for j in rows if j.kejadian == dilihat]
    return [baris(j) for j in rows if j.kejadian != dilihat], dibaca, sisa


def oleh(actor: Actor, j: Jejak) -> str:
    """Who did it, as this reader is told."""
    if j.pelaku_id is not None and j.pelaku_id == actor.user_id:
        return _("Anda")
    return _("Sistem") if j.peran == Peran.SISTEM else f"{j.pelaku}, {Peran(j.peran).label}"

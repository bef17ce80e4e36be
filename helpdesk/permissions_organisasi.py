"""Who may keep the list of desks, and who may edit what of one desk."""

from django.utils.translation import gettext as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no
from helpdesk.models import MejaLayanan
from helpdesk.permissions import PENGELOLA

PEMBUKA = PENGELOLA | {Peran.KEPALA_LPSE}
"""Roles that open these pages."""


def may_lihat_meja(actor: Actor, meja: MejaLayanan) -> bool:
    """LKPP sees every desk, the head of an LPSE his own."""
    return actor.peran in PENGELOLA or (actor.peran == Peran.KEPALA_LPSE and actor.unit_id == meja.unit_id)


def may_isi_meja(actor: Actor, meja: MejaLayanan) -> Decision:
    """Edit contacts and teams: whoever keeps the list, and the head of an LPSE for his own."""
    if may_lihat_meja(actor, meja):
        return YES
    return no(_("Kontak dan regu diisi Kepala LPSE itu, admin sistem, atau petugas helpdesk LKPP."))

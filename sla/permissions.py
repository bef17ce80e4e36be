"""Who may read and who may change the calendars and policies that decide when a case is late."""

from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no

PEMBACA = frozenset({Peran.ADMIN_SISTEM, Peran.PIMPINAN, Peran.PEJABAT_DPPH})


def may_baca(actor: Actor) -> Decision:
    """Calendars, holidays and policies are read by those who answer for deadlines."""
    if actor.peran in PEMBACA:
        return YES
    return no(_("Kalender dan kebijakan tenggat dibaca oleh admin sistem, pimpinan, dan pejabat DPPH."))


def may_kelola(actor: Actor) -> Decision:
    """Only the system administrator changes them."""
    if actor.peran in {Peran.ADMIN_SISTEM, Peran.SISTEM}:
        return YES
    return no(_("Kalender dan kebijakan tenggat hanya diubah oleh admin sistem."))

"""Who may do what with inspectorates."""

from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no


def may_aktifkan(actor: Actor) -> Decision:
    """An inspectorate begins to receive cases in the portal when LKPP says so."""
    if actor.peran in {Peran.ADMIN_SISTEM, Peran.PEJABAT_DPPH}:
        return YES
    return no(_("Inspektorat hanya diaktifkan oleh admin sistem atau pejabat DPPH."))

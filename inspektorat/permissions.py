"""Who may do what with inspectorates."""

from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no
from inspektorat.models import Keanggotaan
from persuratan.models import SuratMasuk

PENGELOLA = frozenset({Peran.PEJABAT_DPPH, Peran.ADMIN_SISTEM})


def may_aktifkan(actor: Actor) -> Decision:
    """An inspectorate begins to receive cases in the portal when LKPP says so."""
    if actor.peran in PENGELOLA:
        return YES
    return no(_("Inspektorat hanya diaktifkan oleh admin sistem atau pejabat DPPH."))


def may_kelola(actor: Actor) -> Decision:
    """Check, approve, invite, suspend: those who answer for who receives complaints. SYSTEM suspends by the clock."""
    if actor.peran in PENGELOLA or actor.peran == Peran.SISTEM:
        return YES
    return no(_("Keanggotaan inspektorat diurus oleh pejabat DPPH atau admin sistem."))


def may_perbaiki(actor: Actor, keanggotaan: Keanggotaan) -> Decision:
    """Mend an application: whoever holds its receipt, or LKPP with what the inspectorate has sent."""
    if actor.peran == Peran.PENGADU and actor.nomor == keanggotaan.nomor:
        return YES
    return may_kelola(actor)


def may_dari_surat(actor: Actor, surat: SuratMasuk) -> Decision:
    """Enter a membership from a letter that he may read. Where it was entered before, its page opens."""
    return may_kelola(actor)

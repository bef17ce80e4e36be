"""Who may do what with a verification. Each answer is a decision whose sentence the person reads."""

from django.utils.translation import gettext as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no
from helpdesk.models.meja import MejaLayanan
from helpdesk.models.verifikasi import Verifikasi


def may_daftarkan(actor: Actor, meja: MejaLayanan) -> Decision:
    """Register: an officer of this LPSE, while it works."""
    if actor.peran != Peran.PETUGAS_LPSE or actor.unit_id is None or actor.unit_id != meja.unit_id:
        return no(_("Penyedia didaftarkan oleh petugas LPSE yang didatanginya."))
    return YES if meja.aktif else no(_("Meja LPSE ini sedang tidak aktif. Hubungi helpdesk LKPP."))


def may_periksa(actor: Actor, verifikasi: Verifikasi) -> Decision:
    """Check, return, pass, give up: an officer of the LPSE where it was registered, and of no other."""
    if actor.peran == Peran.PETUGAS_LPSE and _se_lpse(actor, verifikasi):
        return YES
    return no(_("Langkah ini dilakukan petugas LPSE tempat penyedia mendaftar."))


def may_cabut(actor: Actor, verifikasi: Verifikasi) -> Decision:
    """Withdraw a pass: the head or an officer of that LPSE."""
    if actor.is_lpse and _se_lpse(actor, verifikasi):
        return YES
    return no(_("Tanda lulus dicabut oleh LPSE yang menerbitkannya."))


def _se_lpse(actor: Actor, verifikasi: Verifikasi) -> bool:
    return actor.unit_id is not None and verifikasi.meja.unit_id == actor.unit_id

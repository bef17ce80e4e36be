"""Who may do what with accounts."""

from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no


def may_kelola_akun(actor: Actor) -> Decision:
    """Accounts of officers and inspectors are made and changed by the system administrator."""
    if actor.peran in {Peran.ADMIN_SISTEM, Peran.SISTEM}:
        return YES
    return no(_("Akun petugas dan APIP hanya dikelola oleh admin sistem."))


def may_ubah_nama(actor: Actor) -> Decision:
    """A member of the public corrects his own name; an officer's stands in the trail and is changed by the admin."""
    if actor.peran == Peran.PENGADU:
        return YES
    return no(_("Nama petugas diubah oleh admin sistem, karena tercatat pada jejak kasus."))

"""Who may write, review and publish questions and answers, and who keeps what belongs to a desk."""

from django.utils.translation import gettext as _

from akun.actor import LPSE, Actor, Peran
from akun.decision import YES, Decision, no
from helpdesk.models import MejaLayanan, VersiFaq
from helpdesk.permissions import bekerja_di

PENULIS = sorted(LPSE | {Peran.PETUGAS_HELPDESK})


def may_isi_meja(actor: Actor, meja: MejaLayanan) -> Decision:
    """Answers kept ready belong to those who work at the desk."""
    return YES if bekerja_di(actor, meja) else no(_("Ini milik helpdesk lain."))


def may_tulis_faq(actor: Actor, meja: MejaLayanan | None) -> Decision:
    """An LPSE writes for its own users; what is for everybody is written by LKPP's helpdesk."""
    if actor.peran in {Peran.PETUGAS_HELPDESK, Peran.SISTEM}:
        return YES
    if meja is None:
        return no(_("Tanya jawab untuk semua LPSE ditulis oleh helpdesk LKPP."))
    return may_isi_meja(actor, meja)


def may_tinjau_faq(actor: Actor, versi: VersiFaq) -> Decision:
    """Four eyes: whoever wrote a version last does not judge it."""
    boleh = may_tulis_faq(actor, versi.faq.meja)
    if boleh and versi.ditulis_oleh_id == actor.user_id:
        return no(_("Anda yang menulis versi ini. Mintalah rekan Anda meninjaunya."))
    return boleh

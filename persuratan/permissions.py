"""Who may do what with a letter. Each answer is a decision whose sentence the person reads."""

from django.utils.translation import gettext as _

from akun.actor import LKPP, Actor, Peran
from akun.decision import YES, Decision, no
from persuratan.models import Disposisi, SuratMasuk
from persuratan.models.jabatan import jabatan_kini

PEMBACA = LKPP - {Peran.ADMIN_SISTEM}
"""Roles that work with letters, and to which a letter may be given."""


def may_tangani_tu(actor: Actor) -> Decision:
    """Check, return, number and enter letters: the desk of TU."""
    if actor.peran == Peran.PETUGAS_TU:
        return YES
    return no(_("Langkah ini dilakukan oleh petugas TU."))


def memangku(actor: Actor, surat: SuratMasuk) -> bool:
    """Whether somebody holds the addressed office today, also as Plt. or Plh.

    A page that read this together with the letter (views/lembar.py) does not ask the database again.
    """
    siapa, dipangku = surat.__dict__.get("pembaca", (None, False))
    if siapa is not None and siapa == actor.user_id:
        return bool(dipangku)
    return actor.user_id is not None and jabatan_kini(actor.user_id).filter(pejabat=surat.penerima_id).exists()


def may_disposisi(actor: Actor, surat: SuratMasuk) -> Decision:
    """Receive a letter and dispose of it: its addressee, or whoever stands in for him."""
    if memangku(actor, surat):
        return YES
    return no(_("Langkah ini dilakukan pejabat yang dituju, atau Plt./Plh.-nya."))


def ditujukan(actor: Actor, disposisi: Disposisi) -> bool:
    """Whether a disposition was given to somebody, or to his unit."""
    if actor.peran not in PEMBACA:
        return False
    if disposisi.kepada_id is not None:
        return disposisi.kepada_id == actor.user_id
    return disposisi.kepada_unit_id == actor.unit_id


def may_kerjakan(actor: Actor, disposisi: Disposisi) -> Decision:
    """Pass on, report or give back: whom it was given to, or anybody of the unit."""
    if ditujukan(actor, disposisi):
        return YES
    return no(_("Disposisi ini ditujukan kepada orang atau unit lain."))


def may_tarik(actor: Actor, disposisi: Disposisi) -> Decision:
    """Withdraw: who gave it; for what was given in an office, whoever holds the office today."""
    sendiri = disposisi.induk_id is not None and disposisi.dari_id == actor.user_id
    if sendiri or (disposisi.induk_id is None and memangku(actor, disposisi.surat)):
        return YES
    return no(_("Disposisi ditarik oleh yang memberinya."))


def may_putuskan_berkas(actor: Actor, surat: SuratMasuk) -> Decision:
    """Release a file that the gate holds back, or refuse it: TU; of a secret letter, which TU does not read, its
    addressee.
    """
    if memangku(actor, surat) if surat.rahasia else may_tangani_tu(actor):
        return YES
    if surat.rahasia:
        return no(_("Berkas surat rahasia diputuskan oleh pejabat yang dituju, atau Plt./Plh.-nya."))
    return no(_("Berkas yang ditahan diputuskan oleh petugas TU."))


def memegang(actor: Actor, surat: SuratMasuk) -> bool:
    """Whether somebody, or his unit, has an open disposition of a letter."""
    return any(d.terbuka and ditujukan(actor, d) for d in surat.disposisi.all())


def may_mulai(actor: Actor, surat: SuratMasuk) -> Decision:
    """Begin to work on a letter: whoever has it by disposition."""
    if memegang(actor, surat):
        return YES
    return no(_("Surat dikerjakan oleh yang mendapat disposisi."))


def may_jawab(actor: Actor, surat: SuratMasuk) -> Decision:
    """Link the answer: the addressee, or whoever has the letter by disposition."""
    if memegang(actor, surat) or memangku(actor, surat):
        return YES
    return no(_("Jawaban dicatat oleh pejabat yang dituju atau yang mendapat disposisi."))


def may_jadikan_tiket(actor: Actor, surat: SuratMasuk) -> Decision:
    """Turn a letter into a ticket of LKPP's helpdesk: TU, the helpdesk that has it, or the addressee."""
    if actor.peran == Peran.PETUGAS_TU or memangku(actor, surat):
        return YES
    if actor.peran == Peran.PETUGAS_HELPDESK and memegang(actor, surat):
        return YES
    return no(_("Surat dijadikan tiket oleh TU, petugas helpdesk yang mendapat disposisi, atau pejabat yang dituju."))


def may_jadikan_pengaduan(actor: Actor, surat: SuratMasuk) -> Decision:
    """Turn a letter into a complaint: TU, whoever handles complaints and sees it, or the addressee."""
    if actor.peran in {Peran.PETUGAS_TU, Peran.VERIFIKATOR, Peran.PEJABAT_DPPH} or memangku(actor, surat):
        return YES
    return no(_("Surat dijadikan pengaduan oleh TU, verifikator, atau pejabat yang dituju."))

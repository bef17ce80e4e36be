"""Who may do what with a letter out. Each answer is a decision whose sentence the person reads."""

from django.utils.translation import gettext as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no
from akun.models import Pejabat, Unit
from persuratan import permissions
from persuratan.models import Paraf, SuratKeluar, SuratMasuk
from persuratan.models.jabatan import jabatan_kini
from persuratan.permissions import PEMBACA
from persuratan.status_keluar import Status


def memangku(actor: Actor, pejabat_id: int | None) -> bool:
    """Whether somebody holds a post today, also as Plt. or Plh."""
    if actor.user_id is None or pejabat_id is None or actor.peran not in PEMBACA:
        return False
    return jabatan_kini(actor.user_id).filter(pejabat=pejabat_id).exists()


def di_bawah(unit_id: int | None, atasan_id: int) -> bool:
    """Whether a unit is another one, or stands below it on the organisation chart."""
    induk = dict(Unit.objects.values_list("pk", "induk_id"))
    dilewati: set[int] = set()
    while unit_id is not None and unit_id not in dilewati:
        if unit_id == atasan_id:
            return True
        dilewati.add(unit_id)
        unit_id = induk.get(unit_id)
    return False


def may_konsep(actor: Actor, penandatangan: Pejabat, membalas: SuratMasuk | None = None) -> Decision:
    """Draft a letter: whoever has the letter that it answers, the signer, and who works in his unit or below it."""
    if membalas is not None:
        return permissions.may_jawab(actor, membalas)
    if actor.peran in PEMBACA and (di_bawah(actor.unit_id, penandatangan.unit_id) or memangku(actor, penandatangan.pk)):
        return YES
    return no(_("Konsep surat dibuat oleh petugas di unit penanda tangan, atau yang mendapat disposisi suratnya."))


def may_ubah(actor: Actor, surat: SuratKeluar) -> Decision:
    """Edit, attach, hand in: the drafter, and his colleagues where the letter is not secret."""
    if actor.peran in PEMBACA and actor.user_id is not None:
        rekan = not surat.rahasia and actor.unit_id is not None and surat.konseptor.unit_id == actor.unit_id
        if surat.konseptor_id == actor.user_id or rekan:
            return YES
    return no(_("Konsep diubah oleh yang membuatnya, atau rekan seunitnya bila surat tidak rahasia."))


def giliran(surat: SuratKeluar) -> Paraf | None:
    """The rung of the ladder that is to initial next."""
    if surat.status != Status.PARAF:
        return None
    rows = surat.paraf.filter(putaran=surat.putaran, pada__isnull=True, dikembalikan_pada__isnull=True)
    return rows.select_related("pejabat").order_by("urutan").first()


def may_paraf(actor: Actor, surat: SuratKeluar) -> Decision:
    """Initial: whoever holds the post whose turn it is, or stands in for it."""
    anak_tangga = giliran(surat)
    if anak_tangga is None:
        return no(_("Surat ini tidak sedang menunggu paraf."))
    if memangku(actor, anak_tangga.pejabat_id):
        return YES
    return no(_("Paraf ini giliran %(jabatan)s, atau Plt./Plh.-nya.") % {"jabatan": anak_tangga.pejabat.jabatan})


def may_tanda_tangan(actor: Actor, surat: SuratKeluar) -> Decision:
    """Number and sign: whoever holds the signer's post, or stands in for it."""
    if memangku(actor, surat.penandatangan_id):
        return YES
    return no(_("Surat ditandatangani pejabat penanda tangannya, atau Plt./Plh.-nya."))


def may_kembalikan(actor: Actor, surat: SuratKeluar) -> Decision:
    """Send back with a note: whoever is to initial it now; once all have, its signer."""
    return may_tanda_tangan(actor, surat) if surat.status == Status.SIAP_TANDA_TANGAN else may_paraf(actor, surat)


def may_cabut(actor: Actor, surat: SuratKeluar) -> Decision:
    """Withdraw an issued letter: the post that signed it."""
    if memangku(actor, surat.penandatangan_id):
        return YES
    return no(_("Surat dicabut oleh pejabat yang menandatanganinya, atau Plt./Plh.-nya."))


def may_batalkan(actor: Actor, surat: SuratKeluar) -> Decision:
    """Give up a letter that is not signed: its drafter until it is ready to be signed, and its signer."""
    belum = surat.status in {Status.KONSEP, Status.PARAF, Status.REVISI}
    if memangku(actor, surat.penandatangan_id) or (belum and may_ubah(actor, surat)):
        return YES
    return no(_("Surat dibatalkan oleh konseptornya selama belum siap, lalu oleh penanda tangannya."))


def may_kirim(actor: Actor, surat: SuratKeluar) -> Decision:
    """Dispatch: TU, the drafter, the signer."""
    if actor.peran == Peran.PETUGAS_TU or memangku(actor, surat.penandatangan_id) or may_ubah(actor, surat):
        return YES
    return no(_("Surat dikirim oleh TU, konseptor, atau penanda tangannya."))


def may_arsipkan(actor: Actor) -> Decision:
    """Put into the archive: TU."""
    return permissions.may_tangani_tu(actor)

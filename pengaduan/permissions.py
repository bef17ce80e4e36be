"""Who may do what with a complaint. Each answer is a decision whose sentence the person reads.

Whether the state of the case allows a step is another question: status.py asks it.
"""

from django.utils.translation import gettext as _

from akun.actor import LKPP, PENANGAN, Actor, Peran
from akun.decision import YES, Decision, no
from pengaduan.models import Eskalasi, Pengaduan, Usulan
from pengaduan.pilihan import TingkatIdentitas
from pengaduan.status import Status

BATAS_HASIL_KEMBALI = 3


def _role(actor: Actor, *peran: Peran) -> Decision:
    if actor.peran in peran:
        return YES
    return no(_("Langkah ini dilakukan oleh %(peran)s.") % {"peran": _(" atau ").join(str(p.label) for p in peran)})


def no_conflict(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """An officer keeps away from cases of an institution that he comes from or is bound to."""
    if pengaduan.instansi_id and (pengaduan.instansi_id == actor.instansi_id or pengaduan.instansi_id in actor.konflik):
        return no(_("Anda terkait dengan instansi yang dilaporkan. Serahkan kasus ini kepada petugas lain."))
    return YES


def _handler(actor: Actor, pengaduan: Pengaduan, *peran: Peran) -> Decision:
    """Right role, no conflict, and the case is in this officer's hands."""
    for decision in (_role(actor, *peran), no_conflict(actor, pengaduan)):
        if not decision:
            return decision
    if pengaduan.pemegang_id != actor.user_id:
        return no(_("Kasus ini tidak di tangan Anda. Ambil dahulu, atau minta pemegangnya."))
    return YES


def role_for(status: str) -> Peran | None:
    """Whose desk a case lies on; None while others have it."""
    if status in {Status.TERKIRIM, Status.VERIFIKASI, Status.PERLU_DILENGKAPI}:
        return Peran.VERIFIKATOR
    if status in {
        Status.TELAAH,
        Status.SIAP_ESKALASI,
        Status.DIESKALASI,
        Status.DITERIMA_APIP,
        Status.TINDAK_LANJUT_APIP,
        Status.PERLU_KLARIFIKASI,
        Status.HASIL_DILAPORKAN,
        Status.REVIU_HASIL,
    }:
        return Peran.PENELAAH
    return None


def may_ambil(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Take a case that nobody holds and that lies on a desk of one's own kind."""
    peran = role_for(pengaduan.status)
    if peran is None:
        return no(_("Kasus ini sudah berakhir."))
    decision = _role(actor, peran)
    if not decision:
        return decision
    if pengaduan.pemegang_id == actor.user_id:
        return no(_("Kasus ini sudah di tangan Anda."))
    if pengaduan.pemegang_id is not None:
        return no(_("Kasus ini sudah dipegang petugas lain."))
    return no_conflict(actor, pengaduan)


def may_tugaskan(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Give a case to an officer: the pejabat, or whoever holds it."""
    if role_for(pengaduan.status) is None:
        return no(_("Kasus ini sudah berakhir."))
    if actor.peran == Peran.PEJABAT_DPPH:
        return no_conflict(actor, pengaduan)
    return _handler(actor, pengaduan, Peran.VERIFIKATOR, Peran.PENELAAH)


def may_dipegang(calon: Actor, pengaduan: Pengaduan) -> Decision:
    """Be given a case: the right kind of officer, without a conflict of interest."""
    peran = role_for(pengaduan.status)
    if peran is None or calon.peran != peran or not calon.aktif:
        return no(_("%(nama)s bukan petugas untuk tahap ini.") % {"nama": calon.nama})
    if not no_conflict(calon, pengaduan):
        return no(_("%(nama)s terkait dengan instansi yang dilaporkan.") % {"nama": calon.nama})
    return YES


def may_verifikasi(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Begin to verify a new case."""
    for decision in (_role(actor, Peran.VERIFIKATOR), no_conflict(actor, pengaduan)):
        if not decision:
            return decision
    if pengaduan.pemegang_id not in {None, actor.user_id}:
        return no(_("Kasus ini sudah dipegang petugas lain."))
    return YES


def may_minta_lengkapi(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Ask the complainant for what is missing."""
    return _handler(actor, pengaduan, Peran.VERIFIKATOR)


def may_alihkan(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Say that the matter belongs to another body."""
    return _handler(actor, pengaduan, Peran.VERIFIKATOR)


def may_gabungkan(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Merge into an open case about the same."""
    return _handler(actor, pengaduan, Peran.VERIFIKATOR)


def may_telaah(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Pass a verified case on to the review."""
    return _handler(actor, pengaduan, Peran.VERIFIKATOR)


def may_periksa(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Mark the checklist and complete the data."""
    return _handler(actor, pengaduan, Peran.VERIFIKATOR, Peran.PENELAAH)


def may_usulkan(actor: Actor, pengaduan: Pengaduan, langkah: str) -> Decision:
    """Propose a step that a second person approves."""
    peran = Peran.VERIFIKATOR if langkah == Usulan.Langkah.TOLAK else Peran.PENELAAH
    return _handler(actor, pengaduan, peran)


def may_putuskan(actor: Actor, usulan: Usulan) -> Decision:
    """Decide on a proposal: four eyes, so never on one's own."""
    if usulan.diusulkan_oleh_id == actor.user_id:
        return no(_("Usulan Anda sendiri diputus oleh pejabat lain."))
    decision = _role(actor, Peran.PEJABAT_DPPH)
    return decision if not decision else no_conflict(actor, usulan.pengaduan)


def may_eskalasi(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Hand the case to the inspectorate, through its inbox or by letter."""
    decision = _role(actor, Peran.PEJABAT_DPPH)
    return decision if not decision else no_conflict(actor, pengaduan)


def _own_case(actor: Actor, eskalasi: Eskalasi | None, *peran: Peran) -> Decision:
    """An inspectorate's own running case; for an auditor, the one given to him."""
    if actor.peran not in peran:
        return _role(actor, *peran)
    if eskalasi is None or eskalasi.inspektorat.instansi_id != actor.instansi_id:
        return no(_("Kasus ini bukan milik inspektorat Anda."))
    if actor.peran == Peran.AUDITOR_APIP and eskalasi.auditor_id != actor.user_id:
        return no(_("Kasus ini tidak ditugaskan kepada Anda."))
    return YES


def may_terima_apip(actor: Actor, eskalasi: Eskalasi | None) -> Decision:
    """Accept a case, or give it back with a reason."""
    return _own_case(actor, eskalasi, Peran.ADMIN_APIP)


def may_tugaskan_apip(actor: Actor, eskalasi: Eskalasi | None) -> Decision:
    """Assign an auditor with the number of the letter of assignment."""
    return _own_case(actor, eskalasi, Peran.ADMIN_APIP)


def may_kerjakan_apip(actor: Actor, eskalasi: Eskalasi | None) -> Decision:
    """Note progress, write to LKPP, ask for clarification."""
    return _own_case(actor, eskalasi, Peran.ADMIN_APIP, Peran.AUDITOR_APIP)


def may_laporkan_hasil(actor: Actor, eskalasi: Eskalasi | None) -> Decision:
    """Report the result: the admin signs for the inspectorate."""
    return _own_case(actor, eskalasi, Peran.ADMIN_APIP)


def may_klarifikasi(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Answer an inspectorate's question."""
    return _handler(actor, pengaduan, Peran.PENELAAH)


def may_reviu(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Review a reported result."""
    for decision in (_role(actor, Peran.PENELAAH), no_conflict(actor, pengaduan)):
        if not decision:
            return decision
    if pengaduan.pemegang_id not in {None, actor.user_id}:
        return no(_("Kasus ini sudah dipegang petugas lain."))
    return YES


def may_kembalikan_hasil(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Return an incomplete result, a limited number of times."""
    decision = _handler(actor, pengaduan, Peran.PENELAAH)
    if decision and pengaduan.kali_hasil_dikembalikan >= BATAS_HASIL_KEMBALI:
        return no(_("Hasil sudah dikembalikan %(n)s kali. Bicarakan dengan pejabat DPPH.") % {"n": BATAS_HASIL_KEMBALI})
    return decision


def may_selesaikan(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Accept the result and tell the complainant."""
    decision = _role(actor, Peran.PEJABAT_DPPH)
    return decision if not decision else no_conflict(actor, pengaduan)


def may_buka_kembali(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Reopen, once, while the complainant may still respond."""
    decision = may_selesaikan(actor, pengaduan)
    if decision and pengaduan.kali_dibuka_kembali:
        return no(_("Kasus hanya dapat dibuka kembali satu kali."))
    return decision


def may_pindah_kebijakan(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Move a clock to another version of its policy, with a reason."""
    decision = _role(actor, Peran.PEJABAT_DPPH)
    return decision if not decision else no_conflict(actor, pengaduan)


def may_lengkapi(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """The complainant completes his own complaint."""
    return YES if _owns(actor, pengaduan) else no(_("Hanya pelapor yang dapat melengkapi."))


def _owns(actor: Actor, pengaduan: Pengaduan) -> bool:
    return actor.peran == Peran.PENGADU and actor.nomor == pengaduan.nomor


def may_tulis_pelapor(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Write in the thread with the complainant."""
    if _owns(actor, pengaduan):
        return YES
    return _handler(actor, pengaduan, Peran.VERIFIKATOR, Peran.PENELAAH)


def may_tulis_apip(actor: Actor, pengaduan: Pengaduan, eskalasi: Eskalasi | None) -> Decision:
    """Write in the thread with the inspectorate."""
    if actor.is_apip:
        return may_kerjakan_apip(actor, eskalasi)
    if eskalasi is None:
        return no(_("Kasus ini belum diteruskan ke APIP."))
    return _handler(actor, pengaduan, Peran.PENELAAH)


def may_catat(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Write an internal note."""
    decision = _role(actor, *sorted(PENANGAN))
    return decision if not decision else no_conflict(actor, pengaduan)


def may_unduh(actor: Actor, pengaduan: Pengaduan, eskalasi: Eskalasi | None) -> Decision:
    """Open a file: handling officers the original, inspectors the cleaned copy."""
    if actor.is_apip:
        return _own_case(actor, eskalasi, Peran.ADMIN_APIP, Peran.AUDITOR_APIP)
    if _owns(actor, pengaduan):
        return YES
    decision = _role(actor, *sorted(PENANGAN))
    return decision if not decision else no_conflict(actor, pengaduan)


def may_putuskan_karantina(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Release a file that the gate holds back, or refuse it."""
    decision = _role(actor, Peran.PEJABAT_DPPH)
    return decision if not decision else no_conflict(actor, pengaduan)


def may_buka_identitas(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """Open the vault: the custodian, for an identity that exists. Reason and re-authentication are asked besides."""
    decision = _role(actor, Peran.PENJAGA_IDENTITAS)
    if decision and pengaduan.anonim:
        return no(_("Pengaduan ini anonim. Tidak ada identitas yang disimpan."))
    return decision


def may_izinkan_identitas(actor: Actor, pengaduan: Pengaduan) -> Decision:
    """The complainant raises the level to "terbuka untuk APIP"; nobody lowers it."""
    if not _owns(actor, pengaduan):
        return no(_("Hanya pelapor yang dapat mengubah tingkat identitasnya."))
    if pengaduan.tingkat_identitas != TingkatIdentitas.RAHASIA:
        return no(_("Tingkat identitas hanya dapat dinaikkan dari rahasia menjadi terbuka untuk APIP."))
    return YES


def may_lihat_identitas_apip(actor: Actor, pengaduan: Pengaduan, eskalasi: Eskalasi | None) -> Decision:
    """The inspectorate reads an identity that the complainant opened to it."""
    decision = _own_case(actor, eskalasi, Peran.ADMIN_APIP, Peran.AUDITOR_APIP)
    if decision and pengaduan.tingkat_identitas != TingkatIdentitas.TERBUKA:
        return no(_("Pelapor tidak membuka identitasnya untuk APIP."))
    return decision


def may_lihat(actor: Actor) -> bool:
    """Works on the LKPP side of the desk."""
    return actor.peran in LKPP

"""Who may do what with a ticket. Each answer is a decision whose sentence the person reads."""

from django.utils.translation import gettext as _

from akun.actor import LKPP, Actor, Peran
from akun.decision import YES, Decision, no
from helpdesk.models import MejaLayanan, Tiket
from helpdesk.pilihan import Kanal
from helpdesk.status import Status

PENGELOLA = frozenset({Peran.ADMIN_SISTEM, Peran.PETUGAS_HELPDESK})


def bekerja_di(actor: Actor, meja: MejaLayanan) -> bool:
    """Whether somebody is staff of a desk: LKPP's helpdesk of LKPP's, staff and head of an LPSE of its own."""
    if meja.is_lkpp:
        return actor.peran == Peran.PETUGAS_HELPDESK
    return actor.is_lpse and actor.unit_id is not None and actor.unit_id == meja.unit_id


def _di_tangan(actor: Actor, tiket: Tiket) -> bool:
    """Whether the ticket lies at one's desk now: LKPP's while it is escalated there, else the one that recorded it."""
    if tiket.di_lkpp:
        return actor.peran == Peran.PETUGAS_HELPDESK
    return bekerja_di(actor, tiket.meja)


def memegang(actor: Actor, tiket: Tiket) -> bool:
    """Whether somebody has this ticket now."""
    return actor.user_id is not None and actor.user_id == tiket.pemegang_id


def is_pelapor(actor: Actor, tiket: Tiket) -> bool:
    """Whether this is who reported it: by account, or by the receipt that is open in his browser."""
    if actor.nomor:
        return actor.nomor == tiket.nomor
    return actor.user_id is not None and actor.user_id == tiket.pelapor_id


def may_catat(actor: Actor, meja: MejaLayanan, kanal: str) -> Decision:
    """Record: anybody by the web; the portal itself what comes by mail; officers at their own desk what they hear."""
    if not meja.aktif:
        return no(_("Helpdesk ini sedang tidak menerima laporan. Pilih helpdesk lain."))
    if kanal in {Kanal.WEB, Kanal.SUREL} or bekerja_di(actor, meja) or actor.peran == Peran.SISTEM:
        return YES
    if kanal == Kanal.SURAT and actor.peran in LKPP - {Peran.ADMIN_SISTEM} and meja.is_lkpp:
        return YES
    return no(_("Laporan lewat telepon dan loket dicatat oleh petugas helpdesk itu."))


def may_tangani(actor: Actor, tiket: Tiket) -> Decision:
    """Work on a ticket: classify, answer, ask, solve, hand over, escalate within the desk."""
    if _di_tangan(actor, tiket) or actor.peran == Peran.SISTEM:
        return YES
    if bekerja_di(actor, tiket.meja):
        return no(_("Tiket ini sedang ditangani LKPP. Anda masih dapat menulis catatan dan pesan."))
    return no(_("Langkah ini dilakukan petugas helpdesk yang menangani tiket ini."))


def may_tulis(actor: Actor, tiket: Tiket) -> Decision:
    """Write to the reporter or a note: the desk that recorded it at any time, LKPP once it was escalated there."""
    if bekerja_di(actor, tiket.meja) or actor.peran == Peran.SISTEM or memegang(actor, tiket):
        return YES
    if tiket.lkpp and actor.peran == Peran.PETUGAS_HELPDESK:
        return YES
    return no(_("Pesan dan catatan ditulis petugas helpdesk yang menangani tiket ini."))


def may_eskalasi_lkpp(actor: Actor, tiket: Tiket) -> Decision:
    """Escalate to LKPP: an LPSE, and only what lies with it."""
    if tiket.meja.is_lkpp:
        return no(_("Tiket ini sudah berada di helpdesk LKPP."))
    if tiket.di_lkpp:
        return no(_("Tiket ini sedang ditangani LKPP."))
    return may_tangani(actor, tiket)


def may_jawab_eskalasi(actor: Actor, tiket: Tiket) -> Decision:
    """Answer an escalation: whom it was given to, or the desk at which it lies."""
    if memegang(actor, tiket) or may_tangani(actor, tiket):
        return YES
    if tiket.status == Status.ESKALASI_STRUKTURAL and actor.peran == Peran.PIMPINAN:
        return YES if tiket.di_lkpp or tiket.meja.is_lkpp else no(_("Eskalasi ini dijawab Kepala LPSE."))
    return no(_("Eskalasi dijawab oleh yang menerimanya."))


def may_jelaskan(actor: Actor, tiket: Tiket) -> Decision:
    """Write as the reporter."""
    if is_pelapor(actor, tiket) or actor.peran == Peran.SISTEM:
        return YES
    return no(_("Bagian ini diisi oleh pelapor."))


def may_konfirmasi(actor: Actor, tiket: Tiket) -> Decision:
    """Say whether it is solved, withdraw or reopen: the reporter, or the desk that heard it from him."""
    if is_pelapor(actor, tiket) or may_tangani(actor, tiket):
        return YES
    return no(_("Langkah ini dilakukan pelapor, atau petugas yang mendengarnya dari pelapor."))


def may_nilai(actor: Actor, tiket: Tiket) -> Decision:
    """Rate: the reporter, once the work is done."""
    if not is_pelapor(actor, tiket):
        return no(_("Penilaian diberikan oleh pelapor."))
    if tiket.status not in {Status.PENYELESAIAN, Status.DIKONFIRMASI, Status.DITUTUP}:
        return no(_("Penilaian dibuka sesudah tiket diselesaikan."))
    return YES


def may_kelola_meja(actor: Actor) -> Decision:
    """Keep the list of desks, teams and kinds of incident."""
    if actor.peran in PENGELOLA:
        return YES
    return no(_("Daftar helpdesk dikelola admin sistem dan petugas helpdesk LKPP."))


def may_kelola_gangguan(actor: Actor) -> Decision:
    """Edit the catalogue of incidents."""
    if actor.peran in PENGELOLA:
        return YES
    return no(_("Katalog gangguan dikelola admin sistem dan petugas helpdesk LKPP."))


def may_impor_tender(actor: Actor, meja: MejaLayanan) -> Decision:
    """Enter or import running tenders: the desk's own staff, or LKPP's helpdesk for it."""
    if bekerja_di(actor, meja) or actor.peran == Peran.PETUGAS_HELPDESK:
        return YES
    return no(_("Tender berjalan diisi petugas LPSE itu."))


def may_masalah(actor: Actor, meja: MejaLayanan) -> Decision:
    """Open and solve problem records of a desk."""
    if bekerja_di(actor, meja):
        return YES
    return no(_("Catatan masalah dikelola petugas helpdesk itu."))

"""Who may do what with figures. Each answer is a decision whose sentence the person reads."""

from django.utils.translation import gettext as _

from akun.actor import LKPP, PENANGAN, PETUGAS, Actor, Peran
from akun.decision import YES, Decision, no
from laporan.models import KunciApi, Pekerjaan
from laporan.models.api import Lingkup

PEMBACA_PAPAN = frozenset({Peran.PEJABAT_DPPH, Peran.PIMPINAN, Peran.PENELAAH})
"""Who reads the scoreboard and the effectiveness figure."""
PENULIS_RENAKSI = frozenset({Peran.PEJABAT_DPPH, Peran.PIMPINAN})
"""Who keeps the matrix of the action plan; whoever reads the scoreboard reads it."""
PENGUNDANG = frozenset({Peran.PEJABAT_DPPH, Peran.PENELAAH, Peran.VERIFIKATOR})
"""Who sees which inspectorates to invite; who drafts the letter, persuratan says."""
PEMBACA_ANGKA = frozenset({Peran.PIMPINAN, Peran.PEJABAT_DPPH, Peran.PENELAAH, Peran.VERIFIKATOR})
"""Who reads figures; an officer without those of institutions that he is bound to (laporan.saringan)."""
PEMBACA_DASBOR = frozenset({Peran.PIMPINAN, Peran.PEJABAT_DPPH})
"""Whose page the dashboard is."""

_SURAT = LKPP - {Peran.ADMIN_SISTEM, Peran.PENJAGA_IDENTITAS}
PEMBACA_LINGKUP: dict[str, frozenset[Peran]] = {
    Lingkup.ANGKA: PEMBACA_ANGKA,
    Lingkup.PENGADUAN: PENANGAN | {Peran.PIMPINAN},
    Lingkup.SURAT: _SURAT,
    Lingkup.TIKET: frozenset({Peran.PETUGAS_HELPDESK, Peran.PIMPINAN}),
    Lingkup.KONSULTASI: _SURAT,
    Lingkup.INSPEKTORAT: PENANGAN | {Peran.PIMPINAN, Peran.ADMIN_SISTEM, Peran.PETUGAS_TU},
}
"""What a key of each role may read: as on the pages. Whoever keeps the identities has no key."""
PEMEGANG_KUNCI = frozenset[Peran]().union(*PEMBACA_LINGKUP.values())


def may_terbitkan(actor: Actor) -> Decision:
    """Switch the public scoreboard on or off, and publish a quarter."""
    if actor.peran == Peran.PEJABAT_DPPH:
        return YES
    return no(_("Papan skor publik dinyalakan dan diterbitkan oleh pejabat DPPH."))


def may_pesan(actor: Actor) -> Decision:
    """Order long work: whoever works here."""
    if actor.aktif and actor.user_id is not None and actor.peran in PETUGAS:
        return YES
    return no(_("Ini untuk petugas."))


def may_unduh(actor: Actor, pekerjaan: Pekerjaan) -> Decision:
    """Take the result of an order, or call it off: who ordered it, and nobody for him."""
    if actor.user_id is not None and actor.user_id == pekerjaan.pemilik_id:
        return YES
    return no(_("Pesanan ini milik orang lain."))


def may_ekspor(actor: Actor, peran: frozenset[Peran]) -> Decision:
    """Take a list along: whoever sees it on its page."""
    if may_pesan(actor) and actor.peran in peran:
        return YES
    return no(_("Daftar ini bukan untuk peran Anda."))


def may_lingkup(actor: Actor, lingkup: str) -> Decision:
    """Have a key that reads this."""
    if actor.aktif and actor.user_id is not None and actor.peran in PEMBACA_LINGKUP[lingkup]:
        return YES
    return no(_("Lingkup ini tidak dapat dibaca oleh peran Anda."))


def may_cabut_kunci(actor: Actor, kunci: KunciApi) -> Decision:
    """End a key: its owner, and the system administrator."""
    if actor.user_id == kunci.user_id or actor.peran == Peran.ADMIN_SISTEM:
        return YES
    return no(_("Kunci ini milik orang lain."))


def may_renaksi(actor: Actor) -> Decision:
    """Note what was done for a measure of the action plan, mend a note, or withdraw it."""
    if actor.peran in PENULIS_RENAKSI:
        return YES
    return no(_("Capaian RAN OGI dicatat oleh pejabat DPPH dan pimpinan."))


def may_terbit_renaksi(actor: Actor) -> Decision:
    """Let the public read the matrix as it is now, or no longer."""
    if actor.peran == Peran.PEJABAT_DPPH:
        return YES
    return no(_("Matriks RAN OGI diterbitkan oleh pejabat DPPH."))

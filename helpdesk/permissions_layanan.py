"""Who asks for a service, who writes outages down, and who announces maintenance."""

from django.utils.translation import gettext_lazy as _

from akun.actor import LKPP, LPSE, Actor, Peran
from akun.decision import YES, Decision, no
from helpdesk.models import Layanan, MejaLayanan
from helpdesk.pilihan_layanan import Pemohon

PENGUMUM = frozenset({Peran.PETUGAS_HELPDESK, *LPSE})
PEMINTA = frozenset({Peran.PENGADU, *LPSE})
PEMBACA_ANGGARAN = frozenset(LKPP | LPSE)
PENCATAT = frozenset({Peran.PETUGAS_HELPDESK})


def may_minta(actor: Actor, layanan: Layanan) -> Decision:
    """What LKPP does for an LPSE is asked for by its staff; what an LPSE does, by whoever has an account."""
    if not layanan.bisa_diminta:
        return no(_("Layanan ini tidak diminta lewat formulir."))
    if layanan.pemohon == Pemohon.LPSE:
        return YES if actor.is_lpse else no(_("Layanan ini diminta oleh petugas LPSE. Hubungi LPSE Anda."))
    return YES if actor.peran in PEMINTA else no(_("Layanan ini diminta dengan akun pengguna."))


def may_catat_gangguan(actor: Actor) -> Decision:
    """Outages are written down by LKPP's helpdesk: the budgets are LKPP's promise."""
    return YES if actor.peran in PENCATAT else no(_("Gangguan layanan dicatat oleh petugas helpdesk LKPP."))


def may_umumkan(actor: Actor, meja: MejaLayanan) -> Decision:
    """Each desk announces its own maintenance."""
    if actor.peran == Peran.PETUGAS_HELPDESK and meja.jenis == "lkpp":
        return YES
    if actor.is_lpse and meja.unit_id == actor.unit_id:
        return YES
    return no(_("Pengumuman ditulis oleh petugas helpdesk dari meja yang melakukan pemeliharaan."))

"""From verdicts to words: what still stands in the way of a pass, and the explanation that the papers go back with."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from akun.templatetags.rupa import tanggal_polos
from helpdesk.models.verifikasi import ItemVerifikasi
from helpdesk.pilihan_verifikasi import Putusan

SEMUA_YA = (Putusan.YA,) * 3
TANPA = (Putusan.BELUM,) * 3


def tidak_dibawa(item: ItemVerifikasi) -> bool:
    """A document that is needed only if there is one, and that nobody has said anything about."""
    return not item.wajib and item.putusan == TANPA and not item.asli_dilihat


def terpenuhi(item: ItemVerifikasi, *, hari_ini: date) -> bool:
    """Complete, valid and fitting, its original seen, its validity not over; or not needed at all."""
    if tidak_dibawa(item):
        return True
    asli = item.asli_dilihat or not item.dokumen.asli
    return item.putusan == SEMUA_YA and asli and not item.lewat(hari_ini)


def belum_diperiksa(item: ItemVerifikasi) -> bool:
    """Somebody still has to look at it."""
    return not tidak_dibawa(item) and Putusan.BELUM in item.putusan and Putusan.TIDAK not in item.putusan


def semua_terpenuhi(semua: Iterable[ItemVerifikasi], *, hari_ini: date) -> bool:
    """Whether the provider passes. An empty checklist passes nobody."""
    rows = list(semua)
    return bool(rows) and all(terpenuhi(item, hari_ini=hari_ini) for item in rows)


def kurang(item: ItemVerifikasi, *, hari_ini: date) -> list[str]:
    """What is wrong with one document, in sentences for the provider; empty when it is in order."""
    return list(_kurang(item, hari_ini)) if not terpenuhi(item, hari_ini=hari_ini) else []


def _kurang(item: ItemVerifikasi, hari_ini: date) -> Iterator[str]:
    if item.kelengkapan == Putusan.TIDAK:
        yield _("belum lengkap")
    if item.validitas == Putusan.TIDAK:
        yield _("tidak berlaku atau tidak sah")
    if item.lewat(hari_ini):
        yield _("masa berlakunya habis %(tanggal)s") % {"tanggal": tanggal_polos(item.berlaku_sampai)}
    if item.kesesuaian == Putusan.TIDAK:
        yield _("tidak sesuai dengan data registrasi atau dokumen lain")
    if item.dokumen.asli and not item.asli_dilihat and item.kelengkapan != Putusan.TIDAK:
        yield _("aslinya belum ditunjukkan")
    if Putusan.BELUM in item.putusan:
        yield _("belum selesai diperiksa")


def draf_penjelasan(semua: Iterable[ItemVerifikasi], *, hari_ini: date) -> str:
    """The explanation to begin with: a line for every document that fails, with its note."""
    baris = []
    for item in semua:
        sebab = kurang(item, hari_ini=hari_ini)
        if sebab:
            catatan = f" {item.catatan}" if item.catatan else ""
            baris.append(f"- {item.dokumen.nama}: {', '.join(sebab)}.{catatan}")
    if not baris:
        return ""
    pembuka = _("Berkas Anda belum dapat kami luluskan karena:")
    penutup = _("Mohon lengkapi atau perbarui, lalu datang lagi dengan dokumen asli dan salinannya.")
    return "\n".join([pembuka, *baris, penutup])

"""How a status, a secrecy level and a disposition look on working pages."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from persuratan.models import Disposisi
from persuratan.pilihan import Kerahasiaan
from persuratan.status import Status

S = Status
TANDA: Mapping[str, tuple[str, str]] = {
    S.TERKIRIM: ("info", "info"),
    S.DIPERIKSA_TU: ("awas", "jam"),
    S.DIKEMBALIKAN: ("netral", "batal"),
    S.DIDISPOSISI: ("info", "teruskan"),
    S.DALAM_PROSES: ("netral", "jam"),
    S.MENUNGGU_INFO: ("awas", "jeda"),
    S.DIJAWAB: ("baik", "surat"),
    S.SELESAI: ("baik", "cek-bulat"),
    S.DIARSIPKAN: ("netral", "berkas"),
    S.DIJADIKAN_PENGADUAN: ("info", "pengaduan"),
    S.DIJADIKAN_TIKET: ("info", "bantuan"),
}
TANDA_RAHASIA: Mapping[str, tuple[str, str]] = {
    Kerahasiaan.BIASA: ("netral", "surat"),
    Kerahasiaan.TERBATAS: ("netral", "orang"),
    Kerahasiaan.RAHASIA: ("telat", "kunci"),
    Kerahasiaan.SANGAT_RAHASIA: ("telat", "kunci"),
}


def tanda(status: str) -> dict[str, str]:
    """Word, tone and icon of a status, as the `tanda` tag takes them."""
    nada, ikon = TANDA[status]
    return {"kata": str(Status(status).label), "nada": nada, "ikon": ikon}


def tanda_rahasia(kerahasiaan: str) -> dict[str, str]:
    """The same of a secrecy level."""
    nada, ikon = TANDA_RAHASIA[kerahasiaan]
    return {"kata": str(Kerahasiaan(kerahasiaan).label), "nada": nada, "ikon": ikon}


def tanda_disposisi(disposisi: Disposisi, *, hari_ini: date) -> dict[str, object]:
    """The same of a disposition: done, given back, withdrawn, late or awaited."""
    if disposisi.selesai_pada:
        return {"kata": _("Selesai"), "nada": "baik", "ikon": "cek-bulat"}
    if disposisi.ditarik:
        return {"kata": _("Ditarik"), "nada": "netral", "ikon": "batal"}
    if disposisi.dikembalikan_pada:
        return {"kata": _("Dikembalikan"), "nada": "awas", "ikon": "kiri"}
    if disposisi.batas and disposisi.batas < hari_ini:
        return {"kata": _("Lewat batas"), "nada": "telat", "ikon": "seru"}
    return {"kata": _("Belum dilaporkan"), "nada": "info", "ikon": "jam"}

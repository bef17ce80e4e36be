"""How a status and a class look on working pages."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from helpdesk.pilihan import Kelas
from helpdesk.status import Status

S = Status
TANDA: Mapping[str, tuple[str, str]] = {
    S.TERCATAT: ("info", "info"),
    S.KLASIFIKASI: ("info", "daftar"),
    S.PENANGANAN: ("netral", "jam"),
    S.MENUNGGU_PENGGUNA: ("awas", "jeda"),
    S.ESKALASI_FUNGSIONAL: ("info", "teruskan"),
    S.ESKALASI_STRUKTURAL: ("info", "naik"),
    S.ESKALASI_LKPP: ("info", "perisai"),
    S.SOLUSI_SEMENTARA: ("awas", "cek"),
    S.PENYELESAIAN: ("baik", "cek"),
    S.DIKONFIRMASI: ("baik", "cek-bulat"),
    S.DITUTUP: ("netral", "berkas"),
    S.DIBATALKAN: ("netral", "batal"),
    S.DUPLIKAT: ("netral", "gabung"),
    S.DIJAWAB_FAQ: ("baik", "bantuan"),
}
TANDA_KELAS: Mapping[str, tuple[str, str]] = {
    Kelas.EMERGENCY: ("telat", "seru"),
    Kelas.MAYOR: ("awas", "awas"),
    Kelas.MINOR: ("netral", "jam"),
}
BELUM = _("Belum diklasifikasi")


def tanda(status: str) -> dict[str, str]:
    """Word, tone and icon of a status, as the `tanda` tag takes them."""
    nada, ikon = TANDA[status]
    return {"kata": str(Status(status).label), "nada": nada, "ikon": ikon}


def tanda_kelas(kelas: str) -> dict[str, str]:
    """The same of a class; a ticket that nobody has classified yet says so."""
    if not kelas:
        return {"kata": str(BELUM), "nada": "info", "ikon": "info"}
    nada, ikon = TANDA_KELAS[kelas]
    return {"kata": str(Kelas(kelas).label), "nada": nada, "ikon": ikon}

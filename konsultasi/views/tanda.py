"""How a status of a consultation, of a complaint about it, and of an entry of the collection look at the desk."""

from collections.abc import Mapping

from konsultasi.models import TanyaJawab
from konsultasi.status import Status
from konsultasi.status_keluhan import StatusKeluhan

S = Status
TANDA: Mapping[str, tuple[str, str]] = {
    S.DIAJUKAN: ("info", "info"),
    S.DIVERIFIKASI: ("awas", "jam"),
    S.DITUGASKAN: ("info", "orang"),
    S.DIPROSES: ("netral", "jam"),
    S.BUTUH_DATA: ("awas", "jeda"),
    S.REVIU_JAWABAN: ("info", "cek"),
    S.DIJAWAB: ("baik", "surat"),
    S.DIJADWALKAN: ("info", "kalender"),
    S.BERLANGSUNG: ("awas", "orang"),
    S.LAPORAN: ("baik", "surat"),
    S.SELESAI: ("baik", "cek-bulat"),
    S.DITOLAK: ("netral", "batal"),
    S.DIBATALKAN: ("netral", "batal"),
}
TANDA_KELUHAN: Mapping[str, tuple[str, str]] = {
    StatusKeluhan.DITERIMA: ("awas", "jam"),
    StatusKeluhan.DITANGANI: ("info", "orang"),
    StatusKeluhan.DIJAWAB: ("baik", "cek-bulat"),
}
TANDA_KOLEKSI: Mapping[str, tuple[str, str]] = {
    TanyaJawab.Status.DRAF: ("netral", "berkas"),
    TanyaJawab.Status.DITINJAU: ("awas", "jam"),
    TanyaJawab.Status.TERBIT: ("baik", "cek-bulat"),
    TanyaJawab.Status.DITARIK: ("netral", "batal"),
}


def tanda(status: str) -> dict[str, str]:
    """Word, tone and icon of a status, as the `tanda` tag takes them."""
    nada, ikon = TANDA[status]
    return {"kata": str(Status(status).label), "nada": nada, "ikon": ikon}


def tanda_keluhan(status: str) -> dict[str, str]:
    """The same of a complaint about the service."""
    nada, ikon = TANDA_KELUHAN[status]
    return {"kata": str(StatusKeluhan(status).label), "nada": nada, "ikon": ikon}


def tanda_koleksi(status: str) -> dict[str, str]:
    """The same of an entry of the collection."""
    nada, ikon = TANDA_KOLEKSI[status]
    return {"kata": str(TanyaJawab.Status(status).label), "nada": nada, "ikon": ikon}

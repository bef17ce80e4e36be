"""A complaint (kasus.py) and what grows around it while it is handled (penanganan.py)."""

from pengaduan.models.kasus import (
    AKHIR,
    DrafPengaduan,
    IdentitasPengadu,
    IndeksCari,
    KodeRUP,
    Pengaduan,
    PengaduanQuerySet,
    Teradu,
)
from pengaduan.models.penanganan import (
    BuktiDukung,
    ButirPeriksa,
    CatatanKasus,
    Eskalasi,
    EskalasiQuerySet,
    HasilTindakLanjut,
    PesanKasus,
    Usulan,
)

__all__ = [
    "AKHIR",
    "BuktiDukung",
    "ButirPeriksa",
    "CatatanKasus",
    "DrafPengaduan",
    "Eskalasi",
    "EskalasiQuerySet",
    "HasilTindakLanjut",
    "IdentitasPengadu",
    "IndeksCari",
    "KodeRUP",
    "Pengaduan",
    "PengaduanQuerySet",
    "PesanKasus",
    "Teradu",
    "Usulan",
]

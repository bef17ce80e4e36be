"""A complaint (kasus.py), what grows around it (penanganan.py), and what an inspectorate keeps (ruang_apip.py)."""

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
from pengaduan.models.ruang_apip import PanduanApip, PesanTerbaca, TemplatHasil

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
    "PanduanApip",
    "Pengaduan",
    "PengaduanQuerySet",
    "PesanKasus",
    "PesanTerbaca",
    "TemplatHasil",
    "Teradu",
    "Usulan",
]

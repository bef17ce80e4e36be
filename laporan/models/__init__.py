"""What laporan keeps: publications, facts to count. Everything else it only reads."""

from laporan.models.api import KunciApi, PakaiKunci
from laporan.models.fakta import FaktaApip, FaktaJam, FaktaKasus, FaktaPaket
from laporan.models.papan import SakelarPapan, TerbitanPapan
from laporan.models.pekerjaan import Pekerjaan
from laporan.models.renaksi import CatatanRenaksi, Renaksi, TerbitanRenaksi
from laporan.models.statistik import TerbitanData

__all__ = [
    "CatatanRenaksi",
    "FaktaApip",
    "FaktaJam",
    "FaktaKasus",
    "FaktaPaket",
    "KunciApi",
    "PakaiKunci",
    "Pekerjaan",
    "Renaksi",
    "SakelarPapan",
    "TerbitanData",
    "TerbitanPapan",
    "TerbitanRenaksi",
]

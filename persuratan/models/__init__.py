"""Letters in (masuk.py), not yet sent (draf.py), what officials ask for (disposisi.py), letters out (keluar.py)."""

from persuratan.models.disposisi import Disposisi
from persuratan.models.draf import BerkasDraf, DrafSurat, Pengirim
from persuratan.models.keluar import SuratKeluar
from persuratan.models.masuk import AKHIR, SuratMasuk, SuratMasukQuerySet

__all__ = [
    "AKHIR",
    "BerkasDraf",
    "Disposisi",
    "DrafSurat",
    "Pengirim",
    "SuratKeluar",
    "SuratMasuk",
    "SuratMasukQuerySet",
]

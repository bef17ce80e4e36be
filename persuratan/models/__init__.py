"""Letters in (masuk.py), not yet sent (draf.py), what officials ask for (disposisi.py), letters out (keluar.py), and
files whose authenticity is checked (keaslian.py)."""

from persuratan.models.disposisi import Disposisi
from persuratan.models.draf import BerkasDraf, DrafSurat, Pengirim
from persuratan.models.keaslian import HalamanSurat, PeriksaKeaslian
from persuratan.models.keluar import (
    LampiranKeluar,
    NomorSurat,
    Paraf,
    Pengiriman,
    SuratKeluar,
    SuratKeluarQuerySet,
)
from persuratan.models.kepercayaan import SertifikatTepercaya
from persuratan.models.masuk import AKHIR, DIALIHKAN, SuratMasuk, SuratMasukQuerySet
from persuratan.models.penanda import Penanda

__all__ = [
    "AKHIR",
    "DIALIHKAN",
    "BerkasDraf",
    "Disposisi",
    "DrafSurat",
    "HalamanSurat",
    "LampiranKeluar",
    "NomorSurat",
    "Paraf",
    "Penanda",
    "Pengirim",
    "Pengiriman",
    "PeriksaKeaslian",
    "SertifikatTepercaya",
    "SuratKeluar",
    "SuratKeluarQuerySet",
    "SuratMasuk",
    "SuratMasukQuerySet",
]

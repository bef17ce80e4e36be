"""Tables of consultation."""

from konsultasi.models.draf import BerkasDrafKonsultasi, DrafKonsultasi
from konsultasi.models.hak import HakPrioritas
from konsultasi.models.keluhan import Keluhan
from konsultasi.models.koleksi import Subjek, TanyaJawab, VersiTanyaJawab
from konsultasi.models.konsultasi import Konsultasi, LampiranKonsultasi, PesanKonsultasi
from konsultasi.models.temu import Janji, PertemuanDaring, SlotTatapMuka

__all__ = [
    "BerkasDrafKonsultasi",
    "DrafKonsultasi",
    "HakPrioritas",
    "Janji",
    "Keluhan",
    "Konsultasi",
    "LampiranKonsultasi",
    "PertemuanDaring",
    "PesanKonsultasi",
    "SlotTatapMuka",
    "Subjek",
    "TanyaJawab",
    "VersiTanyaJawab",
]

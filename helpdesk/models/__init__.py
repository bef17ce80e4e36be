"""What the helpdesk keeps. Begin with tiket.py; desks are in meja.py, the ladder of a ticket in eskalasi.py."""

from helpdesk.models.draf import BerkasDrafTiket, DrafTiket
from helpdesk.models.eskalasi import EskalasiTiket
from helpdesk.models.faq import Faq, FaqTerjawab, JawabanSiap, VersiFaq
from helpdesk.models.katalog import JenisGangguan
from helpdesk.models.laporan import LaporanBulanan
from helpdesk.models.layanan import BatasLayanan, GangguanLayanan, Layanan
from helpdesk.models.masalah import Masalah
from helpdesk.models.meja import MejaLayanan, Regu, TenderBerjalan
from helpdesk.models.pengumuman import Pengumuman
from helpdesk.models.surel import KotakSurel, Surel
from helpdesk.models.tiket import LampiranTiket, PesanTiket, Tiket, TiketQuerySet
from helpdesk.models.verifikasi import ItemVerifikasi, PengembalianVerifikasi, Verifikasi

__all__ = [
    "BatasLayanan",
    "BerkasDrafTiket",
    "DrafTiket",
    "EskalasiTiket",
    "Faq",
    "FaqTerjawab",
    "GangguanLayanan",
    "ItemVerifikasi",
    "JawabanSiap",
    "JenisGangguan",
    "KotakSurel",
    "LampiranTiket",
    "LaporanBulanan",
    "Layanan",
    "Masalah",
    "MejaLayanan",
    "PengembalianVerifikasi",
    "Pengumuman",
    "PesanTiket",
    "Regu",
    "Surel",
    "TenderBerjalan",
    "Tiket",
    "TiketQuerySet",
    "Verifikasi",
    "VersiFaq",
]

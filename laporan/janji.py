"""The promise of the service in numbers, for the landing page: how much of what was due this month was done in time.

Counted are promises that were decided this month until last midnight, each once: a clock at the earlier of its stop
and its due time. It was late when it stopped, or still runs, after its due time; clocks that stand still because
somebody else has to act are left out. Clocks that stopped are facts (laporan.fakta), the others are read where they
are.

Everybody reads this page, as often as he likes. So it tells shares, never counts, and only what is hidden nowhere else
(laporan.statistik.sembunyi); and it changes once a day: a number that follows each case would tell when it came in.
How many complaints there are says the last published quarter (decision 0018).
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from akun.templatetags.rupa import angka
from laporan.models import FaktaJam
from laporan.periode import Triwulan
from laporan.statistik import baca, sembunyi
from sla.models import Tenggat

WIB = ZoneInfo("Asia/Jakarta")
LIMA_MENIT = 300
SESAAT = timedelta(microseconds=1)
KUNCI = "laporan.janji"
SEPENUHNYA = 100


@dataclass(frozen=True)
class Janji:
    """One number with its unit and what it means: `angka` `satuan` `teks`."""

    teks: str
    angka: str
    satuan: str


@dataclass(frozen=True)
class Hitungan:
    """Of `jumlah`, `telat` were late."""

    jumlah: int
    telat: int


def tepat_waktu(kebijakan: str, *, awal: datetime, now: datetime) -> Hitungan:
    """Promises of one policy that were decided between `awal` and `now`."""
    henti = FaktaJam.objects.filter(diputus_pada__gte=awal, diputus_pada__lte=now, kode=kebijakan)
    angka = henti.aggregate(jumlah=Count("kode"), telat=Count("kode", filter=Q(tepat=False)))
    lewat = Tenggat.objects.filter(
        berhenti_pada__isnull=True, dijeda=False, jatuh_tempo__gte=awal, jatuh_tempo__lt=now, kode=kebijakan
    ).count()
    return Hitungan(angka["jumlah"] + lewat, angka["telat"] + lewat)


def hitung(*, now: datetime) -> dict[str, Hitungan]:
    """This month's counts (WIB) until last midnight, by what is promised."""
    hari_ini = now.astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)
    awal, kemarin = hari_ini.replace(day=1), hari_ini - SESAAT
    return {
        "verifikasi": tepat_waktu("pengaduan.verifikasi", awal=awal, now=kemarin),
        "apip": tepat_waktu("pengaduan.apip", awal=awal, now=kemarin),
    }


def janji_bulan_ini(*, now: datetime | None = None) -> list[Janji]:
    """The numbers of the landing page, at most five minutes old; what has no data, or too little, is left out."""
    isi = cache.get(KUNCI)
    if isi is None:
        hasil = {nama: asdict(h) for nama, h in hitung(now=now or timezone.now()).items()}
        isi = {"hasil": hasil, "terbit": _terbit()}
        cache.set(KUNCI, isi, LIMA_MENIT)
    janji = (_janji(nama, Hitungan(**h)) for nama, h in isi["hasil"].items())
    return [*(j for j in janji if j), *([_masuk(*isi["terbit"])] if isi["terbit"] else [])]


def _janji(nama: str, h: Hitungan) -> Janji | None:
    """The share kept, or between which it lies; None where nothing can be said."""
    _puluhan, rendah, tinggi, _sebab = sembunyi.janji(h.jumlah - h.telat, h.telat)
    if rendah is None:
        return None
    kalimat = {
        "verifikasi": _("pengaduan diverifikasi tepat waktu, sampai kemarin"),
        "apip": _("hasil APIP dilaporkan tepat waktu, sampai kemarin"),
    }
    kira = f"{rendah}" if rendah == tinggi else f"≥ {rendah}" if tinggi == SEPENUHNYA else f"≤ {tinggi}"
    return Janji(kalimat[nama], kira, "%")


def _terbit() -> list[Any]:
    """The last published quarter and how many complaints came in; nothing where nothing is published."""
    satu = baca.riwayat("pengaduan_masuk").first()
    jumlah = satu.isi["jumlah"] if satu else None
    return [satu.versi, jumlah] if satu and jumlah else []


def _masuk(versi: str, jumlah: int) -> Janji:
    triwulan = Triwulan.baca(versi)
    nama = triwulan.sebutan if triwulan else versi
    return Janji(_("pengaduan masuk dalam %(triwulan)s") % {"triwulan": nama}, angka(jumlah), "")

"""The promise of the service in numbers, for the landing page: how much of what was due this month was done in time.

Counted are clocks (sla.Tenggat) that stopped this month or came due this month and still run. A clock was late when it
stopped, or still runs, after its due time; clocks that stand still because somebody else has to act are left out.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from akun.templatetags.rupa import angka
from pengaduan.models import Pengaduan
from sla.models import Tenggat

WIB = ZoneInfo("Asia/Jakarta")
LIMA_MENIT = 300
KUNCI = "laporan.janji"


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

    @property
    def persen(self) -> int:
        """On time, rounded down: one late case of a thousand is not 100 percent."""
        return 100 * (self.jumlah - self.telat) // self.jumlah


def tepat_waktu(kebijakan: str, *, awal: datetime, now: datetime) -> Hitungan:
    """Clocks of one policy that were decided between `awal` and `now`."""
    selesai = Q(berhenti_pada__gte=awal, berhenti_pada__lte=now)
    lewat = Q(berhenti_pada__isnull=True, dijeda=False, jatuh_tempo__gte=awal, jatuh_tempo__lt=now)
    telat = lewat | Q(berhenti_pada__gt=F("jatuh_tempo"))
    rows = Tenggat.objects.filter(selesai | lewat, kode=kebijakan, objek_tipe="pengaduan.pengaduan")
    return Hitungan(**rows.aggregate(jumlah=Count("pk"), telat=Count("pk", filter=telat)))


def hitung(*, now: datetime) -> dict[str, Hitungan]:
    """This month's counts (WIB), by what is promised."""
    awal = now.astimezone(WIB).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    terbuka = Pengaduan.objects.terbuka().aggregate(
        jumlah=Count("pk"), telat=Count("pk", filter=Q(jatuh_tempo__lt=now))
    )
    return {
        "verifikasi": tepat_waktu("pengaduan.verifikasi", awal=awal, now=now),
        "apip": tepat_waktu("pengaduan.apip", awal=awal, now=now),
        "terbuka": Hitungan(**terbuka),
    }


def janji_bulan_ini(*, now: datetime | None = None) -> list[Janji]:
    """The numbers of the landing page, at most five minutes old; what has no data is left out."""
    hasil = cache.get(KUNCI)
    if hasil is None:
        hasil = {nama: asdict(h) for nama, h in hitung(now=now or timezone.now()).items()}
        cache.set(KUNCI, hasil, LIMA_MENIT)
    return [_janji(nama, Hitungan(**h)) for nama, h in hasil.items() if h["jumlah"]]


def _janji(nama: str, h: Hitungan) -> Janji:
    isi = {"jumlah": angka(h.jumlah), "telat": angka(h.telat)}
    if nama == "terbuka":
        teks = _("pengaduan sedang dikerjakan; %(telat)s melewati batas waktu") % isi
        return Janji(teks, isi["jumlah"], "")
    kalimat = {
        "verifikasi": _("pengaduan diverifikasi tepat waktu; %(telat)s dari %(jumlah)s terlambat"),
        "apip": _("hasil APIP dilaporkan tepat waktu; %(telat)s dari %(jumlah)s terlambat"),
    }
    return Janji(kalimat[nama] % isi, str(h.persen), "%")

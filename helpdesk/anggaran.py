"""Error budgets: how much of a year's permitted outage a service has used up, from outages and tickets.

Outages that overlap count once. Maintenance that was planned stands apart, and so does whatever failed during it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from helpdesk import selang
from helpdesk.models import GangguanLayanan, Layanan, MejaLayanan, Pengumuman, Tiket
from helpdesk.pilihan import Jenis, JenisMeja
from helpdesk.pilihan_layanan import KeadaanPengumuman
from helpdesk.selang import Selang
from helpdesk.status import Status

TANPA = (Status.DIBATALKAN, Status.DUPLIKAT)
JAM = timedelta(hours=1)
Kunci = tuple[int, int | None]  # service, and the LPSE where each has its own budget
Menurut = dict[Kunci, list[Selang]]


@dataclass(frozen=True)
class Terpakai:
    """What a year has cost so far, in time and in number of stretches."""

    galat: timedelta
    terencana: timedelta
    kali: int


@dataclass(frozen=True)
class Anggaran:
    """The budget of a service (of one LPSE, where each has its own) in a year."""

    layanan: Layanan
    meja: MejaLayanan | None
    pagu: timedelta
    terpakai: Terpakai

    @property
    def sisa(self) -> timedelta:
        """What is left; negative when it was exceeded."""
        return self.pagu - self.terpakai.galat

    @property
    def persen(self) -> int:
        """How much is used, of a hundred, rounded up: full only when it is."""
        return -(-100 * self.terpakai.galat // self.pagu)

    @property
    def habis(self) -> bool:
        """Whether more was used than is permitted."""
        return self.sisa < timedelta()


def hitung(galat: Iterable[Selang], terencana: Iterable[Selang], *, awal: datetime, akhir: datetime) -> Terpakai:
    """Pure: what lies between two moments, overlaps once, planned time apart."""
    rencana = selang.gabungkan(selang.potong(terencana, awal, akhir))
    nyata = selang.kurangi(selang.gabungkan(selang.potong(galat, awal, akhir)), rencana)
    return Terpakai(selang.lama(nyata), selang.lama(rencana), len(nyata))


def semua(tahun: int, *, now: datetime, meja_id: int | None = None) -> list[Anggaran]:
    """The budgets of a year. Of those that each LPSE has for itself, the LPSEs that were hit, or one alone."""
    awal, akhir = selang.tahun_wib(tahun)
    akhir = min(akhir, max(awal, now.astimezone(UTC)))
    daftar = list(Layanan.objects.filter(aktif=True, anggaran_galat__isnull=False).prefetch_related("jenis_gangguan"))
    galat, rencana = _tercatat(daftar, awal, akhir)
    for kunci, satu in _dari_tiket(daftar, awal, akhir):
        galat[kunci].append(satu)
    for kunci, satu in _diumumkan(daftar, awal, akhir):
        rencana[kunci].append(satu)
    meja = {m.pk: m for m in MejaLayanan.objects.select_related("unit")}
    jadi = []
    for layanan in daftar:
        pagu = (layanan.anggaran_galat or 0) * JAM
        for m in _pemilik(layanan, {*galat, *rencana}, meja, meja_id):
            dua = [ada[layanan.pk, m] + (ada[layanan.pk, None] if m else []) for ada in (galat, rencana)]
            jadi.append(Anggaran(layanan, meja[m] if m else None, pagu, hitung(*dua, awal=awal, akhir=akhir)))
    return jadi


def _pemilik(
    layanan: Layanan, kunci: Iterable[Kunci], meja: Mapping[int, MejaLayanan], meja_id: int | None
) -> Sequence[int | None]:
    """Whose budgets of a service are shown: one for all, or one for each LPSE that was hit, or that of one alone."""
    if not layanan.anggaran_per_lpse:
        return [None]
    if meja_id is not None:
        return [meja_id] if meja_id in meja else []
    kena: set[int] = {m for lay, m in kunci if lay == layanan.pk and m is not None}
    return sorted(kena, key=lambda m: meja[m].nama)


def _tercatat(daftar: Sequence[Layanan], awal: datetime, akhir: datetime) -> tuple[Menurut, Menurut]:
    """Outages that were written down, and planned ones, per service and LPSE where each has its own budget."""
    sendiri = {lay.pk: lay.anggaran_per_lpse for lay in daftar}
    galat: Menurut = defaultdict(list)
    rencana: Menurut = defaultdict(list)
    for g in GangguanLayanan.objects.filter(Q(selesai=None) | Q(selesai__gt=awal), layanan__in=daftar, mulai__lt=akhir):
        ke = rencana if g.terencana else galat
        ke[g.layanan_id, g.meja_id if sendiri[g.layanan_id] else None].append((g.mulai, g.selesai or akhir))
    return galat, rencana


def _dari_tiket(daftar: Sequence[Layanan], awal: datetime, akhir: datetime) -> Iterable[tuple[Kunci, Selang]]:
    """Incidents of the kinds that a service names, from their receipt until their solution."""
    menurut = {j.pk: lay for lay in daftar for j in lay.jenis_gangguan.all()}
    tiket = Tiket.objects.filter(Q(selesai_pada=None) | Q(selesai_pada__gt=awal), diterima_pada__lt=akhir)
    tiket = tiket.filter(jenis=Jenis.GANGGUAN, jenis_gangguan__in=menurut)
    for t in tiket.exclude(status__in=TANPA).values_list("jenis_gangguan", "meja", "diterima_pada", "selesai_pada"):
        layanan = menurut[t[0]]
        yield (layanan.pk, t[1] if layanan.anggaran_per_lpse else None), (t[2], t[3] or akhir)


def _diumumkan(daftar: Sequence[Layanan], awal: datetime, akhir: datetime) -> Iterable[tuple[Kunci, Selang]]:
    """Maintenance that was announced in time; one for an emergency is an outage like any other, once it is recorded."""
    sendiri = {lay.pk: lay.anggaran_per_lpse for lay in daftar}
    rows = Pengumuman.objects.filter(keadaan=KeadaanPengumuman.TERBIT, alasan_darurat="", layanan__in=daftar)
    rows = rows.filter(mulai__lt=akhir, selesai__gt=awal)
    for lay, meja, jenis, mulai, selesai in rows.values_list("layanan", "meja", "meja__jenis", "mulai", "selesai"):
        yield (lay, meja if sendiri[lay] and jenis == JenisMeja.LPSE else None), (mulai, selesai)

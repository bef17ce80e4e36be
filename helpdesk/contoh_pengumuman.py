"""Maintenance notices and outages for trying, through the real flow. Everybody is invented."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from akun.actor import Actor
from akun.models import User
from helpdesk import gangguan, pengumuman
from helpdesk.models import Layanan, MejaLayanan
from helpdesk.pengumuman import Isi

# who, days from now, hours, services, title, emergency reason
PENGUMUMAN: tuple[tuple[str, float, float, tuple[str, ...], str, str], ...] = (
    ("helpdesk", 21, 4, ("11", "18"), "Pemeliharaan server Inaproc dan ADP", ""),
    ("helpdesk", 0.5, 5, ("11",), "Penambalan celah keamanan Inaproc", "Celahnya sudah dipakai orang di tempat lain"),
    ("lpse", 5, 2, ("15.a", "15.d"), "Pencadangan penuh server SPSE", ""),
    ("lpse.bontang", 9, 6, ("15.b",), "Pindah ruang server LPSE", ""),
)
# days ago, hours, service, planned, note
GANGGUAN: tuple[tuple[float, float, str, bool, str], ...] = (
    (96, 1.25, "11", False, "Jaringan antar pusat data putus"),
    (41, 0.75, "11", False, "Basis data ADP penuh"),
    (20, 6, "11", True, "Pemeliharaan rutin Inaproc"),
    (8, 2.5, "18", True, "Pemeliharaan rutin ADP"),
)
ISI = "Simpan pekerjaan Anda sebelum pemeliharaan dimulai. Unggahan yang belum selesai harus diulang."


def muat(*, orang: Mapping[str, User], now: datetime) -> int:
    """Load them for the demo people; how many. Needs the catalogue, and the desks of the LPSEs."""
    jam = now.replace(minute=0, second=0, microsecond=0)
    jumlah = 0
    for siapa, hari, lama, kode, judul, darurat in PENGUMUMAN:
        by = Actor.of(orang[siapa])
        meja = MejaLayanan.objects.milik(by)
        if meja is None:
            continue
        mulai = jam + timedelta(days=hari)
        isi = Isi(judul, ISI, mulai, mulai + timedelta(hours=lama), _layanan(kode), darurat)
        p = pengumuman.tulis(meja=meja, isi=isi, by=by, now=now)
        pengumuman.terbitkan(pengumuman=p, by=by, now=now)
        jumlah += 1
    by = Actor.of(orang["helpdesk"])
    for hari, lama, satu, terencana, catatan in GANGGUAN:
        mulai = jam - timedelta(days=hari)
        waktu = {"mulai": mulai, "selesai": mulai + timedelta(hours=lama)}
        data = {"layanan": _layanan([satu])[0], "meja": None, "terencana": terencana, "catatan": catatan}
        gangguan.catat(isi=data | waktu, by=by, now=now)
    return jumlah + len(GANGGUAN)


def _layanan(kode: Sequence[str]) -> list[Layanan]:
    return list(Layanan.objects.filter(kode__in=kode))

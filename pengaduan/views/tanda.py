"""How a status and a deadline look on working pages."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from pengaduan.status import Status
from sla.calendar import WIB, working_days_left

S = Status
TANDA: Mapping[str, tuple[str, str]] = {
    S.TERKIRIM: ("info", "info"),
    S.VERIFIKASI: ("netral", "jam"),
    S.PERLU_DILENGKAPI: ("awas", "jeda"),
    S.TIDAK_DAPAT: ("netral", "batal"),
    S.BUKAN_KEWENANGAN: ("netral", "teruskan"),
    S.DIGABUNG: ("netral", "gabung"),
    S.TELAAH: ("netral", "daftar"),
    S.SIAP_ESKALASI: ("info", "teruskan"),
    S.DIESKALASI: ("info", "surat"),
    S.DITERIMA_APIP: ("netral", "perisai"),
    S.TINDAK_LANJUT_APIP: ("netral", "perisai"),
    S.PERLU_KLARIFIKASI: ("awas", "bantuan"),
    S.HASIL_DILAPORKAN: ("info", "berkas"),
    S.REVIU_HASIL: ("netral", "daftar"),
    S.SELESAI: ("baik", "cek-bulat"),
    S.DITUTUP: ("netral", "kunci"),
}


def tanda(status: str) -> dict[str, str]:
    """Word, tone and icon of a status, as the `tanda` tag takes them."""
    nada, ikon = TANDA[status]
    return {"kata": str(Status(status).label), "nada": nada, "ikon": ikon}


def sisa(now: datetime, due: datetime, libur: Iterable[date]) -> int:
    """Working days left after today: 0 today, 1 the next working day, negative when it has passed."""
    hari_ini, batas = now.astimezone(WIB).date(), due.astimezone(WIB).date()
    if batas > hari_ini:
        return max(1, working_days_left(now + timedelta(days=1), due, libur))
    if batas == hari_ini:
        return 0
    return min(-1, working_days_left(now, due, libur))

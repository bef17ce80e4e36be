"""How a status and a deadline look on working pages."""

from collections.abc import Mapping

from pengaduan.status import Status

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

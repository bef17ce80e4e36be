"""How a membership looks: its status in words, tone and icon, its deadline, its way so far."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor, Peran
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari
from inspektorat.models import Keanggotaan
from inspektorat.status import Event, Status, StatusPublik
from jejak import trail
from jejak.models import Jejak
from sla import office

S, P = Status, StatusPublik
TANDA: Mapping[str, tuple[str, str]] = {
    S.DIAJUKAN: ("info", "info"),
    S.DIPERIKSA: ("netral", "jam"),
    S.PERLU_PERBAIKAN: ("awas", "jeda"),
    S.DISETUJUI: ("baik", "cek-bulat"),
    S.AKUN_DIUNDANG: ("info", "surat"),
    S.AKTIF: ("baik", "cek-bulat"),
    S.DITANGGUHKAN: ("telat", "jeda"),
    S.NONAKTIF: ("netral", "batal"),
    S.DITOLAK: ("netral", "batal"),
}
KALIMAT: Mapping[str, Any] = {
    P.DITERIMA: gettext_lazy("Permohonan Anda menunggu diperiksa"),
    P.DIPERIKSA: gettext_lazy("Permohonan Anda sedang diperiksa"),
    P.PERLU_PERBAIKAN: gettext_lazy("Ada yang perlu Anda perbaiki"),
    P.DISETUJUI: gettext_lazy("Disetujui. Petugas Anda diundang lewat e-mail"),
    P.AKTIF: gettext_lazy("Inspektorat Anda aktif di portal"),
    P.DITANGGUHKAN: gettext_lazy("Keanggotaan inspektorat Anda ditangguhkan"),
    P.BERAKHIR: gettext_lazy("Keanggotaan inspektorat Anda sudah berakhir"),
    P.DITOLAK: gettext_lazy("Permohonan Anda tidak dapat disetujui"),
}
SELANJUTNYA: Mapping[str, Any] = {
    P.DITERIMA: gettext_lazy("LKPP memeriksa dasar surat dan petugas yang Anda sebut."),
    P.DIPERIKSA: gettext_lazy("LKPP memeriksa dasar surat dan petugas yang Anda sebut."),
    P.PERLU_PERBAIKAN: gettext_lazy("Selama kami menunggu perbaikan Anda, hitungan waktu pemeriksaan berhenti."),
    P.DISETUJUI: gettext_lazy(
        "Setiap petugas membuka undangan di e-mailnya, membuat kata sandi, lalu memasang kunci kedua. Sesudah satu"
        " Admin APIP siap, LKPP membuka kotak masuk Anda."
    ),
    P.AKTIF: gettext_lazy("Pengaduan tentang instansi Anda masuk ke kotak masuk portal."),
    P.DITANGGUHKAN: gettext_lazy("Pengaduan baru diteruskan dengan surat. Hubungi LKPP untuk memulihkannya."),
    P.BERAKHIR: gettext_lazy("Pengaduan diteruskan dengan surat. Anda boleh mengajukan permohonan baru."),
    P.DITOLAK: gettext_lazy("Anda boleh mengajukan permohonan baru."),
}
TAMPAK = (
    *(Event.DIAJUKAN, Event.DICATAT, Event.DIPERIKSA, Event.DIMINTA_PERBAIKAN, Event.DIPERBAIKI, Event.DISETUJUI),
    *(Event.DITOLAK, Event.DIUNDANG, Event.DIAKTIFKAN, Event.DITANGGUHKAN, Event.DIPULIHKAN, Event.DINONAKTIFKAN),
    *(Event.MENUNGGU_ADMIN, Event.PETUGAS_DIGANTI),
)
"""What the applicant reads of the trail: the steps, and nobody's name."""
MENUNGGU = (S.DIAJUKAN, S.DIPERIKSA, S.PERLU_PERBAIKAN, S.DISETUJUI)
"""Statuses whose deadline the applicant reads."""


def tanda(status: str) -> dict[str, str]:
    """Word, tone and icon of a status, as the `tanda` tag takes them."""
    nada, ikon = TANDA[status]
    return {"kata": str(Status(status).label), "nada": nada, "ikon": ikon}


def keadaan(row: Keanggotaan, now: datetime) -> dict[str, Any]:
    """What the applicant's pages say of it."""
    publik = row.status_publik
    batas = row.jatuh_tempo if row.status in MENUNGGU else None
    return {
        "kalimat": KALIMAT[publik],
        "selanjutnya": SELANJUTNYA[publik],
        "tanda": tanda(row.status) | {"kata": str(publik.label)},
        **tempo(batas, now),
    }


def tempo(batas: datetime | None, now: datetime) -> dict[str, Any]:
    """A deadline with the working days that are left."""
    if batas is None:
        return {"batas": None}
    hari = office.kalender().days_left(now, batas)
    return {"batas": batas, "sisa": sisa_hari(hari), "keadaan": keadaan_tenggat(hari), "lewat": hari < 0}


def riwayat(row: Keanggotaan) -> list[dict[str, Any]]:
    """The way so far, oldest first, for the applicant."""
    return [{"judul": Event(j.kejadian).label, "pada": j.pada} for j in trail.of(row).filter(kejadian__in=TAMPAK)]


def linimasa(row: Keanggotaan, actor: Actor) -> list[dict[str, Any]]:
    """The whole trail, newest first, for LKPP."""
    rows: list[Jejak] = list(trail.of(row).order_by("-urut")[:100])
    return [{"judul": Event(j.kejadian).label, "pada": j.pada, "oleh": _oleh(actor, j)} for j in rows]


def _oleh(actor: Actor, j: Jejak) -> str:
    if j.pelaku_id is not None and j.pelaku_id == actor.user_id:
        return _("Anda")
    return _("Sistem") if j.peran == Peran.SISTEM else j.pelaku

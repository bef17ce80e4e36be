"""Promised dates that explain themselves: the strip of days behind "Mengapa tanggal ini?"."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akun.templatetags.rupa import tanggal, tanggal_pendek, tanggal_polos
from sla import clock
from sla.calendar import WIB
from sla.due import SATUAN_HARI, Hari
from sla.models import Kebijakan, Tenggat

PENUH = 10  # a longer strip shows its first and last five days
UJUNG = 5


def pita(bukti: Sequence[Hari], *, hari_ini: date | None = None) -> list[dict[str, Any]]:
    """The days of a proof for komponen/hari.html; `hari_ini` is marked."""
    hari = [_hari(h, akhir=h is bukti[-1], kini=h.tanggal == hari_ini) for h in bukti]
    if len(hari) <= PENUH + 1:
        return hari
    antara = sum(1 for h in bukti[UJUNG:-UJUNG] if h.ke)
    sela = {
        "nama": "",
        "nomor": "⋯",
        "ket": ngettext("%(n)s hari lagi", "%(n)s hari lagi", antara) % {"n": antara},
        "rupa": "lewati",
    }
    return [*hari[:UJUNG], sela, *hari[-UJUNG:]]


def _hari(h: Hari, *, akhir: bool, kini: bool) -> dict[str, Any]:
    nama = tanggal_pendek(h.tanggal).partition(",")[0]
    ket = _("batas") if akhir else h.sebab if h.ke is None else _("hari ke-%(n)s") % {"n": h.ke}
    rupa = "batas" if akhir else "kini" if kini else "lewati" if h.ke is None else ""
    return {"nama": _("Hari ini") if kini and not akhir else nama, "nomor": h.tanggal.day, "ket": ket, "rupa": rupa}


def alasan(kebijakan: Kebijakan, mulai: datetime) -> str:
    """In one sentence, how a date was counted."""
    isi = {"jumlah": kebijakan.jumlah, "hari": tanggal(mulai)}
    if kebijakan.satuan == Kebijakan.Satuan.HARI_KALENDER:
        return _("Batasnya %(jumlah)s hari kalender sejak %(hari)s. Hari itu sendiri tidak dihitung.") % isi
    if kebijakan.satuan not in SATUAN_HARI:
        return _("Batasnya %(jumlah)s %(satuan)s sejak %(hari)s.") % (isi | {"satuan": kebijakan.get_satuan_display()})
    return (
        _("Batasnya %(jumlah)s hari kerja sejak %(hari)s. Hari itu tidak dihitung; akhir pekan dan libur dilewati.")
        % isi
    )


def dasar(kebijakan: Kebijakan) -> str:
    """On what the limit rests."""
    return _("Dasar: %(dasar)s.") % {"dasar": kebijakan.dasar_hukum.rstrip(".")}


def janji(tenggat: Tenggat, bukti: Sequence[Hari], *, hari_ini: date | None = None) -> dict[str, Any]:
    """A running clock as a page shows it: the date, why it is that date, and on what it rests."""
    return {
        "pada": tenggat.jatuh_tempo,
        "alasan": alasan(tenggat.kebijakan, tenggat.mulai_pada),
        "hari": pita(bukti, hari_ini=hari_ini),
        "dasar": dasar(tenggat.kebijakan),
    }


def jam(t: Tenggat, *, now: datetime) -> dict[str, Any]:
    """A clock for komponen/jam.html: a running one with the proof of its date, a stopped one with how it ended."""
    kebijakan = t.kebijakan
    nama = kebijakan.sebutan if t.siklus == 1 else _("%(nama)s, ke-%(n)s") % {"nama": kebijakan.sebutan, "n": t.siklus}
    if t.berhenti_pada is not None:
        tepat = clock.kept(t)
        return {
            "nama": nama,
            "kanan": _("Tepat waktu") if tepat else _("Terlambat"),
            "nada": "baik" if tepat else "telat",
            "ket": _("Berhenti %(hari)s; batasnya %(batas)s.")
            % {"hari": tanggal_polos(t.berhenti_pada), "batas": tanggal_polos(t.jatuh_tempo)},
        }
    bukti = clock.proof(t).hari
    hari_ini = now.astimezone(WIB).date()
    terpakai = max((h.ke or 0 for h in bukti if h.tanggal <= hari_ini), default=0)
    return {
        "nama": nama,
        "kanan": _("Dijeda") if t.dijeda else tanggal_polos(t.jatuh_tempo),
        "nilai": terpakai,
        "dari": kebijakan.jumlah,
        "nada": _nada(t, now, kebijakan.jumlah - terpakai),
        "ket": _("%(terpakai)s dari %(jumlah)s %(satuan)s terpakai.")
        % {"terpakai": terpakai, "jumlah": kebijakan.jumlah, "satuan": kebijakan.get_satuan_display()},
        "alasan": alasan(kebijakan, t.mulai_pada),
        "hari": pita(bukti, hari_ini=hari_ini),
        "dasar": dasar(kebijakan),
    }


def _nada(t: Tenggat, now: datetime, tersisa: int) -> str:
    if t.dijeda:
        return ""
    if t.jatuh_tempo < now:
        return "telat"
    return "awas" if tersisa <= max(1, t.kebijakan.pengingat) else "baik"

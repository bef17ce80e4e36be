"""What happened to a ticket and how long it may still take, as officers read it: with names."""

from typing import Any

from django.utils.translation import gettext as _

from akun.actor import Peran
from akun.models import User
from helpdesk.models import Regu
from helpdesk.pilihan import Kelas
from helpdesk.status import TIKET, Event
from helpdesk.views.lembar import Lembar
from jejak import trail
from jejak.models import Jejak
from sla import pita

MAKS = 150  # lines of a timeline; older ones are counted
KEPADA = {
    Event.DICATAT,
    Event.DISERAHKAN,
    Event.DIESKALASI_FUNGSIONAL,
    Event.DIESKALASI_STRUKTURAL,
    Event.DIESKALASI_LKPP,
}
"""Events that gave the ticket to somebody."""


def linimasa(lembar: Lembar) -> tuple[list[dict[str, Any]], int]:
    """The timeline, newest first, and how many older lines are left out."""
    rows = list(trail.of(lembar.tiket).order_by("-urut")[: MAKS + 1])
    sisa = rows[MAKS - 1].urut - 1 if len(rows) > MAKS else 0
    orang = {int(j.data[k]) for j in rows for k in ("pemegang", "kepada") if j.data.get(k)}
    nama = dict(User.objects.filter(pk__in=orang).values_list("pk", "nama")) if orang else {}
    regu = {int(j.data["regu"]) for j in rows if j.data.get("regu")}
    nama_regu = dict(Regu.objects.filter(pk__in=regu).values_list("pk", "nama")) if regu else {}
    return [_baris(lembar, j, nama, nama_regu) for j in rows[:MAKS]], sisa


def _baris(lembar: Lembar, j: Jejak, nama: dict[int, str], regu: dict[int, str]) -> dict[str, Any]:
    return {
        "judul": Event(j.kejadian).label if j.kejadian in Event.values else j.kejadian,
        "pada": j.pada,
        "oleh": _oleh(lembar, j),
        "isi": _isi(lembar, j, nama, regu),
    }


def _oleh(lembar: Lembar, j: Jejak) -> str:
    if j.pelaku_id is not None and j.pelaku_id == lembar.actor.user_id:
        return _("Anda")
    if j.peran == Peran.PENGADU:
        return _("Pelapor")
    return _("Sistem") if j.peran == Peran.SISTEM else f"{j.pelaku}, {Peran(j.peran).label}"


def _isi(lembar: Lembar, j: Jejak, nama: dict[int, str], regu: dict[int, str]) -> str:
    """What the data of an event say."""
    data = j.data
    if j.kejadian in KEPADA:
        kepada = [regu.get(data.get("regu", 0), ""), nama.get(data.get("kepada") or data.get("pemegang") or 0, "")]
        kata = ", ".join(filter(None, kepada))
        return _("Kepada %(nama)s.") % {"nama": kata} if kata else ""
    match j.kejadian:
        case Event.DIKLASIFIKASI | Event.DIKLASIFIKASI_ULANG if data.get("kelas") in Kelas.values:
            return str(Kelas(data["kelas"]).label)
        case Event.DIGABUNG if lembar.tiket.duplikat_dari:
            return lembar.tiket.duplikat_dari.nomor
        case Event.TERLAMBAT | Event.DIINGATKAN if data.get("tingkat", 0) > 1:
            return _("Diberitahukan ke tingkat %(tingkat)s.") % {"tingkat": data["tingkat"]}
        case Event.BERKAS_DIUNDUH:
            return next((x.berkas.nama_asli for x in lembar.lampiran if x.pk == data.get("lampiran")), "")
        case _:
            return ""


def jam(lembar: Lembar) -> list[dict[str, Any]]:
    """The clocks: running ones first with the proof of their date, then those that have stopped."""
    urut = sorted(lembar.jam, key=lambda t: (t.berhenti_pada is not None, t.kode != TIKET, -t.pk))
    ke = {t.pk: n for n, t in enumerate(lembar.jam, start=1)}
    return [pita.jam(t, now=lembar.now) | {"url": lembar.url("tiket_tenggat", ke[t.pk])} for t in urut]

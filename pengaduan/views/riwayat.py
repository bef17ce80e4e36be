"""What happened in a case and how long it may still take, as LKPP's officers read it: with names."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from akun.actor import Peran
from akun.models import User
from akun.templatetags.rupa import tanggal_polos
from jejak import trail
from jejak.models import Jejak
from pengaduan import hitungan
from pengaduan.models import CatatanKasus, Usulan
from pengaduan.pilihan import Butir
from pengaduan.status import STAGES, Event
from pengaduan.views.lembar import Lembar
from sla import clock, pita

MAKS = 150  # lines of a timeline; older ones are counted
PELAPOR = Peran.PENGADU


def linimasa(lembar: Lembar) -> tuple[list[dict[str, Any]], int]:
    """The timeline, newest first, and how many older lines are left out."""
    rows = list(trail.of(lembar.pengaduan).order_by("-urut")[: MAKS + 1])
    sisa = rows[MAKS - 1].urut - 1 if len(rows) > MAKS else 0
    penerima = {int(j.data["kepada"]) for j in rows if j.data.get("kepada")}
    nama = dict(User.objects.filter(pk__in=penerima).values_list("pk", "nama")) if penerima else {}
    return [_baris(lembar, j, nama) for j in rows[:MAKS]], sisa


def _baris(lembar: Lembar, j: Jejak, nama: dict[int, str]) -> dict[str, Any]:
    """One line. What an anonymous complainant did is told by the day."""
    hanya_hari = lembar.pengaduan.anonim and j.peran == PELAPOR
    return {
        "judul": Event(j.kejadian).label if j.kejadian in Event.values else j.kejadian,
        "pada": None if hanya_hari else j.pada,
        "waktu": tanggal_polos(j.pada) if hanya_hari else "",
        "oleh": _oleh(lembar, j),
        "isi": _isi(lembar, j, nama),
    }


def _oleh(lembar: Lembar, j: Jejak) -> str:
    if j.peran == PELAPOR:
        return _("Pelapor")
    if j.pelaku_id is not None and j.pelaku_id == lembar.actor.user_id:
        return _("Anda")
    return _("Sistem") if j.peran == Peran.SISTEM else f"{j.pelaku}, {Peran(j.peran).label}"


def _isi(lembar: Lembar, j: Jejak, nama: dict[int, str]) -> str:
    """What the data of an event say; notes are read from where they are sealed."""
    data = j.data
    match j.kejadian:
        case Event.DICATAT | Event.KEMAJUAN:
            return _catatan(lembar, j)
        case Event.TENGGAT_DIGESER | Event.KEBIJAKAN_DIPINDAH:
            return " ".join(filter(None, (hitungan.kalimat_geser(j), _catatan(lembar, j))))
        case Event.DIMINTA_LENGKAPI:
            return _("Yang kurang: %(butir)s.") % {"butir": _butir(data.get("kurang", []))}
        case Event.DIPERIKSA:
            belum = data.get("belum", [])
            return _("Masih kosong: %(butir)s.") % {"butir": _butir(belum)} if belum else _("Semua butir terpenuhi.")
        case Event.DITUGASKAN:
            kepada = data.get("kepada")
            return _("Kepada %(nama)s.") % {"nama": nama.get(kepada, "")} if kepada else _("Kembali ke meja bersama.")
        case Event.DIUSULKAN if data.get("langkah") in Usulan.Langkah.values:
            return str(Usulan.Langkah(data["langkah"]).label)
        case Event.BERKAS_DIUNDUH:
            return _("Salinan tanpa data pembuat.") if data.get("varian") == "salinan" else ""
        case Event.DOSIR_DIUNDUH:
            return _("Bersegel portal.") if data.get("bersegel") else _("Tanpa segel.")
        case Event.BERKAS_DIPUTUS:
            return _("Berkas dilepas.") if data.get("lepas") else _("Berkas ditolak dan dihapus.")
        case Event.TERLAMBAT | Event.DIINGATKAN if data.get("tingkat", 0) > 1:
            return _("Diberitahukan ke tingkat %(tingkat)s.") % {"tingkat": data["tingkat"]}
        case _:
            return ""


def _catatan(lembar: Lembar, j: Jejak) -> str:
    return next((c.isi for c in lembar.catatan if c.pk == j.data.get("catatan")), "")


def _butir(kunci: list[str]) -> str:
    return ", ".join(str(Butir(k).label) if k in Butir.values else k for k in kunci)


def catatan_internal(lembar: Lembar) -> list[CatatanKasus]:
    """Internal and review notes, newest first; what an inspectorate reports stands in the timeline."""
    return [c for c in reversed(lembar.catatan) if c.jenis in {CatatanKasus.Jenis.INTERNAL, CatatanKasus.Jenis.TELAAH}]


def jam(lembar: Lembar) -> list[dict[str, Any]]:
    """The clocks: running ones first with the proof of their date, then those that have stopped."""
    rows = list(clock.all_of(lembar.pengaduan))
    urut = sorted(rows, key=lambda t: (t.berhenti_pada is not None, t.kode == STAGES.overall, -t.pk))
    ke = {pk: n for n, pk in enumerate(sorted(t.pk for t in rows), start=1)}
    nomor = lembar.pengaduan.nomor
    return [pita.jam(t, now=lembar.now) | {"url": reverse("pengaduan:tenggat", args=[nomor, ke[t.pk]])} for t in urut]

"""The matrix of the action plan as LKPP reads it: on the page, on paper, as a workbook; and one measure with all that
was ever noted of it.
"""

from typing import Any

import structlog
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akun.door import ActorRequest, for_roles
from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_jam, tanggal_polos
from berkas import cetak
from laporan import lembar_renaksi, permissions, renaksi
from laporan.models import CatatanRenaksi, Renaksi, TerbitanRenaksi
from laporan.permissions import PEMBACA_PAPAN
from laporan.renaksi import RENCANA, Ukuran
from laporan.views.pekerjaan import kepala_unduhan

log = structlog.get_logger(__name__)


def waktu(catatan: CatatanRenaksi) -> str:
    """When it was, in the words of the note where it has its own."""
    return catatan.waktu or tanggal_polos(catatan.tanggal)


def butir(catatan: CatatanRenaksi) -> dict[str, Any]:
    """One note as it is shown."""
    return {"waktu": waktu(catatan), "isi": catatan.isi, "tautan": catatan.tautan, "pk": catatan.pk}


def _baris(ukuran: Ukuran) -> dict[str, Any]:
    return {
        "nomor": ukuran.renaksi.nomor,
        "ukuran": ukuran.renaksi.ukuran,
        "aksi": ukuran.renaksi.aksi,
        "angka": ukuran.angka,
        "catatan": [butir(c) for c in ukuran.catatan],
        "url": reverse("laporan:renaksi_satu", args=[ukuran.renaksi.nomor]),
    }


def _isi(request: ActorRequest) -> dict[str, Any]:
    now = timezone.now()
    semua = renaksi.matriks(by=request.actor, now=now)
    return {"rencana": RENCANA, "pada": now, "baris": [_baris(u) for u in semua]}


@for_roles(*sorted(PEMBACA_PAPAN))
@require_safe
def matriks(request: ActorRequest) -> HttpResponse:
    """All measures."""
    terbit = renaksi.terbitan()
    konteks = _isi(request) | {
        "terbit": terbit,
        "publik_url": reverse("statistik:ran_ogi") if terbit else "",
        "boleh_terbit": bool(permissions.may_terbit_renaksi(request.actor)),
        "riwayat_terbit": TerbitanRenaksi.objects.select_related("oleh")[:10],
    }
    return render(request, "laporan/renaksi/matriks.html", konteks)


@for_roles(*sorted(PEMBACA_PAPAN))
@require_safe
def matriks_pdf(request: ActorRequest) -> HttpResponse:
    """The same on paper."""
    konteks = _isi(request) | {"dicetak": tanggal_jam(timezone.now()), "pencetak": request.actor.nama}
    try:
        pdf = cetak.pdf("laporan/renaksi/kertas.html", konteks, gaya="laporan.css")
    except cetak.PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        messages.error(request, _("Server ini belum dapat membuat PDF. Cetak halaman ini dari peramban."))
        return redirect("laporan:renaksi")
    return _unduhan(pdf, "pdf")


@for_roles(*sorted(PEMBACA_PAPAN))
@require_safe
def matriks_xlsx(request: ActorRequest) -> HttpResponse:
    """The same as a workbook."""
    now = timezone.now()
    return _unduhan(lembar_renaksi.xlsx(renaksi.matriks(by=request.actor, now=now), now=now), "xlsx")


def _unduhan(isi: bytes, akhiran: str) -> HttpResponse:
    return HttpResponse(isi, headers=kepala_unduhan(f"ran-ogi-{timezone.now().astimezone(WIB):%Y-%m-%d}.{akhiran}"))


@for_roles(*sorted(PEMBACA_PAPAN))
@require_safe
def satu(request: ActorRequest, nomor: int) -> HttpResponse:
    """One measure: its notes with what may be done to them, and their history."""
    row = get_object_or_404(Renaksi, nomor=nomor)
    boleh = permissions.may_renaksi(request.actor)
    (ukuran,) = (u for u in renaksi.matriks(by=request.actor, now=timezone.now()) if u.renaksi == row)
    langkah = {"teks": _("Catat capaian"), "url": reverse("laporan:renaksi_catat", args=[nomor]), "utama": True}
    konteks = _baris(ukuran) | {
        "rencana": RENCANA,
        "daftar_url": reverse("laporan:renaksi"),
        "boleh_ubah": bool(boleh),
        "boleh": [langkah] if boleh else [],
        "belum": [] if boleh else [{"teks": langkah["teks"], "alasan": boleh.sebab}],
        "riwayat": [_peristiwa(c) for c in renaksi.riwayat(row)],
    }
    return render(request, "laporan/renaksi/satu.html", konteks)


def _peristiwa(catatan: CatatanRenaksi) -> dict[str, Any]:
    """A row of the history: what was done to which note, and what it said before."""
    if catatan.ganti is None:
        judul, isi = _("Dicatat: %s"), ""
    elif catatan.dicabut:
        judul, isi = _("Dicabut: %s"), catatan.ganti.isi
    else:
        judul, isi = _("Diperbaiki: %s"), catatan.ganti.isi
    sebelum = _("Alasan: %(alasan)s\n\nSebelumnya: %(isi)s") % {"alasan": catatan.alasan, "isi": isi} if isi else ""
    kepala = {"judul": judul % waktu(catatan), "isi": sebelum or catatan.isi}
    if catatan.oleh is None:
        return kepala | {"waktu": _("Data awal portal")}
    return kepala | {"pada": catatan.pada, "oleh": catatan.oleh.nama}

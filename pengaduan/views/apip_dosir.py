"""The dossier of a case as a file: printed anew each time, sealed where the portal has a seal, on the trail.

Nobody is named in it but officers of the inspectorate itself: what of the page could name the complainant, the
inspectorate's own words included, goes through the vault once more.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import Any

import structlog
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.actor import APIP
from akun.door import ActorRequest, for_roles
from berkas import cetak
from pengaduan import percakapan, vault
from pengaduan.views import apip_lembar
from pengaduan.views.apip_lembar import LembarApip
from pengaduan.views.menu import rangka
from persuratan import naskah, segel

GAYA = "cetak-pdf.css"
TEMPLAT = "pengaduan/apip/dosir_pdf.html"
log = structlog.get_logger(__name__)


@for_roles(*sorted(APIP))
@require_GET
def dosir_pdf(request: ActorRequest, nomor: str) -> HttpResponse:
    """The dossier on paper."""
    lembar = LembarApip(nomor, request.actor, timezone.now())
    try:
        isi, bersegel = _bersegel(lembar)
    except cetak.PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        return _tanpa_pdf(request, lembar)
    percakapan.catat_dosir(
        pengaduan=lembar.pengaduan,
        eskalasi=lembar.eskalasi,
        sidik=sha256(isi).hexdigest(),
        bersegel=bersegel,
        by=lembar.actor,
        now=lembar.now,
    )
    response = HttpResponse(isi, content_type="application/pdf")
    nama = f"dosir-{nomor}.pdf" if bersegel else f"dosir-{nomor}-tanpa-segel.pdf"
    response["Content-Disposition"] = content_disposition_header(True, nama) or "attachment"
    return response


def _tanpa_pdf(request: ActorRequest, lembar: LembarApip) -> HttpResponse:
    konteks = {
        **rangka(request.actor, "kotak_kasus"),
        "langkah": {"judul": _("Unduh dosir PDF")},
        "sebab": _("Server ini belum dapat membuat PDF. Cetak halaman kasus dari peramban, atau beri tahu LKPP."),
        "nomor": lembar.pengaduan.nomor,
        "kasus_url": lembar.url("kasus"),
    }
    return render(request, "pengaduan/apip/langkah.html", konteks, status=503)


def _bersegel(lembar: LembarApip) -> tuple[bytes, bool]:
    """The paper that says whose seal it bears, with that seal; or the paper that says that it bears none."""
    isi = _isi(lembar)
    try:
        pemegang = segel.segel(now=lembar.now).pemegang
        kertas = _cetak(isi | {"segel": pemegang})
        return segel.bubuhkan(kertas, alasan=f"Dosir {lembar.pengaduan.nomor}", now=lembar.now), True
    except segel.TanpaSegel as error:
        log.warning("dosir_tanpa_segel", sebab=str(error))
    return _cetak(isi | {"segel": None}), False


def _isi(lembar: LembarApip) -> dict[str, Any]:
    """What is printed."""
    return {
        "dosir": lembar.dosir,
        "hasil": _samar(lembar, apip_lembar.hasil(lembar), ("rekomendasi", "ringkasan", "catatan", "nomor")),
        "pesan": _samar(lembar, apip_lembar.percakapan(lembar), ("isi",)),
        "linimasa": _samar(lembar, apip_lembar.linimasa(lembar), ("isi",)),
        "surat_tugas": vault.samarkan(lembar.pengaduan, [lembar.eskalasi.nomor_surat_tugas])[0],
        "auditor": lembar.eskalasi.auditor.nama if lembar.eskalasi.auditor else "",
        "dicetak": lembar.now,
        "untuk": lembar.actor.nama,
    }


def _samar(lembar: LembarApip, daftar: list[dict[str, Any]], kunci: tuple[str, ...]) -> list[dict[str, Any]]:
    """These rows with the complainant blanked out of these texts."""
    teks = vault.samarkan(lembar.pengaduan, [str(butir[k]) for butir in daftar for k in kunci]) if daftar else []
    potong = [dict(zip(kunci, teks[i : i + len(kunci)], strict=True)) for i in range(0, len(teks), len(kunci))]
    return [butir | samar for butir, samar in zip(daftar, potong, strict=True)]


def _cetak(isi: Mapping[str, Any]) -> bytes:
    """For the archive; characters that no font of ours can draw are printed as their code points."""
    bersih = {nama: _tiap_teks(nilai, naskah.bersih) for nama, nilai in isi.items()}
    gaya = (GAYA, naskah.GAYA_AKSARA) if naskah.LUAR_LATIN.search(repr(bersih)) else (GAYA,)
    try:
        return cetak.arsip(TEMPLAT, bersih, gaya=gaya)
    except cetak.HurufTakTerlukis as error:
        kode = str.maketrans({huruf: f"[U+{ord(huruf):04X}]" for huruf in error.huruf})
        terlukis = {nama: _tiap_teks(nilai, lambda teks: teks.translate(kode)) for nama, nilai in bersih.items()}
        return cetak.arsip(TEMPLAT, terlukis, gaya=gaya)


def _tiap_teks(nilai: Any, ubah: Callable[[str], str]) -> Any:
    """The same thing with every text in it changed."""
    hasil: Any = nilai
    if isinstance(nilai, str):
        hasil = ubah(nilai)
    elif isinstance(nilai, list | tuple):
        hasil = type(nilai)(_tiap_teks(satu, ubah) for satu in nilai)
    elif isinstance(nilai, dict):
        hasil = {kunci: _tiap_teks(satu, ubah) for kunci, satu in nilai.items()}
    elif is_dataclass(nilai) and not isinstance(nilai, type):
        hasil = replace(nilai, **{f.name: _tiap_teks(getattr(nilai, f.name), ubah) for f in fields(nilai)})
    return hasil

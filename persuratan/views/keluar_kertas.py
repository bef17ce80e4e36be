"""A letter out on paper: its PDF, finished or as a draft, and its pages as one picture."""

import base64
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import structlog
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from berkas import sandbox, store
from berkas.cetak import HurufTakTerlukis, PdfTidakTersedia
from berkas.views import kirim_berkas
from persuratan import cetak_keluar
from persuratan.models import SuratKeluar
from persuratan.permissions import PEMBACA
from persuratan.views.keluar_lembar import BERKAS, GAMBAR, LAMPIRAN, LembarKeluar

OPENER, UKURAN = "persuratan.gambar", "900:12"  # pixels of a page's width, and pages at most
T = TypeVar("T")
log = structlog.get_logger(__name__)


class TidakTercetak(ValidationError):
    """The letter cannot be put on paper now; the sentence says why."""


def mencetak(cetak: Callable[[], T]) -> T:
    """Do what prints. Raises TidakTercetak with a sentence for whatever the press cannot do."""
    try:
        return cetak()
    except PdfTidakTersedia as error:
        log.error("pdf_tidak_tersedia")
        raise TidakTercetak(_("Server ini belum dapat membuat PDF. Beri tahu admin sistem.")) from error
    except HurufTakTerlukis as error:
        huruf = {"huruf": " ".join(sorted(error.huruf))}
        raise TidakTercetak(_("Huruf ini tidak dapat dicetak: %(huruf)s. Ganti di isi surat.") % huruf) from error
    except store.StoreError as error:
        log.error("berkas_tidak_terbaca")
        raise TidakTercetak(_("Berkas surat ini belum dapat dibuka. Coba lagi, atau beri tahu admin.")) from error


def pdf_surat(surat: SuratKeluar, *, now: datetime) -> bytes:
    """The signed letter; before that the numbered one, or the draft with its watermark. Raises TidakTercetak."""
    if surat.berkas:
        berkas = surat.berkas
        return mencetak(lambda: cetak_keluar.isi_berkas(berkas))
    return konsep(surat, now=now)


def konsep(surat: SuratKeluar, *, now: datetime) -> bytes:
    """The draft with its watermark. Attachments are opened only when the gate has let them in. Raises TidakTercetak."""
    try:
        cetak_keluar.periksa_lampiran(surat)
    except ValidationError as error:
        raise TidakTercetak(error.messages[0]) from error
    return mencetak(lambda: cetak_keluar.pratinjau(surat, now=now))


def gambar(pdf: bytes) -> tuple[bytes, int, int]:
    """The first pages as one PNG, drawn in the limited child; how many pages there are, and how many are drawn.

    Raises TidakTercetak.
    """
    with sandbox.private_file() as source, sandbox.private_file() as out:
        source.write(pdf)
        source.flush()
        jawaban = sandbox.run(source, OPENER, UKURAN, out).answer or {}
        out.seek(0)
        isi = out.read()
    if "digambar" not in jawaban or not isi:
        log.error("gambar_surat_gagal", alasan=jawaban.get("alasan", ""))
        raise TidakTercetak(_("Gambar surat tidak dapat dibuat. Unduh PDF-nya."))
    return isi, int(jawaban["halaman"]), int(jawaban["digambar"])


def gambar_sebaris(surat: SuratKeluar, *, now: datetime) -> dict[str, object]:
    """What templates/persuratan/keluar/pratinjau.html shows, of a letter that may not be saved at all."""
    try:
        isi, halaman, digambar = gambar(konsep(surat, now=now))
    except ValidationError as error:
        return {"sebab": error.messages[0]}
    alamat = f"data:image/png;base64,{base64.b64encode(isi).decode()}"
    return {"gambar": alamat, "halaman": halaman, "digambar": digambar}


@for_roles(*sorted(PEMBACA))
@require_GET
def pdf(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Download it: what is signed as it is, what is not with a watermark."""
    lembar = LembarKeluar.buka(pk, request.actor, timezone.now())
    surat = lembar.surat
    if surat.berkas:
        lembar.catat_baca(BERKAS)
        return kirim_berkas(surat.berkas, variant=store.ASLI, nama=surat.nomor or "surat")
    if not surat.isi_segel:
        raise Http404(_("Surat ini ada di atas kertas saja."))
    try:
        isi = pdf_surat(surat, now=lembar.now)
    except TidakTercetak as error:
        return HttpResponse(error.messages[0], status=503, content_type="text/plain; charset=utf-8")
    lembar.catat_baca(BERKAS)
    response = HttpResponse(isi, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"konsep-{pk}.pdf") or "attachment"
    return response


@for_roles(*sorted(PEMBACA))
@require_GET
def gambar_surat(request: ActorRequest, pk: int) -> HttpResponse:
    """Its pages as one picture, for the page of the letter."""
    lembar = LembarKeluar.buka(pk, request.actor, timezone.now())
    if not lembar.surat.berkas and not lembar.surat.isi_segel:
        raise Http404(_("Surat ini ada di atas kertas saja."))
    try:
        isi, _halaman, _digambar = gambar(pdf_surat(lembar.surat, now=lembar.now))
    except TidakTercetak as error:
        return HttpResponse(error.messages[0], status=503, content_type="text/plain; charset=utf-8")
    lembar.catat_baca(GAMBAR)
    return HttpResponse(isi, content_type="image/png")


@for_roles(*sorted(PEMBACA))
@require_GET
def lampiran(request: ActorRequest, pk: int, lampiran_id: int) -> HttpResponseBase:
    """Send one attachment."""
    lembar = LembarKeluar.buka(pk, request.actor, timezone.now())
    for satu in lembar.surat.lampiran.all():
        if satu.pk == lampiran_id:
            lembar.catat_baca(LAMPIRAN)
            nama = f"lampiran-{satu.urutan}" if lembar.surat.rahasia else satu.judul
            return kirim_berkas(satu.berkas, variant=store.ASLI, nama=nama)
    raise Http404(_("Lampiran ini tidak ada."))

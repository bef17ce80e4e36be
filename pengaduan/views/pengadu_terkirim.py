"""After sending: number and token, what happens next and by when, the receipt to print; until the token is put away."""

from datetime import datetime
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akun import terbuka
from akun.actor import Actor
from akun.door import public
from berkas.cetak import PdfTidakTersedia
from pengaduan import draf, tanda_terima
from pengaduan.models import DrafPengaduan, Pengaduan
from pengaduan.perjalanan import waktu
from pengaduan.views.pengadu_draf import SESI
from sla import clock, office
from sla.due import due
from sla.pita import janji

TAHAP = ("pengaduan.verifikasi", "pengaduan.telaah", "pengaduan.terima_apip", "pengaduan.apip")
log = structlog.get_logger(__name__)


def _kiriman(request: HttpRequest, now: datetime) -> tuple[Pengaduan | None, DrafPengaduan | None]:
    """What this browser has sent: by its draft, or by the receipt that it has open."""
    kunci = request.session.get(SESI, "")
    row = draf.cari(kunci) if kunci else None
    if row is not None and row.pengaduan_id:
        return row.pengaduan, row
    nomor = terbuka.nomor_terbuka(request.session, now=now)
    return Pengaduan.objects.visible_to(Actor.pengadu(nomor)).filter(nomor=nomor).first(), None


@public
@require_GET
def halaman(request: HttpRequest) -> HttpResponse:
    """Your complaint has come in."""
    now = timezone.now()
    pengaduan, row = _kiriman(request, now)
    if pengaduan is None:
        return redirect("lacak")
    return render(request, "pengaduan/pengadu/terkirim.html", _isi(pengaduan, row, now))


@public
@require_GET
def cetak(request: HttpRequest) -> HttpResponse:
    """The receipt as a page to print."""
    now = timezone.now()
    pengaduan, row = _kiriman(request, now)
    if pengaduan is None:
        return redirect("lacak")
    isi = _isi(pengaduan, row, now) | {"qr": tanda_terima.kode_qr(pengaduan.nomor)}
    return render(request, "pengaduan/pengadu/tanda_terima.html", isi)


@public
@require_GET
def unduh(request: HttpRequest) -> HttpResponse:
    """The receipt as a PDF; a machine that cannot make one says so and offers the page."""
    now = timezone.now()
    pengaduan, row = _kiriman(request, now)
    if pengaduan is None:
        return redirect("lacak")
    isi = _isi(pengaduan, row, now) | {"qr": tanda_terima.kode_qr(pengaduan.nomor)}
    try:
        kertas = tanda_terima.pdf(isi)
    except PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        return render(request, "pengaduan/pengadu/tanpa_pdf.html", isi, status=503)
    nama = f"tanda-terima-{pengaduan.nomor}.pdf"
    return HttpResponse(
        kertas, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{nama}"'}
    )


@public
@require_POST
def simpan(request: HttpRequest) -> HttpResponse:
    """ "I have kept it": the token is forgotten here and in the database."""
    now = timezone.now()
    pengaduan, row = _kiriman(request, now)
    if row is not None and pengaduan is not None:
        draf.lupakan_token(draf=row)
        terbuka.ingat(request.session, pengaduan.nomor, now=now)
        del request.session[SESI]
    return redirect("pengaduan:terkirim")


def _isi(pengaduan: Pengaduan, row: DrafPengaduan | None, now: datetime) -> dict[str, Any]:
    """What page, print and PDF say."""
    token = draf.token_tampil(row, now=now) if row else ""
    return {
        "pengaduan": pengaduan,
        "nomor": pengaduan.nomor,
        "token": token,
        "token_sampai": row.diubah_pada + draf.TOKEN_TAMPIL if row and token else None,
        "dikirim": waktu(pengaduan.diajukan_pada, anonim=pengaduan.anonim),
        "berikut": berikut(pengaduan),
        "alamat_lacak": tanda_terima.alamat_lacak(pengaduan.nomor),
    }


def berikut(pengaduan: Pengaduan) -> list[dict[str, Any]]:
    """The steps to come with their dates: the first is promised, the others hold when each takes its full time."""
    jam = clock.all_of(pengaduan).filter(kode=TAHAP[0]).first()
    if jam is None:
        return []
    pada = [jam.jatuh_tempo]
    for kode in TAHAP[1:]:
        berikutnya = office.kebijakan(kode, now=jam.mulai_pada)
        pada.append(due(pada[-1], clock.limit_of(berikutnya), office.kalender()))
    lengkapi = office.kebijakan("pengaduan.kelengkapan", now=jam.mulai_pada).jumlah
    pertama = janji(jam, clock.proof(jam).hari)
    return [
        {
            "judul": _("Kami memeriksa laporan Anda"),
            "batas": pertama["pada"],
            "isi": _(
                "Bila ada yang kurang, kami bertanya lewat halaman lacak. Anda punya %(n)s hari kerja untuk menjawab."
            )
            % {"n": lengkapi},
            "rupa": "kini",
            **{k: pertama[k] for k in ("alasan", "hari", "dasar")},
        },
        {
            "judul": _("Kami menelaah, lalu meneruskannya ke inspektorat (APIP)"),
            "batas": pada[1],
            "isi": _("Inspektorat menerima isi laporan tanpa nama dan kontak Anda.")
            if pengaduan.tingkat_identitas != "terbuka_untuk_apip"
            else _("Inspektorat menerima isi laporan, dan boleh mengetahui identitas Anda."),
            "rupa": "nanti",
        },
        {
            "judul": _("Inspektorat memeriksa dan melaporkan hasil"),
            "batas": pada[3],
            "isi": _("%(n)s hari kerja setelah mereka menerima.") % {"n": berikutnya.jumlah},
            "rupa": "nanti",
        },
        {
            "judul": _("Anda membaca hasilnya"),
            "isi": _("Di halaman lacak, dengan nomor dan token.")
            if pengaduan.anonim
            else _("Di halaman lacak. Bila Anda meninggalkan e-mail, kami memberi tahu bahwa ada kabar."),
            "rupa": "nanti",
        },
    ]

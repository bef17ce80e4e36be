"""The monthly reports of the SLA: to read and print, as PDF, as a workbook; and the work plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akun.door import ActorRequest, for_roles
from berkas import cetak
from helpdesk import isi_laporan, laporan_bulanan, lembar_laporan
from helpdesk.bulan import Bulan
from helpdesk.forms.laporan import SEMUA, PilihLaporan, RencanaForm
from helpdesk.laporan_bulanan import PEMBACA, PENULIS, Laporan
from helpdesk.models import MejaLayanan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Diminta:
    """Which report the URL asks for."""

    meja: MejaLayanan | None
    bulan: Bulan
    terbaca: list[MejaLayanan]
    now: datetime

    @classmethod
    def dari(cls, request: ActorRequest) -> "Diminta":
        """The desk and month of the URL; one's own desk, and last month. Raises Http404 for what is not to be read."""
        now, terbaca = timezone.now(), list(laporan_bulanan.meja_terbaca(request.actor))
        minta = request.GET.get("meja", "")
        meja = next((m for m in terbaca if str(m.pk) == minta), None)
        if request.actor.is_lpse and not minta:
            meja = next(iter(terbaca), None)
        if (meja is None and minta not in {"", SEMUA}) or not laporan_bulanan.may_baca(request.actor, meja):
            raise Http404(_("Laporan meja ini tidak ada atau bukan untuk Anda."))
        kini = laporan_bulanan.bulan_ini(meja, now=now)
        try:
            bulan = Bulan.baca(request.GET["bulan"]) if request.GET.get("bulan") else kini.lalu
        except ValidationError as error:
            raise Http404(error.message) from error
        if bulan > kini:
            raise Http404(_("Bulan ini belum mulai."))
        return cls(meja, bulan, terbaca, now)

    @property
    def kueri(self) -> str:
        """What stands in the URL."""
        return "?" + urlencode({"meja": self.meja.pk if self.meja else SEMUA, "bulan": str(self.bulan)})

    @property
    def nama_meja(self) -> str:
        """Whose report it is."""
        return self.meja.nama if self.meja else _("Semua meja layanan")

    def url(self, nama: str) -> str:
        """A door of this same report."""
        return reverse(f"helpdesk:{nama}") + self.kueri

    def konteks(self, isi: Laporan, *, dengan_nama: bool) -> dict[str, Any]:
        """What page and paper show."""
        return {
            "laporan": isi,
            "nama_meja": self.nama_meja,
            "ringkasan": isi_laporan.ringkasan(isi),
            "bagian": isi_laporan.susun(isi, dengan_nama=dengan_nama),
            "waktu": isi_laporan.saat(isi.pada, isi.zona),
            "rencana_pada": isi_laporan.saat(isi.rencana_pada, isi.zona),
            "berjalan": self.bulan == laporan_bulanan.bulan_ini(self.meja, now=self.now),
        }


@for_roles(*sorted(PEMBACA))
@require_safe
def laporan(request: ActorRequest) -> HttpResponse:
    """The report of a month: charts, each with its table."""
    diminta = Diminta.dari(request)
    isi = laporan_bulanan.lihat(meja=diminta.meja, bulan=diminta.bulan, by=request.actor, now=diminta.now)
    pilih = PilihLaporan(
        diminta.terbaca,
        semua=not request.actor.is_lpse,
        terpilih=diminta.bulan,
        kini=laporan_bulanan.bulan_ini(diminta.meja, now=diminta.now),
        initial={"meja": str(diminta.meja.pk) if diminta.meja else SEMUA, "bulan": str(diminta.bulan)},
    )
    boleh = laporan_bulanan.may_rencana(request.actor, diminta.meja)
    konteks = diminta.konteks(isi, dengan_nama=request.actor.is_lpse) | {
        "pilih": pilih,
        "pdf_url": diminta.url("laporan_pdf"),
        "xlsx_url": diminta.url("laporan_xlsx"),
        "rencana_url": diminta.url("laporan_rencana") if boleh else "",
        "pengantar": f"{diminta.nama_meja} · {diminta.bulan.sebutan}",
    }
    return render(request, "helpdesk/laporan/laporan.html", konteks)


@for_roles(*sorted(PEMBACA))
@require_safe
def laporan_pdf(request: ActorRequest) -> HttpResponse:
    """The same on paper, without names of officers."""
    diminta = Diminta.dari(request)
    isi = laporan_bulanan.lihat(meja=diminta.meja, bulan=diminta.bulan, by=request.actor, now=diminta.now)
    konteks = diminta.konteks(isi, dengan_nama=False)
    konteks |= {"dicetak": isi_laporan.saat(diminta.now, isi.zona), "pencetak": request.actor.nama}
    try:
        pdf = cetak.pdf("helpdesk/laporan/kertas.html", konteks, gaya="laporan.css")
    except cetak.PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        sebab = _("Server ini belum dapat membuat PDF. Cetak halaman laporan dari peramban, atau beri tahu admin.")
        messages.error(request, sebab)
        return redirect(diminta.url("laporan"))
    return _unduhan(pdf, "application/pdf", f"laporan-{diminta.bulan}.pdf")


@for_roles(*sorted(PEMBACA))
@require_safe
def laporan_xlsx(request: ActorRequest) -> HttpResponse:
    """The same as a workbook."""
    diminta = Diminta.dari(request)
    isi = laporan_bulanan.lihat(meja=diminta.meja, bulan=diminta.bulan, by=request.actor, now=diminta.now)
    return _unduhan(lembar_laporan.xlsx(isi, nama_meja=diminta.nama_meja), XLSX, f"laporan-{diminta.bulan}.xlsx")


@for_roles(*sorted(PENULIS))
@require_http_methods(["GET", "HEAD", "POST"])
def laporan_rencana(request: ActorRequest) -> HttpResponse:
    """Write the work plan of a month."""
    diminta = Diminta.dari(request)
    boleh = laporan_bulanan.may_rencana(request.actor, diminta.meja)
    if not boleh:
        raise PermissionDenied(boleh.sebab)
    lama = laporan_bulanan.rencana(meja=diminta.meja, bulan=diminta.bulan)
    form = RencanaForm(request.POST or None, initial={"rencana": lama})
    if form.is_bound and form.is_valid():
        laporan_bulanan.tulis_rencana(
            meja=diminta.meja,
            bulan=diminta.bulan,
            teks=form.cleaned_data["rencana"],
            by=request.actor,
            now=diminta.now,
        )
        messages.success(request, _("Rencana kerja tersimpan."))
        return redirect(diminta.url("laporan") + "#analisis")
    konteks = {"form": form, "pengantar": f"{diminta.nama_meja} · {diminta.bulan.sebutan}"}
    konteks |= {"laporan_url": diminta.url("laporan")}
    return render(request, "helpdesk/laporan/rencana.html", konteks, status=422 if form.is_bound else 200)


def _unduhan(isi: bytes, jenis: str, nama: str) -> HttpResponse:
    response = HttpResponse(isi, content_type=jenis)
    response["Content-Disposition"] = content_disposition_header(True, nama) or "attachment"
    return response

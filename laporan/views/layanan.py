"""The report on the complaint service: for any period, to read, and to order on paper or as a workbook."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akun.door import ActorRequest, for_roles
from akun.receipt import WIB
from laporan import cetak_layanan, isi_layanan, pekerjaan, saringan
from laporan.laporan_layanan import dari_simpanan, kode_dipakai
from laporan.permissions import PEMBACA_ANGKA
from laporan.saringan import Saringan
from laporan.views.saring_angka import Terpilih

JENIS = {"pdf": cetak_layanan.PDF, "xlsx": cetak_layanan.XLSX}


@for_roles(*sorted(PEMBACA_ANGKA))
@require_safe
def layanan(request: ActorRequest) -> HttpResponse:
    """The report of a period: every figure with its drawing, its table and its definition."""
    now = timezone.now()
    terpilih = Terpilih(request, now, frozenset())
    konteks: dict[str, Any] = {"pilih": terpilih.form, "isi": None}
    if not terpilih.form.errors:
        satu = terpilih.saringan
        telusur = {kode: satu.url("laporan:angka_satu", kode) for kode in kode_dipakai()}
        isi = isi_layanan.susun(dari_simpanan(satu, now=now), telusur=telusur)
        konteks |= {"isi": isi, "pesan": satu.parameter, "pengantar": f"{isi.sebutan} · {isi.unit}"}
    return render(request, "laporan/layanan/halaman.html", konteks, status=422 if terpilih.form.errors else 200)


@for_roles(*sorted(PEMBACA_ANGKA))
@require_POST
def pesan(request: ActorRequest) -> HttpResponse:
    """Order the paper or the workbook; the page of the order says how far it is."""
    now = timezone.now()
    form, satu = saringan.dari_url(request.POST, request.actor, now)
    akhiran = request.POST.get("bentuk", "")
    if form.errors or akhiran not in JENIS:
        messages.error(request, _("Pilih periodenya lagi, lalu pesan PDF atau Excel."))
        return redirect("laporan:layanan")
    try:
        pesanan = pekerjaan.pesan(
            JENIS[akhiran],
            cetak_layanan.parameter(satu, now=now),
            f"laporan-layanan-{nama_berkas(satu)}.{akhiran}",
            request.actor,
            now,
        )
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
        return redirect(satu.url("laporan:layanan"))
    return redirect("laporan:pekerjaan_satu", pesanan.kode)


def nama_berkas(satu: Saringan) -> str:
    """The period as a file is called."""
    return f"{satu.dari.astimezone(WIB):%Y%m%d}-{satu.hari_akhir:%Y%m%d}"

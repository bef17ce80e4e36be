"""Letters that came on paper, by fax or by mail: entered one after the other, with a receipt for the messenger."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import structlog
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from akun.receipt import WIB, new_token
from berkas import cetak
from berkas import flow as berkas_flow
from berkas.models import Berkas
from berkas.putusan import BerkasDitolak
from persuratan import flow_masuk, serah, tanda_terima
from persuratan.draf import BUKAN_PDF
from persuratan.forms.catat import CatatSatuForm
from persuratan.models import SuratMasuk

PDF = "application/pdf"
TETAP = ("kanal", "tanggal_terima", "penerima", "kerahasiaan", "jenis_pengirim")
"""What the next letter of a pile mostly has in common with the last."""
log = structlog.get_logger(__name__)


@for_roles(Peran.PETUGAS_TU)
@require_http_methods(["GET", "HEAD", "POST"])
def catat(request: ActorRequest) -> HttpResponse:
    """One letter. Afterwards its number and token, and with "simpan dan tambah lagi" the next empty form."""
    now = timezone.now()
    if request.method != "POST":
        kini = now.astimezone(WIB)
        awal = {"kanal": "kertas", "tanggal_terima": kini.date(), "jam_terima": kini.time(), "kerahasiaan": "biasa"}
        awal |= {k: v for k, v in request.GET.items() if k in TETAP and v}
        form = CatatSatuForm(now=now, initial=awal)
        if "penerima" in awal:  # the next letter of a pile begins with what is its own
            form.fields["nomor_surat"].widget.attrs["autofocus"] = True
        return _tampil(request, form)
    form = CatatSatuForm(request.POST, request.FILES, now=now)
    jadi = _simpan(request, form)
    if jadi is None:
        return _tampil(request, form, status=422)
    serah.simpan(request.session, [jadi], by=request.actor, now=now)
    if "lagi" not in request.POST:
        return redirect("persuratan:tu_tercatat")
    kueri = urlencode({k: request.POST.get(k, "") for k in TETAP})
    return redirect(f"{reverse('persuratan:tu_catat')}?{kueri}")


def _simpan(request: ActorRequest, form: CatatSatuForm) -> tuple[SuratMasuk, str] | None:
    """Judge and write: the letter with its token; None when something has to be mended."""
    token = new_token()
    try:
        with transaction.atomic():
            flow_masuk.antre(request.actor)
            if not form.is_valid():
                return None
            data = form.cleaned_data
            surat = flow_masuk.catat(
                data=form.surat,
                kanal=data["kanal"],
                diterima_pada=data["diterima_pada"],
                berkas=_terima(data["berkas"], form.now),
                token=token,
                by=request.actor,
                now=form.now,
            )
    except BerkasDitolak as error:
        form.add_error("berkas", error)
        return None
    except ValidationError as error:
        form.add_error(None, error)
        return None
    return surat, token


def _terima(unggahan: "UploadedFile[Any] | None", now: datetime) -> Berkas | None:
    """The scan, examined later by the gate. Raises ValidationError for what is no PDF."""
    if unggahan is None:
        return None
    berkas = berkas_flow.terima(unggahan=unggahan, now=now)
    if berkas.mime != PDF:
        raise ValidationError(BUKAN_PDF)
    return berkas


def _tampil(request: ActorRequest, form: CatatSatuForm, *, status: int = 200) -> HttpResponse:
    baru = serah.tercatat(request.session, by=request.actor, now=timezone.now()) if not form.is_bound else []
    isi = {"form": form, "baru": baru[0] if len(baru) == 1 else None}
    return render(request, "persuratan/tu/catat.html", isi, status=status)


@for_roles(Peran.PETUGAS_TU)
@require_http_methods(["GET", "HEAD", "POST"])
def tercatat(request: ActorRequest) -> HttpResponse:
    """What was entered last: numbers and tokens, until they were handed over or half an hour has passed."""
    if request.method == "POST":
        serah.lupakan(request.session)
        return redirect("persuratan:tu")
    semua = serah.tercatat(request.session, by=request.actor, now=timezone.now())
    return render(
        request, "persuratan/tu/tercatat.html", {"semua": semua, "satu": semua[0] if len(semua) == 1 else None}
    )


@for_roles(Peran.PETUGAS_TU)
@require_GET
def terima_pdf(request: ActorRequest, nomor: str) -> HttpResponse:
    """The receipt on paper for whoever brought the letter. A machine that makes no PDF shows the page to print."""
    now = timezone.now()
    token = {t.nomor: t.token for t in serah.tercatat(request.session, by=request.actor, now=now)}.get(nomor)
    surat = SuratMasuk.objects.amplop(request.actor).filter(nomor=nomor).first()
    if token is None or surat is None:
        raise Http404(_("Tanda terima ini tidak ditampilkan lagi."))
    isi = tanda_terima.isi(surat, token=token, now=now)
    try:
        kertas = tanda_terima.pdf(isi)
    except cetak.PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        return render(request, "persuratan/tu/tanda_terima.html", isi)
    nama = f'attachment; filename="tanda-terima-{nomor}.pdf"'
    return HttpResponse(kertas, content_type=PDF, headers={"Content-Disposition": nama})

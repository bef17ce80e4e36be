"""What the applicant does with his consultation: gives data, ends it, calls it off, puts the token away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akun import terbuka
from akun.adapter import client_address
from akun.door import public
from berkas.models import Berkas
from konsultasi import draf, flow, flow_temu
from konsultasi.forms.balasan import FormLengkapi
from konsultasi.models import PertemuanDaring
from konsultasi.pilihan import Kanal
from konsultasi.status import BATALKAN
from konsultasi.views.milik import tampilkan
from konsultasi.views.pemohon import alamat, temukan
from sla.stages import StepRefused


def tertutup(request: HttpRequest) -> HttpResponse:
    """The page has closed meanwhile: what was typed is given back, to be sent anew."""
    return render(request, "konsultasi/publik/habis.html", {"isi": request.POST.get("isi", "")}, status=403)


@public
@require_POST
def lengkapi(request: HttpRequest, nomor: str) -> HttpResponse:
    """The answer to what we asked, with files."""
    try:
        k, by = temukan(request, nomor)
    except Http404:
        if request.user.is_authenticated:
            raise
        return tertutup(request)
    form, now = FormLengkapi(request.POST), timezone.now()
    if not form.is_valid():
        return tampilkan(request, k, by, form=form, status=422)
    sudah = [b.berkas for b in k.lampiran.select_related("berkas")]
    unggahan = request.FILES.getlist("berkas")
    baru, ditolak = draf.terima_berkas(unggahan, sudah=sudah, alamat=client_address(request), now=now)
    if ditolak:
        for d in ditolak:
            form.add_error("berkas", f"{d.nama}: {d.kalimat}")
        _buang(baru)
        return tampilkan(request, k, by, form=form, status=422)
    try:
        flow.lengkapi(konsultasi=k, isi=form.cleaned_data["isi"], berkas=baru, by=by, now=now)
    except (StepRefused, PermissionDenied) as sebab:
        _buang(baru)
        form.add_error(None, sebab.messages[0] if isinstance(sebab, StepRefused) else str(sebab))
        k.refresh_from_db()
        return tampilkan(request, k, by, form=form, status=409)
    messages.success(request, _("Terima kasih. Data Anda sudah kami terima dan konsultasi dikerjakan lagi."))
    nama, arg = alamat(k, by)
    return redirect(nama, *arg)


def _buang(baru: list[Berkas]) -> None:
    for berkas in baru:
        berkas.delete()


@public
@require_POST
def selesai(request: HttpRequest, nomor: str) -> HttpResponse:
    """ "It is answered": the consultation ends."""
    k, by = temukan(request, nomor)
    try:
        flow.selesaikan(konsultasi=k, by=by, now=timezone.now())
    except StepRefused as sebab:
        messages.error(request, sebab.messages[0])
    else:
        messages.success(request, _("Terima kasih. Konsultasi ini selesai; jawabannya tetap dapat Anda baca."))
    nama, arg = alamat(k, by)
    return redirect(nama, *arg)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def batal(request: HttpRequest, nomor: str) -> HttpResponse:
    """Call it off: asked once more, because it cannot be taken back."""
    k, by = temukan(request, nomor)
    nama, arg = alamat(k, by)
    if k.status not in BATALKAN.from_ or k.kanal == Kanal.SURAT:
        messages.error(request, _("Permohonan ini tidak dapat dibatalkan lagi."))
        return redirect(nama, *arg)
    if request.method != "POST":
        return render(request, "konsultasi/publik/batal.html", {"k": k, "halaman": {"nama": nama, "arg": arg}})
    temu = PertemuanDaring.objects.select_related("konsultasi").filter(konsultasi=k).first()
    try:
        if temu is not None:
            flow_temu.batalkan_daring(pertemuan=temu, by=by, now=timezone.now())
        else:
            flow.batalkan(konsultasi=k, by=by, now=timezone.now())
    except StepRefused as sebab:
        messages.error(request, sebab.messages[0])
    else:
        messages.success(request, _("Permohonan dibatalkan."))
    return redirect(nama, *arg)


@public
@require_POST
def tersimpan(request: HttpRequest, nomor: str) -> HttpResponse:
    """ "I have kept it": the token is forgotten before its time."""
    k, _by = temukan(request, nomor)
    draf.lupakan_token(k)
    return redirect("konsultasi:terkirim", nomor=nomor)


@public
@require_POST
def tutup(request: HttpRequest) -> HttpResponse:
    """Close the page: this browser forgets the receipt."""
    terbuka.lupakan(request.session)
    messages.success(request, _("Halaman konsultasi sudah ditutup di peramban ini."))
    return redirect("lacak")

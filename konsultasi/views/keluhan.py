"""A complaint about the service itself: written by the applicant, read by somebody who did not give the service."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun.door import public
from konsultasi import flow_keluhan, kanal
from konsultasi.forms.balasan import FormKeluhan
from konsultasi.views.pemohon import alamat, temukan
from konsultasi.views.tindak import tertutup
from sla.stages import StepRefused


@public
@require_http_methods(["GET", "HEAD", "POST"])
def keluhan(request: HttpRequest, nomor: str) -> HttpResponse:
    """The form, and its sending."""
    try:
        k, by = temukan(request, nomor)
    except Http404:
        if request.method != "POST" or request.user.is_authenticated:
            raise
        return tertutup(request)
    form, now, status = FormKeluhan(request.POST or None), timezone.now(), 200
    nama, arg = alamat(k, by)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                flow_keluhan.ajukan(konsultasi=k, isi=form.cleaned_data["isi"], by=by, now=now)
            except StepRefused as sebab:
                form.add_error(None, sebab.messages[0])
                status = 409
            else:
                messages.success(request, _("Keluhan Anda sudah kami terima. Jawabannya tampil di halaman ini."))
                return redirect(nama, *arg)
    isi = {"k": k, "form": form, "batas": kanal.batas_keluhan(now=now), "halaman": {"nama": nama, "arg": arg}}
    return render(request, "konsultasi/publik/keluhan.html", isi, status=status)

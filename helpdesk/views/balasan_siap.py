"""Answers that a desk keeps ready: the list, and one form to write or change one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akun.door import ActorRequest, for_roles
from helpdesk import balasan_siap
from helpdesk.forms.faq import JawabanSiapForm
from helpdesk.models import JawabanSiap
from helpdesk.permissions_faq import PENULIS
from helpdesk.views.catat import meja_saya


@for_roles(*PENULIS)
@require_safe
def daftar(request: ActorRequest) -> HttpResponse:
    """All of the desk, those that are switched off as well."""
    meja = meja_saya(request)
    isi = {"meja": meja, "semua": JawabanSiap.objects.filter(meja=meja), "isian": balasan_siap.ISIAN.items()}
    return render(request, "helpdesk/loket/balasan_siap.html", isi)


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: ActorRequest, pk: int = 0) -> HttpResponse:
    """Write one, or change it."""
    meja = meja_saya(request)
    jawaban = get_object_or_404(JawabanSiap, pk=pk, meja=meja) if pk else None
    awal = {"judul": jawaban.judul, "isi": jawaban.isi, "aktif": jawaban.aktif} if jawaban else {}
    form = JawabanSiapForm(request.POST or None, initial=awal)
    if form.is_valid():
        try:
            balasan_siap.simpan(jawaban, meja=meja, **form.cleaned_data, by=request.actor, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Balasan siap tersimpan."))
            return redirect("helpdesk:balasan_siap")
    isi = {"form": form, "jawaban": jawaban, "meja": meja}
    return render(request, "helpdesk/loket/balasan_siap_ubah.html", isi, status=422 if form.is_bound else 200)

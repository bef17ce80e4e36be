"""The inbox of staff and inspectors."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from akun.actor import PETUGAS
from akun.door import ActorRequest, for_roles
from notifikasi import flow, surat
from notifikasi.models import Pesan

PER_HALAMAN = 20


@for_roles(*sorted(PETUGAS))
@require_GET
def kotak(request: ActorRequest) -> HttpResponse:
    """Messages, newest first, in the reader's language."""
    user_id = request.actor.user_id
    halaman = Paginator(Pesan.objects.kotak(user_id), PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks: dict[str, Any] = {
        "halaman": halaman,
        "butir": [(pesan, surat.tulis(pesan.templat, pesan.konteks)) for pesan in halaman],
        "belum": Pesan.objects.belum_dibaca(user_id),
    }
    return render(request, "notifikasi/kotak.html", konteks)


@for_roles(*sorted(PETUGAS))
@require_POST
def buka(request: ActorRequest, pk: int) -> HttpResponseRedirect:
    """Mark a message as read and go where it points."""
    pesan = get_object_or_404(Pesan.objects.kotak(request.actor.user_id), pk=pk)
    flow.baca(pesan=pesan, now=timezone.now())
    return HttpResponseRedirect(pesan.konteks["tautan"])


@for_roles(*sorted(PETUGAS))
@require_POST
def baca_semua(request: ActorRequest) -> HttpResponseRedirect:
    """Mark everything as read."""
    flow.baca_semua(user_id=request.actor.user_id, now=timezone.now())
    return redirect("notifikasi:kotak")

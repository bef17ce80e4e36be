"""The public page of the helpdesk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akun.door import public
from helpdesk.kanal import semua


@public
@require_safe
def kanal(request: HttpRequest) -> HttpResponse:
    """Helpdesk and consultation: which way, what to bring, by when; and where other matters belong."""
    isi = {jenis: semua(jenis) for jenis in ("helpdesk", "keberatan", "lembaga")}
    return render(request, "helpdesk/kanal.html", isi)

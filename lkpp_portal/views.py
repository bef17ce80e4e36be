"""The landing page, the plain pages, and what is said when something goes wrong."""

import secrets
import sys
import traceback
from typing import Any

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe
from django.views.i18n import set_language

from akun.actor import LKPP, PETUGAS, Peran
from akun.door import ActorRequest, for_roles, public
from laporan.api import galat as galat_api
from laporan.janji import janji_bulan_ini
from lkpp_portal import health
from pengaduan.views.apip_mulai import belum_dipandu

log = structlog.get_logger(__name__)


@public
@require_GET
def beranda(request: HttpRequest) -> HttpResponse:
    """Four doors and the promise in numbers."""
    return render(request, "beranda.html", {"janji": janji_bulan_ini()})


@public
@require_GET
def bantuan(request: HttpRequest) -> HttpResponse:
    """How to reach a human."""
    return render(request, "bantuan.html")


@public
@require_GET
def privasi(request: HttpRequest) -> HttpResponse:
    """How LKPP uses what you tell it."""
    return render(request, "privasi.html")


@public
@require_GET
def aksesibilitas(request: HttpRequest) -> HttpResponse:
    """What we promise to people who use the portal in other ways."""
    return render(request, "aksesibilitas.html")


@public
def bahasa(request: HttpRequest) -> HttpResponseBase:
    """Switch the language; POST only."""
    return set_language(request)


@public
@require_GET
def sehat(request: HttpRequest) -> HttpResponse:
    """200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("sehat", content_type="text/plain")


@public
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """For monitoring: 200 when the database answers and a sweep was finished within the last minute, otherwise 503."""
    found = health.look()
    return JsonResponse(found.body, status=200 if found.green else 503)


@for_roles(Peran.PENGADU, *sorted(PETUGAS))
@require_GET
def meja(request: ActorRequest) -> HttpResponseRedirect:
    """After the login: everybody to his own desk; an inspector the first time to what he does there."""
    if request.actor.is_apip:
        return redirect("pengaduan:apip_mulai" if belum_dipandu(request.actor) else "pengaduan:apip_kotak")
    if request.actor.peran == Peran.PIMPINAN:
        return redirect("laporan:dasbor")
    if request.actor.peran == Peran.ADMIN_SISTEM:
        return redirect("sla:ringkas")
    if request.actor.is_lpse or request.actor.peran == Peran.PETUGAS_HELPDESK:
        return redirect("helpdesk:meja")
    if request.actor.peran == Peran.PETUGAS_ADVOKASI:
        return redirect("konsultasi:meja")
    if request.actor.peran in LKPP:
        return redirect("pengaduan:meja")
    return redirect("akun:saya")


def _galat(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    if request.path_info.startswith(galat_api.AWALAN):
        return galat_api.jawab(status, rujukan=context.get("rujukan", ""))
    return render(request, f"{status}.html", context, status=status)


def galat_400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request could not be read."""
    return _galat(request, 400)


def galat_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refused, with the sentence of whoever refused."""
    return _galat(request, 403, sebab=str(exception) or _("Halaman ini bukan untuk peran Anda."))


def galat_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not here, or not for you: the same words."""
    return _galat(request, 404)


def galat_500(request: HttpRequest) -> HttpResponse:
    """Our fault: an Indonesian sentence and a reference that stands in the log too."""
    rujukan = secrets.token_hex(4).upper()
    galat, _nilai, jejak = sys.exc_info()
    bingkai = traceback.extract_tb(jejak)[-1:]
    log.error(
        "galat_500",
        rujukan=rujukan,
        nama=getattr(request.resolver_match, "view_name", ""),
        galat=galat.__name__ if galat else "",
        di=[f"{b.filename.rpartition('/')[2]}:{b.lineno}" for b in bingkai],
    )
    return _galat(request, 500, rujukan=rujukan)


def csrf_gagal(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long."""
    return render(request, "403_csrf.html", {"kembali": reverse("beranda")}, status=403)

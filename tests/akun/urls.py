"""The doors of accounts alone, and some more to try the lock on."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from akun.actor import Peran
from akun.door import for_roles, public

handler403 = "lkpp_portal.views.galat_403"


@public
def terbuka(request: HttpRequest) -> HttpResponse:
    return HttpResponse("terbuka")


@for_roles(Peran.VERIFIKATOR)
def petugas(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.actor.nama)


@for_roles(Peran.PENGADU)
def warga(request: HttpRequest) -> HttpResponse:
    return HttpResponse("warga")


def tanpa_pintu(request: HttpRequest) -> HttpResponse:
    return HttpResponse("rahasia")


urlpatterns = [
    path("uji/terbuka/", terbuka),
    path("uji/petugas/", petugas),
    path("uji/warga/", warga),
    path("uji/tanpa-pintu/", tanpa_pintu),
    path("", terbuka, name="beranda"),
    path("meja/", petugas, name="meja"),
    path("akun/", include("akun.urls")),
    path("akun/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

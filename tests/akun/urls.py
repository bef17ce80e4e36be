"""The portal's doors, and some more to try the lock on."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from akun.actor import Actor, Peran
from akun.door import KeyDoor, for_roles, public
from lkpp_portal.urls import handler403, urlpatterns

__all__ = ["handler403", "urlpatterns"]


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


def berkunci(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.actor.nama)


def buka(request: HttpRequest) -> Actor | HttpResponse:
    peran = {"verifikator": Peran.VERIFIKATOR, "penelaah": Peran.PENELAAH}.get(request.headers.get("Authorization", ""))
    return Actor("Program", peran) if peran else HttpResponse("tanpa kunci", status=401)


berkunci.door = KeyDoor(frozenset({Peran.VERIFIKATOR}), buka)

urlpatterns = [
    path("uji/berkunci/", berkunci),
    path("uji/terbuka/", terbuka),
    path("uji/petugas/", petugas),
    path("uji/warga/", warga),
    path("uji/tanpa-pintu/", tanpa_pintu),
    *urlpatterns,
]

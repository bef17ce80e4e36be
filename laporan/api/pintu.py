"""The two doors of the API: the public one, and the one that a key opens. Both count how often somebody knocks."""

import hashlib
from collections.abc import Callable, Container
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from akun.actor import Actor
from akun.adapter import client_address
from akun.door import ActorRequest, KeyDoor
from akun.receipt import hitung, kunci_alamat
from laporan import kunci_api
from laporan.api.galat import isian_salah, jawab
from laporan.models import KunciApi
from laporan.models.api import Lingkup
from laporan.permissions import PEMBACA_LINGKUP

View = Callable[..., HttpResponseBase]
SEMENIT = 60
PER_MENIT = 120
"""Requests per minute: of a key, and of an address at the public door."""
BATAS_GAGAL = 60
"""Refused keys of an address per hour; beyond it the answer is another, and keys that are good still open."""
DISIMPAN = timedelta(minutes=5)  # how long the counter of a minute is kept
DIBACA = frozenset({"GET", "HEAD"})
UMUR = 300  # seconds for which a public answer may be kept


class PermintaanBerkunci(ActorRequest):
    """A request that a key let in; `jumlah_baris` says how many rows its answer gave."""

    kunci: KunciApi
    jumlah_baris: int


class Kunci(HttpBearer):
    """What the library asks before an operation: the key that the door has let in, once more for its scope."""

    def __init__(self, lingkup: Lingkup) -> None:
        super().__init__()
        self.lingkup = lingkup

    def __call__(self, request: HttpRequest) -> KunciApi | None:
        """The key, or None without one of this scope."""
        kunci: KunciApi | None = getattr(request, "kunci", None)
        return kunci if kunci is not None and self.lingkup in kunci.lingkup else None

    def authenticate(self, request: HttpRequest, token: str) -> KunciApi | None:
        """Never asked: the door in front has read the key."""
        raise NotImplementedError


def berkunci(view: View, lingkup: Lingkup, dikenal: Container[str]) -> View:
    """A view for keys of one scope. `dikenal` are the parameters that it has; a misspelt one is refused."""

    def lewat(request: PermintaanBerkunci, **kwargs: Any) -> HttpResponseBase:
        request.jumlah_baris = 0
        response = _baca(request, view, dikenal, kwargs)
        if response.status_code == 200:
            now = timezone.now()
            kunci_api.catat(kunci_id=request.kunci.pk, lingkup=lingkup, baris=request.jumlah_baris, now=now)
        return response

    lewat.door = KeyDoor(PEMBACA_LINGKUP[lingkup], _pembuka(lingkup))  # type: ignore[attr-defined]
    lewat.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie counts here, so there is nothing to ride on
    return cast(View, lewat)


def terbuka(view: View, dikenal: Container[str]) -> View:
    """A public view: other sites may read it, and keep it for a while."""

    def lewat(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = _asal_lain(HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"}))
        elif not _belum_penuh("api.publik", client_address(request), now=timezone.now()):
            response = _tunggu(timezone.now())
        else:
            response = _baca(request, view, dikenal, kwargs)
        return _disimpan(request, _asal_lain(response))

    lewat.door = "public"  # type: ignore[attr-defined]
    lewat.csrf_exempt = True  # type: ignore[attr-defined]
    return lewat


def _baca(request: HttpRequest, view: View, dikenal: Container[str], kwargs: dict[str, Any]) -> HttpResponseBase:
    """GET and HEAD go on to the view, which knows GET."""
    if request.method not in DIBACA:
        ditolak = jawab(405)
        ditolak["Allow"] = "GET, HEAD"
        return ditolak
    asing = next((nama for nama in request.GET if nama not in dikenal), None)
    if asing is not None:
        return isian_salah(asing[:100], _("Parameter ini tidak dikenal."))
    cara, request.method = request.method, "GET"
    with translation.override(settings.LANGUAGE_CODE):  # what a browser once chose is not asked of programs
        response = view(request, **kwargs)
    request.method = cara
    return response


def _pembuka(lingkup: Lingkup) -> Callable[[HttpRequest], Actor | HttpResponseBase]:
    """Opens for a living key of this scope; one answer for all that are not."""

    def buka(request: HttpRequest) -> Actor | HttpResponseBase:
        now = timezone.now()
        cara, _spasi, rahasia = request.headers.get("Authorization", "").partition(" ")
        kunci = kunci_api.kenali(rahasia.strip(), now=now) if cara.lower() == "bearer" else None
        if kunci is None:
            return _tanpa_kunci(request, now)
        if not _belum_penuh("api.kunci", str(kunci.pk), now=now):
            return _tunggu(now)
        if lingkup not in kunci.lingkup:
            return jawab(403)
        request.kunci = kunci  # type: ignore[attr-defined]
        return Actor.of(kunci.user)

    return buka


def _tanpa_kunci(request: HttpRequest, now: datetime) -> HttpResponse:
    if not hitung(kunci_alamat("api.gagal", client_address(request), now=now), BATAS_GAGAL, now=now):
        response = _tunggu(now, detik=3600 - now.minute * SEMENIT - now.second)
    else:
        response = jawab(401)
    response["WWW-Authenticate"] = 'Bearer realm="Portal LKPP"'
    return response


def _belum_penuh(untuk: str, siapa: str, *, now: datetime) -> bool:
    kunci = kunci_alamat(f"{untuk}.{now.minute}", siapa, now=now)
    return hitung(kunci, PER_MENIT, now=now, selama=DISIMPAN)


def _tunggu(now: datetime, detik: int = 0) -> HttpResponse:
    response = jawab(429)
    response["Retry-After"] = str(detik or SEMENIT - now.second)
    return response


def _asal_lain(response: HttpResponseBase) -> HttpResponseBase:
    """Pages of other sites may read it; it is the same for everybody, with cookies or without."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    if response.status_code < 400:
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _disimpan(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    response["Cache-Control"] = f"public, max-age={UMUR}"
    response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    return get_conditional_response(request, etag=response["ETag"], response=response) or response

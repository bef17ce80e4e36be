"""Headers on every answer, and the door in front of every view."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.door import KeyDoor

GetResponse = Callable[[HttpRequest], HttpResponse]
TERAKHIR = "terakhir"
MULAI = "mulai"
KETELITIAN = 60  # seconds; the session is written at most once a minute


UNDUHAN = "sandbox; default-src 'none'"


class HeaderMiddleware:
    """The headers that Django does not set itself.

    What a page may load is the same for every page; a file to take along may do nothing, should it be opened after all.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.csp = "; ".join(" ".join([apa, *dari]) for apa, dari in settings.CONTENT_SECURITY_POLICY.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; pages are not stored unless a view says otherwise."""
        response = self.get_response(request)
        unduhan = response.get("Content-Disposition", "").startswith("attachment")
        response.setdefault("Content-Security-Policy", UNDUHAN if unduhan else self.csp)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        if not request.path.startswith("/static/"):
            response.setdefault("Cache-Control", "no-store")
        return response


class LanguageMiddleware:
    """Indonesian, unless somebody chose English here: what a phone was set to decides nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.bahasa = {kode for kode, _nama in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak the language of the cookie, and say which one it was."""
        pilihan = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        bahasa = pilihan if pilihan in self.bahasa else settings.LANGUAGE_CODE
        translation.activate(bahasa)
        request.LANGUAGE_CODE = bahasa
        response = self.get_response(request)
        response.setdefault("Content-Language", bahasa)
        return response


class DoorMiddleware:
    """Puts the actor on the request, ends idle and old sessions and lets in only whom the view's door names."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the session's age before anything else."""
        self._keep_awake(request)
        return self.get_response(request)

    def _keep_awake(self, request: HttpRequest) -> None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.session.is_empty():
            return
        detik = int(timezone.now().timestamp())
        diam = detik - request.session.get(TERAKHIR, detik - KETELITIAN)
        lama = detik - request.session.setdefault(MULAI, detik) if SESSION_KEY in request.session else 0
        lewat = diam > settings.BATAS_DIAM_PETUGAS or lama > settings.BATAS_SESI_PETUGAS
        if lewat and request.user.is_authenticated and request.user.is_petugas:
            logout(request)
        elif diam >= KETELITIAN:
            request.session[TERAKHIR] = detik

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let in, send to the login or to the second factor, or refuse."""
        if "\x00" in request.path_info:  # no database takes it, so nothing of that name is there
            raise Http404
        door = getattr(view, "door", None)
        if door == "public" or view.__module__.startswith("allauth."):
            return None
        if isinstance(door, KeyDoor):
            return with_key(request, door)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.user.is_petugas and not used_second_factor(request):
            return second_factor_page(request)
        allowed = request.user.is_staff if in_admin(request) else door is not None and request.user.peran in door
        if not allowed:
            raise PermissionDenied(_("Halaman ini bukan untuk peran Anda."))
        request.actor = Actor.of(request.user)  # type: ignore[attr-defined]
        return None


def with_key(request: HttpRequest, door: KeyDoor) -> HttpResponseBase | None:
    """Let in the program whose key opens the door; whoever is logged in counts for nothing here."""
    siapa = door.open(request)
    if not isinstance(siapa, Actor):
        return siapa
    if siapa.peran not in door.peran:
        raise PermissionDenied(_("Halaman ini bukan untuk peran Anda."))
    request.actor = siapa  # type: ignore[attr-defined]
    return None


def in_admin(request: HttpRequest) -> bool:
    """Whether the address leads to the reference-data pages (Django admin)."""
    return request.resolver_match is not None and request.resolver_match.app_names[:1] == ["admin"]


def used_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor or a passkey was shown in this session."""
    return any(r.get("method") == "mfa" for r in get_authentication_records(request, request.user))


def second_factor_page(request: HttpRequest) -> HttpResponseRedirect:
    """To the setting up of a second factor; or, when it has just been set up, to showing it once."""
    if is_mfa_enabled(request.user):
        return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
    return HttpResponseRedirect(reverse("mfa_activate_totp"))

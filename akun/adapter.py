"""What allauth asks us."""

import base64
import ipaddress
import time
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from akun import demo
from akun.models import User
from akun.sealing import UnsealError, seal_text, unseal_text

SEGEL_KUNCI_KEDUA = "akun:kunci-kedua"
log = structlog.get_logger(__name__)


class AkunAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts of the public are open to everybody; staff accounts are made by an administrator."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller's address, believed only from as many proxies as we run."""
        return client_address(request)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A demo account that has strayed into production is treated like a disabled one."""
        if demo.is_demo(user) and not demo.boleh():
            user.is_active = False
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever typed his password a moment ago need not type it again to set up his first second factor."""
        request = self.request
        if app == "allauth.mfa" and request is not None and not is_mfa_enabled(request.user):
            masuk = get_authentication_records(request, request.user)
            if masuk and time.time() - masuk[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
                return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must not look like a broken portal: say it, and let the person try again."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.error("surel_gagal", templat=template_prefix, galat=type(error).__name__)
            if self.request is not None:
                self.request.surel_gagal = True
                messages.error(
                    self.request, _("E-mail tidak dapat kami kirim saat ini. Coba lagi beberapa menit lagi.")
                )

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Nothing is called sent that was not."""
        if level == messages.ERROR or not getattr(request, "surel_gagal", False):
            super().add_message(request, level, *args, **kwargs)


class SosialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Google and SSO LKPP bring a name and a verified address."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take the name over."""
        user = super().populate_user(request, sociallogin, data)
        user.nama = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        return user


class KunciKeduaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed: whoever steals the database cannot compute anybody's codes."""

    def encrypt(self, text: str) -> str:
        """Seal a secret into text."""
        return base64.b64encode(seal_text(text, context=SEGEL_KUNCI_KEDUA)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` made. Raises UnsealError."""
        try:
            sealed = base64.b64decode(encrypted_text)
        except ValueError as error:
            raise UnsealError("Kunci kedua ini tidak bersegel.") from error
        return unseal_text(sealed, context=SEGEL_KUNCI_KEDUA)


def client_address(request: HttpRequest) -> str:
    """The network address of the caller, for counting only; it is never written down.

    Of IPv6 the network of 64 bits: that is what one subscriber gets, with more addresses than could be counted.
    """
    forwarded = [p.strip() for p in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if p.strip()]
    if settings.JUMLAH_PROXY and len(forwarded) >= settings.JUMLAH_PROXY:
        return _network(forwarded[-settings.JUMLAH_PROXY])
    return _network(str(request.META.get("REMOTE_ADDR", "")))


def _network(alamat: str) -> str:
    try:
        ip = ipaddress.ip_address(alamat)
    except ValueError:
        return alamat
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network((int(ip), 64), strict=False).network_address)

"""What every page knows about the visitor's display: the theme of the cookie, and the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

TEMA = ("terang", "gelap")
KUKI_TEMA = "tema"
SETAHUN = 365 * 24 * 3600


def tampilan(request: HttpRequest) -> dict[str, str]:
    """Context processor: `tema` is "terang", "gelap" or "" (follow the device); `bahasa` is "id" or "en"."""
    tema = request.COOKIES.get(KUKI_TEMA, "")
    return {
        "tema": tema if tema in TEMA else "",
        "bahasa": "en" if (get_language() or "id").startswith("en") else "id",
    }


@require_POST
def pilih_tema(request: HttpRequest) -> HttpResponseRedirect:
    """Remember the chosen theme for a year, or forget it, and go back to the page."""
    tujuan = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(tujuan, {request.get_host()}, require_https=request.is_secure()):
        tujuan = "/"
    jawaban = HttpResponseRedirect(tujuan)
    tema = request.POST.get("tema", "")
    if tema in TEMA:
        jawaban.set_cookie(
            KUKI_TEMA, tema, max_age=SETAHUN, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    else:
        jawaban.delete_cookie(KUKI_TEMA, samesite="Lax")
    return jawaban

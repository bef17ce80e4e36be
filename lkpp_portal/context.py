"""What the frame of the working pages needs on pages of apps that know nothing of desks, such as the inbox."""

from typing import Any

from django.http import HttpRequest

from pengaduan.views.menu import rangka


def kerja(request: HttpRequest) -> dict[str, Any]:
    """Context processor: side menu and name of whoever works here; a view may say it better."""
    actor = getattr(request, "actor", None)
    if actor is None or not (actor.is_lkpp or actor.is_apip):
        return {}
    app = request.resolver_match.app_name if request.resolver_match else ""
    return rangka(actor, "pesan" if app == "notifikasi" else "")

"""What the frame of the working pages needs on pages of apps that know nothing of desks, such as the inbox."""

from typing import Any

from django.http import HttpRequest

from pengaduan.views.menu import rangka

AKTIF = {"notifikasi": "pesan", "sla": "tenggat"}  # which line of the menu the pages of an app belong to


def kerja(request: HttpRequest) -> dict[str, Any]:
    """Context processor: side menu and name of whoever works here; the pages of complaints bring their own."""
    actor = getattr(request, "actor", None)
    app = request.resolver_match.app_name if request.resolver_match else ""
    if actor is None or app == "pengaduan" or not (actor.is_lkpp or actor.is_apip):
        return {}
    return rangka(actor, AKTIF.get(app, ""))

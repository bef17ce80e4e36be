"""What an inspectorate does here, in three screens: shown after the first login, and again whenever asked for."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from akun.actor import APIP, Actor
from akun.door import ActorRequest, for_roles
from pengaduan.models import PanduanApip
from pengaduan.views.menu import rangka

LAYAR = ("terima", "tindak_lanjut", "laporkan")


def belum_dipandu(actor: Actor) -> bool:
    """An inspector who has never been shown the screens."""
    return actor.is_apip and not PanduanApip.objects.filter(user_id=actor.user_id or 0).exists()


def ingat(actor: Actor, *, now: datetime) -> None:
    """They were shown to him."""
    PanduanApip.objects.get_or_create(user_id=actor.petugas_id, defaults={"pada": now})


@for_roles(*sorted(APIP))
@require_GET
def mulai(request: ActorRequest) -> HttpResponse:
    """One screen (`?layar=1` to 3); whoever leaves early has still been shown them."""
    ingat(request.actor, now=timezone.now())
    diminta = request.GET.get("layar", "")
    ke = int(diminta) if diminta in {"1", "2", "3"} else 1
    konteks = {
        **rangka(request.actor, "apip_mulai"),
        "ke": ke,
        "dari": len(LAYAR),
        "layar": LAYAR[ke - 1],
        "sebelum": ke - 1,
        "sesudah": ke + 1 if ke < len(LAYAR) else 0,
    }
    return render(request, "pengaduan/apip/mulai.html", konteks)

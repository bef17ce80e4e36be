"""How far a verification is, for whoever holds its number and token. No officer is named."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akun import terbuka
from akun.actor import Actor
from akun.door import public
from berkas import store
from berkas.views import kirim_berkas
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.status_verifikasi import Event, Status
from helpdesk.views.verifikasi_lembar import LembarVerifikasi, baris_item, batas, tanda_verifikasi
from jejak import trail

RIWAYAT = (Event.DIDAFTARKAN, Event.DIKEMBALIKAN, Event.DILULUSKAN, Event.DICABUT, Event.DIBATALKAN)


def _terbuka(request: HttpRequest, now: datetime) -> LembarVerifikasi | None:
    """The verification whose receipt this browser has opened."""
    nomor = terbuka.nomor_terbuka(request.session, now=now)
    actor = Actor.pengadu(nomor)
    if not nomor or not Verifikasi.objects.visible_to(actor).exists():
        return None
    return LembarVerifikasi.buka(nomor, actor, now)


@public
@require_GET
def progres(request: HttpRequest) -> HttpResponse:
    """Where it stands, what is lacking, and what happens next."""
    satu = _terbuka(request, timezone.now())
    if satu is None:
        return redirect("lacak")
    v = satu.verifikasi
    item = [baris_item(i, satu.hari_ini) for i in satu.item]
    konteks = {
        "v": v,
        "lpse": v.meja.unit.nama,
        "meja": v.meja,
        "tanda": tanda_verifikasi(v.status),
        "kalimat": kalimat(v.status),
        "penjelasan": satu.pengembalian[0] if satu.pengembalian and v.status == Status.DIKEMBALIKAN else None,
        "item": [i for i in item if not i["tidak_dibawa"]],
        "lulus": v.status == Status.LULUS,
        "dikembalikan": v.status == Status.DIKEMBALIKAN,
        "berakhir": v.status in {Status.DICABUT, Status.BATAL},
        "riwayat": riwayat(v),
        **batas(v, satu.now),
    }
    return render(request, "helpdesk/verifikasi/progres.html", konteks)


def kalimat(status: str) -> str:
    """The status as a sentence."""
    return {
        Status.DIDAFTARKAN: _("Berkas Anda menunggu diperiksa"),
        Status.DIPERIKSA: _("Berkas Anda sedang diperiksa"),
        Status.DIKEMBALIKAN: _("Ada yang perlu Anda lengkapi"),
        Status.LULUS: _("Anda lulus verifikasi"),
        Status.DICABUT: _("Tanda lulus Anda dicabut"),
        Status.BATAL: _("Verifikasi ini dibatalkan"),
    }[Status(status)]


def riwayat(v: Verifikasi) -> list[dict[str, Any]]:
    """What happened, without who did it."""
    rows = trail.of(v).filter(kejadian__in=RIWAYAT).only("kejadian", "pada")
    return [{"judul": Event(j.kejadian).label, "pada": j.pada} for j in rows]


@public
@require_GET
def tanda_lulus(request: HttpRequest) -> HttpResponseBase:
    """The pass, for whoever has opened its receipt, while it holds."""
    satu = _terbuka(request, timezone.now())
    if satu is None or satu.verifikasi.status != Status.LULUS or satu.verifikasi.berkas is None:
        raise Http404
    return kirim_berkas(satu.verifikasi.berkas, variant=store.ASLI, nama=f"{satu.verifikasi.nomor}.pdf")


@public
@require_POST
def tutup(request: HttpRequest) -> HttpResponse:
    """This browser forgets the receipt."""
    terbuka.lupakan(request.session)
    messages.success(request, _("Halaman verifikasi sudah ditutup di peramban ini."))
    return redirect("lacak")

"""The custodian's desk: which cases hold an identity, opening one with a reason, and who opened what."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from jejak import trail
from jejak.models import Jejak
from pengaduan import permissions, vault
from pengaduan.forms_lkpp import BukaIdentitasForm
from pengaduan.models import Pengaduan
from pengaduan.pilihan import TingkatIdentitas
from pengaduan.status import Event
from pengaduan.tabel import NOMOR
from pengaduan.views.menu import rangka
from pengaduan.views.tanda import tanda

PENJAGA = Peran.PENJAGA_IDENTITAS
PER_HALAMAN = 25


@for_roles(PENJAGA)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """Find a case by its number, and see what was opened lately. Nothing of a complaint's content stands here."""
    cari = request.GET.get("q", "").strip().upper()
    rows = Pengaduan.objects.visible_to(request.actor).only("nomor", "status", "tingkat_identitas", "diajukan_pada")
    kasus = list(rows.filter(nomor__startswith=cari).order_by("-nomor")[:PER_HALAMAN]) if NOMOR.fullmatch(cari) else []
    terakhir = Jejak.objects.filter(kejadian=Event.IDENTITAS_DIBUKA).order_by("-pada", "-id")
    halaman = Paginator(terakhir, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        **rangka(request.actor, "penjaga"),
        "q": cari,
        "kasus": [{"p": p, "tanda": tanda(p.status), "tingkat": TingkatIdentitas(p.tingkat_identitas)} for p in kasus],
        "halaman": halaman,
        "jejak": _jejak(list(halaman)),
    }
    return render(request, "pengaduan/lkpp/penjaga.html", konteks)


def _jejak(rows: list[Jejak]) -> list[dict[str, Any]]:
    """Openings with the number of their case."""
    nomor = dict(Pengaduan.objects.filter(pk__in=[j.objek_id for j in rows]).values_list("pk", "nomor"))
    alasan = vault.alasan_pembukaan(rows)
    return [
        {"j": j, "nomor": nomor.get(j.objek_id, ""), "peran": Peran(j.peran).label, "alasan": alasan.get(j.pk, "")}
        for j in rows
    ]


def pastikan(request: ActorRequest) -> None:
    """Raise ReauthenticationRequired (allauth answers it) unless the person has shown who he is in the last minutes."""
    reauthentication_required(lambda _request: None, app="pengaduan")(request)


@for_roles(PENJAGA)
@never_cache
@require_http_methods(["GET", "POST"])
def buka(request: ActorRequest, nomor: str) -> HttpResponse:
    """Ask for the reason; after it, show the identity once.

    Re-authentication happens before the form: a POST resumed by allauth would not pass the door again.
    """
    if request.method == "GET":
        pastikan(request)
    pengaduan = get_object_or_404(Pengaduan.objects.visible_to(request.actor), nomor=nomor)
    boleh = permissions.may_buka_identitas(request.actor, pengaduan)
    form = BukaIdentitasForm(request.POST or None)
    konteks: dict[str, Any] = {"form": form, "sebab": boleh.sebab, "status": 200}
    if request.method == "POST" and boleh:
        konteks |= _bukakan(request, pengaduan, form)
    rows = trail.of(pengaduan).filter(kejadian__in=[Event.IDENTITAS_DIBUKA, Event.IDENTITAS_DIIZINKAN])
    konteks |= {
        **rangka(request.actor, "penjaga"),
        "p": pengaduan,
        "tanda": tanda(pengaduan.status),
        "tingkat": TingkatIdentitas(pengaduan.tingkat_identitas),
        "jejak": _jejak(list(rows.order_by("-urut"))),
    }
    return render(request, "pengaduan/lkpp/penjaga_buka.html", konteks, status=konteks["status"])


def _bukakan(request: ActorRequest, pengaduan: Pengaduan, form: BukaIdentitasForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"status": 422}
    try:
        pastikan(request)
    except ReauthenticationRequired:
        url = f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
        form.add_error(None, _("Pemastian bahwa ini Anda sudah lewat lima menit. Ulangi dahulu, lalu kirim lagi."))
        return {"status": 403, "pastikan_url": url}
    try:
        identitas = vault.buka(
            pengaduan=pengaduan, alasan=form.cleaned_data["alasan"], by=request.actor, now=timezone.now()
        )
    except (PermissionDenied, ValidationError) as error:
        form.add_error(None, str(error))
        return {"status": 409}
    return {"identitas": identitas, "ada": bool(identitas)}

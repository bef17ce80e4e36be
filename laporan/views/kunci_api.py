"""Keys for programs: one's own, how much they read, a new one, and revoking; the administrator sees all of them."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Max, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from laporan import kunci_api
from laporan.forms_kunci import KunciForm
from laporan.models import KunciApi
from laporan.models.api import Lingkup
from laporan.permissions import PEMEGANG_KUNCI, may_cabut_kunci

PER_HALAMAN = 25
HARI_PAKAI = 30
SEKALI = "kunci_api_baru"
"""Where a new secret waits in the sealed session until its page is read, once."""
LEWAT = gettext_lazy("Pemastian bahwa ini Anda sudah lewat lima menit. Ulangi dahulu, lalu kirim lagi.")
PEMEGANG = sorted(PEMEGANG_KUNCI)


@for_roles(*PEMEGANG)
@require_safe
def daftar(request: ActorRequest) -> HttpResponse:
    """The keys, the newest first."""
    now = timezone.now()
    rows = KunciApi.objects.visible_to(request.actor).select_related("user")
    rows = rows.annotate(terakhir=Max("pemakaian__terakhir_pada")).order_by("-dibuat_pada", "-pk")
    page = Paginator(rows, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "page": page,
        "baris": [_baris(k, now) for k in page],
        "semua": request.actor.peran == Peran.ADMIN_SISTEM,
    }
    return render(request, "laporan/api/daftar.html", konteks)


@for_roles(*PEMEGANG)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: ActorRequest) -> HttpResponse:
    """Ask who it is, then for which program the key is; its own page shows the secret, once."""
    form = KunciForm(request.POST or None, actor=request.actor)
    if request.method != "POST":
        pastikan(request)
        return _isi(request, form)
    if not form.is_valid():
        return _isi(request, form, status=422)
    try:
        pastikan(request)
        kunci, rahasia = kunci_api.buat(**form.cleaned_data, by=request.actor, now=timezone.now())
    except ReauthenticationRequired:
        form.add_error(None, str(LEWAT))
        url = f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
        return _isi(request, form, status=403, pastikan_url=url)
    except (PermissionDenied, ValidationError) as galat:
        form.add_error(None, str(galat) if isinstance(galat, PermissionDenied) else galat.messages)
        return _isi(request, form, status=409)
    request.session[SEKALI] = {"kunci": kunci.pk, "rahasia": rahasia}
    return redirect("laporan:kunci_api_satu", kunci.pk)


@for_roles(*PEMEGANG)
@never_cache
@require_safe
def satu(request: ActorRequest, pk: int) -> HttpResponse:
    """One key: what it reads, how much it read, and right after it was made the secret itself."""
    now = timezone.now()
    kunci = get_object_or_404(_terlihat(request), pk=pk)
    pakai = kunci.pemakaian.all()[: HARI_PAKAI * len(Lingkup)]
    konteks = {
        "k": _baris(kunci, now),
        "rahasia": _rahasia(request, kunci),
        "ringkasan": _ringkasan(kunci),
        "pakai": [
            {"hari": p.hari, "lingkup": p.get_lingkup_display(), "permintaan": p.permintaan, "baris": p.baris}
            for p in pakai
        ],
        "jumlah": kunci.pemakaian.aggregate(permintaan=Sum("permintaan"), baris=Sum("baris")),
        "boleh_cabut": kunci.dicabut_pada is None and bool(may_cabut_kunci(request.actor, kunci)),
    }
    return render(request, "laporan/api/satu.html", konteks)


@for_roles(*PEMEGANG)
@require_POST
def cabut(request: ActorRequest, pk: int) -> HttpResponse:
    """End a key at once."""
    kunci = get_object_or_404(_terlihat(request), pk=pk)
    try:
        kunci_api.cabut(kunci=kunci, by=request.actor, now=timezone.now())
    except ValidationError as galat:
        messages.error(request, galat.messages[0])
    else:
        messages.success(request, _("Kunci dicabut. Sistem yang memakainya langsung tertutup."))
    return redirect("laporan:kunci_api_satu", pk)


def pastikan(request: ActorRequest) -> None:
    """Raise ReauthenticationRequired (allauth answers it) unless the person has just shown who he is."""
    reauthentication_required(lambda _request: None, app="laporan")(request)


def _terlihat(request: ActorRequest) -> Any:
    return KunciApi.objects.visible_to(request.actor).select_related("user", "dicabut_oleh")


def _isi(request: ActorRequest, form: KunciForm, *, status: int = 200, **lain: Any) -> HttpResponse:
    return render(request, "laporan/api/baru.html", {"form": form, **lain}, status=status)


def _rahasia(request: ActorRequest, kunci: KunciApi) -> str:
    """The secret that waits for this page; it is gone then."""
    ada = request.session.get(SEKALI)
    if ada is None or ada["kunci"] != kunci.pk or request.method != "GET":
        return ""
    return str(request.session.pop(SEKALI)["rahasia"])


def _baris(kunci: KunciApi, now: datetime) -> dict[str, Any]:
    kata, nada = _keadaan(kunci, now)
    return {
        "kunci": kunci,
        "kata": kata,
        "nada": nada,
        "lingkup": [str(Lingkup(satu).label) for satu in kunci.lingkup],
        "terakhir": getattr(kunci, "terakhir", None),
        "url": reverse("laporan:kunci_api_satu", args=[kunci.pk]),
    }


def _keadaan(kunci: KunciApi, now: datetime) -> tuple[str, str]:
    """What a key is worth, and the tone of the word."""
    if kunci.dicabut_pada:
        return _("Dicabut"), "netral"
    if kunci.berlaku_sampai <= now:
        return _("Habis masa berlaku"), "netral"
    pemilik = kunci.user
    if not pemilik.is_active or pemilik.peran != kunci.peran or pemilik.sesi_versi != kunci.sesi_versi:
        return _("Mati: akun pemiliknya berubah"), "awas"
    return _("Berlaku"), "baik"


def _ringkasan(kunci: KunciApi) -> list[dict[str, Any]]:
    isi: list[dict[str, Any]] = [
        {"nama": _("Pemilik"), "nilai": f"{kunci.user.nama}, {Peran(kunci.peran).label}"},
        {"nama": _("Awal kunci"), "nilai": f"{kunci.awal}…"},
        {"nama": _("Yang dibaca"), "daftar": [Lingkup(satu).label for satu in kunci.lingkup]},
    ]
    return isi

"""Pages of an account, and finding an institution."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from akun import flow
from akun.actor import PETUGAS, Peran
from akun.context import pilih_tema
from akun.door import ActorRequest, for_roles, public
from akun.forms import NamaForm
from akun.models import User
from akun.permissions import may_ubah_nama
from akun.search import cari_instansi

SEMENIT = 60
tema = public(pilih_tema)


@public
@require_GET
@cache_control(private=True, max_age=10 * SEMENIT)
def instansi(request: HttpRequest) -> JsonResponse:
    """Names of institutions for a type-ahead field: `?q=` gives `{"hasil": [...]}`, at most ten."""
    return JsonResponse({"hasil": cari_instansi(request.GET.get("q", "")[:100])})


@for_roles(Peran.PENGADU, *sorted(PETUGAS))
@require_http_methods(["GET", "HEAD", "POST"])
def saya(request: ActorRequest) -> HttpResponse:
    """What the portal knows about the person who is logged in, and where to change it."""
    user = cast(User, request.user)
    form = NamaForm(request.POST or None, initial={"nama": user.nama})
    if request.method == "POST" and form.is_valid():
        flow.ubah_nama(user=user, nama=form.cleaned_data["nama"], by=request.actor, now=timezone.now())
        messages.success(request, _("Nama Anda sudah diganti."))
        return redirect("akun:saya")
    kunci = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    isi = {
        "form": form,
        "ubah_nama": may_ubah_nama(request.actor),
        "kunci_kedua": bool(kunci - {Authenticator.Type.RECOVERY_CODES}),
        "data": _data(user),
    }
    return render(request, "akun/saya.html", isi)


def _data(user: User) -> list[dict[str, str]]:
    """Lines of the summary list."""
    baris = [(_("Nama"), user.nama), (_("Alamat e-mail"), user.email)]
    if user.is_petugas:
        baris.append((_("Peran"), user.get_peran_display()))
        baris.append((_("Lembaga"), str(user.instansi or user.unit or "LKPP")))
    return [{"nama": nama, "nilai": nilai} for nama, nilai in baris]

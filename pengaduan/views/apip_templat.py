"""The texts that an inspectorate has ready for its reports: read, kept and taken away by its admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from pengaduan import templat_hasil
from pengaduan.forms_apip import TemplatForm
from pengaduan.models import TemplatHasil
from pengaduan.views.menu import rangka

KUNCI = "apip_templat"


@for_roles(Peran.ADMIN_APIP)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """All of them, ours as well."""
    konteks = {
        **rangka(request.actor, KUNCI),
        "milik": templat_hasil.milik(request.actor),
        "bawaan": templat_hasil.BLOK_BAWAAN,
        "penuh": templat_hasil.PALING_BANYAK,
    }
    return render(request, "pengaduan/apip/templat.html", konteks)


@for_roles(Peran.ADMIN_APIP)
@require_http_methods(["GET", "POST"])
def baru(request: ActorRequest) -> HttpResponse:
    """A new one, from an empty page or from one that is there (`?dari=`)."""
    dari = {b.kunci: b for b in templat_hasil.blok(request.actor)}.get(request.GET.get("dari", ""))
    awal = {"kesimpulan": dari.kesimpulan, "rekomendasi": dari.rekomendasi, "ringkasan": dari.ringkasan} if dari else {}
    return _isi(request, None, awal, _("Teks hasil baru"))


@for_roles(Peran.ADMIN_APIP)
@require_http_methods(["GET", "POST"])
def ubah(request: ActorRequest, pk: int) -> HttpResponse:
    """Change one."""
    templat = get_object_or_404(TemplatHasil.objects.visible_to(request.actor), pk=pk)
    awal = {nama: getattr(templat, nama) for nama in ("kesimpulan", "judul", "rekomendasi", "ringkasan")}
    return _isi(request, templat, awal, _("Ubah teks hasil"))


def _isi(request: ActorRequest, templat: TemplatHasil | None, awal: dict[str, Any], judul: str) -> HttpResponse:
    form = TemplatForm(request.POST or None, initial=awal)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                templat_hasil.simpan(templat=templat, **form.cleaned_data, by=request.actor, now=timezone.now())
                messages.success(request, _("Teks hasil tersimpan."))
                return redirect("pengaduan:apip_templat")
            except ValidationError as error:
                form.add_error("judul", error)
    konteks = {**rangka(request.actor, KUNCI), "form": form, "judul": judul, "templat": templat}
    return render(request, "pengaduan/apip/templat_isi.html", konteks, status=status)


@for_roles(Peran.ADMIN_APIP)
@require_http_methods(["GET", "POST"])
def hapus(request: ActorRequest, pk: int) -> HttpResponse:
    """Take one away, after a look at what goes."""
    templat = get_object_or_404(TemplatHasil.objects.visible_to(request.actor), pk=pk)
    if request.method == "POST":
        templat_hasil.hapus(templat=templat, by=request.actor, now=timezone.now())
        messages.success(request, _("Teks hasil dihapus."))
        return redirect("pengaduan:apip_templat")
    return render(request, "pengaduan/apip/templat_hapus.html", {**rangka(request.actor, KUNCI), "templat": templat})

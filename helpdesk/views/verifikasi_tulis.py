"""What the officer at the counter writes: a new provider, and how its documents were found."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun import receipt
from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from helpdesk import flow_verifikasi
from helpdesk import permissions_verifikasi as izin
from helpdesk.forms.verifikasi import DaftarForm, ItemForm, daftar_periksa
from helpdesk.models.meja import MejaLayanan
from helpdesk.status_verifikasi import TERBUKA
from helpdesk.views.verifikasi_lembar import LembarVerifikasi, tanda_verifikasi


@for_roles(Peran.PETUGAS_LPSE)
@require_http_methods(["GET", "POST"])
def baru(request: ActorRequest) -> HttpResponse:
    """Register a provider; then its slip, with number and token."""
    meja = MejaLayanan.objects.milik(request.actor)
    if meja is None:
        raise PermissionDenied(_("Akun Anda belum dikaitkan dengan meja LPSE. Hubungi helpdesk LKPP."))
    keputusan = izin.may_daftarkan(request.actor, meja)
    form = DaftarForm(request.POST or None)
    status = 200 if keputusan else 403
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                v = flow_verifikasi.daftarkan(
                    meja=meja,
                    data=form.data_penyedia,
                    token=receipt.new_token(),
                    by=request.actor,
                    now=timezone.now(),
                )
            except ValidationError as sebab:
                form.add_error(None, sebab)
            else:
                messages.success(request, _("Penyedia sudah terdaftar. Cetak slipnya, lalu periksa dokumennya."))
                return redirect("helpdesk:verifikasi_slip", nomor=v.nomor)
    konteks = {"form": form, "meja": meja, "sebab": keputusan.sebab}
    return render(request, "helpdesk/verifikasi/baru.html", konteks, status=status)


@for_roles(Peran.PETUGAS_LPSE)
@require_http_methods(["GET", "POST"])
def periksa(request: ActorRequest, nomor: str) -> HttpResponse:
    """The whole checklist on one screen: the original, three verdicts, validity and a note for each document."""
    satu = LembarVerifikasi.buka(nomor, request.actor, timezone.now())
    v = satu.verifikasi
    if v.status not in TERBUKA:
        sebab = _("Langkah ini tidak tersedia pada tahap ini: %(status)s.") % {
            "status": tanda_verifikasi(v.status)["kata"]
        }
        return _tampil(request, satu, [], sebab=sebab, status=409)
    if request.method == "GET":
        return _tampil(request, satu, daftar_periksa(satu.item))
    semua = daftar_periksa(satu.item, request.POST)
    benar = [form.is_valid() for form in semua]  # each of them, so that every error is shown
    if not all(benar):
        return _tampil(request, satu, semua, status=422)
    try:
        flow_verifikasi.periksa(
            verifikasi=v, hasil=[form.hasil for form in semua], by=request.actor, now=timezone.now()
        )
    except ValidationError as error:
        return _tampil(request, satu, semua, sebab=error.messages[0], status=409)
    messages.success(request, _("Hasil pemeriksaan sudah disimpan."))
    return redirect(satu.url(kueri=request.GET.urlencode()))


def _tampil(
    request: ActorRequest, satu: LembarVerifikasi, semua: list[ItemForm], *, sebab: str = "", status: int = 200
) -> HttpResponse:
    v = satu.verifikasi
    konteks = {
        "v": v,
        "tanda": tanda_verifikasi(v.status),
        "semua": semua,
        "form": next((form for form in semua if form.errors), None),
        "salah": [form for form in semua if form.errors],
        "sebab": sebab,
        "lembar_url": satu.url(kueri=request.GET.urlencode()),
    }
    return render(request, "helpdesk/verifikasi/periksa.html", konteks, status=status)

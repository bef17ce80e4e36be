"""Taking up an invitation: the link of the mail, and the page on which the password is made.

The token leaves the address at once: it stands in the session while the page is open.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from akun import receipt
from akun.adapter import client_address
from akun.door import public
from akun.models import User
from inspektorat import flow_petugas
from inspektorat.flow_petugas import UndanganDitolak
from inspektorat.forms import SandiForm

KUNCI = "undangan"
BATAS_GAGAL = 20  # dead links per network address and hour


@public
@require_GET
def tautan(request: HttpRequest, kunci: str) -> HttpResponse:
    """The link of the mail. It does nothing by itself: mail programs open links too."""
    request.session[KUNCI] = kunci
    return redirect("inspektorat:undangan")


@public
@sensitive_post_parameters("sandi", "ulang")
@require_http_methods(["GET", "HEAD", "POST"])
def undangan(request: HttpRequest) -> HttpResponse:
    """Who was invited as what, and the password. Afterwards he logs in, and sets up the second factor."""
    now = timezone.now()
    token = request.session.get(KUNCI, "")
    hitungan = receipt.kunci_alamat("undangan", client_address(request), now=now)
    try:
        if receipt.terhitung(hitungan) >= BATAS_GAGAL:
            raise UndanganDitolak
        satu = flow_petugas.buka_undangan(token, now=now)
    except UndanganDitolak:
        if token:
            receipt.hitung(hitungan, BATAS_GAGAL, now=now)
            request.session.pop(KUNCI, None)
        return render(request, "inspektorat/bergabung/undangan_habis.html", status=410)
    calon = satu.calon
    bayangan = User(email=calon.surel, nama=calon.nama)
    form = SandiForm(request.POST or None, user=bayangan)
    isi = {"form": form, "calon": calon, "inspektorat": calon.keanggotaan.inspektorat, "sampai": satu.kedaluwarsa_pada}
    if request.method != "POST":
        return render(request, "inspektorat/bergabung/undangan.html", isi)
    if form.is_valid():
        try:
            flow_petugas.terima_undangan(token=token, sandi=form.cleaned_data["sandi"], now=now)
        except UndanganDitolak:
            return render(request, "inspektorat/bergabung/undangan_habis.html", status=410)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            request.session.pop(KUNCI, None)
            messages.success(request, _("Akun Anda sudah jadi. Masuk sekarang, lalu pasang kunci kedua."))
            return redirect("account_login")
    return render(request, "inspektorat/bergabung/undangan.html", isi, status=422)

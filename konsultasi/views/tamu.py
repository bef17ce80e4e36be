"""Visitors without an appointment, and the queue number: large on the screen, and on paper."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.door import ActorRequest, for_roles
from akun.models import Unit
from akun.receipt import new_token
from konsultasi import flow_temu, serah
from konsultasi.flow import DataKonsultasi
from konsultasi.forms.catat import TamuForm
from konsultasi.permissions import MEJA
from konsultasi.routing import unit_untuk
from konsultasi.views.lembar import Lembar, url_kasus
from konsultasi.views.meja import pembaca_meja


@for_roles(*sorted(MEJA))
@require_http_methods(["GET", "HEAD", "POST"])
def tamu(request: ActorRequest) -> HttpResponse:
    """Enter a visitor, who is here at once with a queue number."""
    pembaca = pembaca_meja(request.actor)
    form = TamuForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid() and _milik(form, form.data_konsultasi(), [u.kode for u in pembaca.unit]):
            token, data = new_token(), form.data_konsultasi()
            try:
                k = flow_temu.catat_tamu(data=data, token=token, by=request.actor, now=pembaca.now)
            except (PermissionDenied, ValidationError) as sebab:
                form.add_error(None, str(sebab) if isinstance(sebab, PermissionDenied) else sebab)
            else:
                serah.simpan(request.session, k.nomor, token, by=request.actor, now=pembaca.now)
                return redirect(url_kasus(k.nomor, "antrean"))
    return render(request, "konsultasi/meja/tamu.html", {"form": form}, status=status)


def _milik(form: TamuForm, data: DataKonsultasi, kode: list[str]) -> bool:
    """Whether the visitor is of one of these directorates; otherwise the form says where he belongs."""
    tujuan = unit_untuk(data.instansi, hukum=data.hukum)
    if tujuan in kode:
        return True
    unit = Unit.objects.get(kode=tujuan)
    form.add_error(None, _("Tamu ini dilayani %(unit)s. Antarkan ke sana.") % {"unit": unit.nama})
    return False


@for_roles(*sorted(MEJA))
@require_GET
def antrean(request: ActorRequest, nomor: str) -> HttpResponse:
    """The queue number of a visitor who is here, for the screen and for paper."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    janji = lembar.janji
    if janji is None or janji.nomor_antrean is None:
        raise Http404(_("Tamu ini belum datang."))
    konteks = {
        "k": lembar.k,
        "janji": janji,
        "token": serah.token(request.session, nomor, by=request.actor, now=lembar.now),
        "kasus_url": lembar.url(kueri=request.GET.urlencode()),
    }
    return render(request, "konsultasi/meja/antrean.html", konteks)

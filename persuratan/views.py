"""The public page about letters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akun.door import public
from akun.models import Pejabat


@public
@require_safe
def kirim(request: HttpRequest) -> HttpResponse:
    """How a letter reaches LKPP, to whom it is addressed, and what a letter of complaint has to contain."""
    pejabat = Pejabat.objects.order_by("pk").values_list("jabatan", flat=True)
    return render(request, "persuratan/kirim.html", {"pejabat": pejabat})

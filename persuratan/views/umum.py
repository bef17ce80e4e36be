"""The entrance to letters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akun.door import public
from akun.models import Pejabat


@public
@require_safe
def kirim(request: HttpRequest) -> HttpResponse:
    """Send one, follow one, or read how one reaches LKPP by post and what a letter of complaint has to contain."""
    pejabat = Pejabat.objects.order_by("pk").values_list("jabatan", flat=True)
    return render(request, "persuratan/kirim.html", {"pejabat": pejabat})

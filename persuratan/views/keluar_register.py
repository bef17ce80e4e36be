"""The register of numbers, for TU: every number of a unit and year, and why one has no letter that holds."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun.actor import Actor, Peran
from akun.door import ActorRequest, for_roles
from akun.models import Unit
from akun.receipt import WIB
from akun.terbatas import PER_HALAMAN
from persuratan import nomor
from persuratan.forms.keluar_langkah import LanjutForm
from persuratan.models import NomorSurat, SuratKeluar
from persuratan.views.keluar_lembar import tanda_keluar, url_keluar
from persuratan.views.tanda import tanda_rahasia

TAHUN = range(2000, 2200)


class SeriForm(forms.Form):
    """Which series: it stands in the URL."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.lkpp().order_by("nama"), required=False, empty_label=_("Pilih unit")
    )
    tahun = forms.TypedChoiceField(label=_("Tahun"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, tahun: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahun"].choices = [(t, str(t)) for t in tahun]  # type: ignore[attr-defined]


@for_roles(Peran.PETUGAS_TU)
@require_http_methods(["GET", "HEAD", "POST"])
def buku(request: ActorRequest) -> HttpResponse:
    """Read a series, newest first; or say that it went on elsewhere."""
    unit, tahun, seri = _seri(request)
    lanjut = LanjutForm(request.POST or None)
    status = 200
    if lanjut.is_bound:
        status = 422
        if unit is None:
            lanjut.add_error(None, _("Pilih unitnya dahulu."))
        elif lanjut.is_valid():
            try:
                nomor.lanjutkan_dari(
                    unit=unit, tahun=tahun, by=request.actor, now=timezone.now(), **lanjut.cleaned_data
                )
            except ValidationError as error:
                lanjut.add_error("terakhir", error.messages)
                status = 409
            else:
                berikut = {"n": lanjut.cleaned_data["terakhir"] + 1}
                messages.success(request, _("Nomor berikutnya di portal: %(n)s.") % berikut)
                return redirect(f"{reverse('persuratan:keluar_buku')}?unit={unit.pk}&tahun={tahun}")
    rows = NomorSurat.objects.filter(unit=unit, tahun=tahun).order_by("-urut")
    page = Paginator(rows, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "seri": seri,
        "unit": unit,
        "tahun": tahun,
        "lanjut": lanjut,
        "page": page,
        "baris": _baris(list(page.object_list), request.actor),
        "celah": list(nomor.celah(unit=unit, tahun=tahun)) if unit else [],
        "kepala": [{"teks": t} for t in (_("Urut"), _("Nomor surat"), _("Tanggal"), _("Status"), _("Keterangan"))],
    }
    return render(request, "persuratan/keluar/buku.html", konteks, status=status)


def _seri(request: ActorRequest) -> tuple[Unit | None, int, SeriForm]:
    """The unit and year of the URL, this year when it names none."""
    kini = timezone.now().astimezone(WIB).year
    tahun = sorted({kini, *NomorSurat.objects.order_by().values_list("tahun", flat=True).distinct()}, reverse=True)
    data = request.GET.copy()
    data.setdefault("tahun", str(kini))
    if "unit" not in data and (pertama := NomorSurat.objects.order_by("-id").first()):
        data["unit"] = str(pertama.unit_id)
    seri = SeriForm(data, tahun=tahun)
    seri.is_valid()
    return seri.cleaned_data.get("unit"), seri.cleaned_data.get("tahun") or kini, seri


def _baris(rows: list[NomorSurat], actor: Actor) -> list[dict[str, Any]]:
    """The lines of a page. Of a letter that TU may not open it shows the envelope only."""
    kunci = [r.surat_id for r in rows if r.surat_id]
    amplop = {s.pk: s for s in SuratKeluar.objects.amplop(actor).filter(pk__in=kunci)}
    terbuka = SuratKeluar.objects.visible_to(actor).filter(pk__in=kunci).values_list("pk", flat=True)
    boleh = set(terbuka)
    hasil = []
    for r in rows:
        s = amplop.get(r.surat_id or 0)
        hasil.append(
            {
                "urut": r.urut,
                "nomor": s.nomor_surat if s else "",
                "tanggal": s.tanggal_surat if s else None,
                "url": url_keluar(s.pk) if s and s.pk in boleh else "",
                "tanda": tanda_keluar(s.status) if s else None,
                "rahasia": tanda_rahasia(s.kerahasiaan) if s and s.rahasia else None,
                "keterangan": r.penjelasan,
            }
        )
    return hasil

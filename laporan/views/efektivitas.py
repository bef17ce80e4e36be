"""The effectiveness figure: per period, and per institution."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from akun.models import Instansi
from akun.ringkas import Ketik, Pilih
from akun.templatetags.rupa import angka
from laporan import efektivitas as hitungan
from laporan.efektivitas import Efektivitas
from laporan.permissions import PEMBACA_PAPAN
from laporan.views import kata

PER_HALAMAN = 50


class SaringForm(forms.Form):
    """The filter: it stands in the URL."""

    q = forms.CharField(label=gettext_lazy("Cari nama"), required=False, max_length=100, widget=Ketik)
    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False, widget=Pilih)

    def __init__(self, *args: Any, periode: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = periode  # type: ignore[attr-defined]

    @property
    def dipakai(self) -> dict[str, str]:
        """The parts that are filled in and understood."""
        self.is_valid()
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai}


@for_roles(*sorted(PEMBACA_PAPAN))
@require_GET
def efektivitas(request: ActorRequest) -> HttpResponse:
    """One number, what it means, and the institutions behind it; most packages first."""
    now = timezone.now()
    pilihan = kata.pilihan_periode(now)
    form = SaringForm(request.GET, periode=pilihan)
    dipakai = form.dipakai
    rentang = kata.periode(dipakai.get("periode", ""), now=now)
    bagian = hitungan.per_instansi(dari=rentang.dari, sampai=rentang.sampai)
    nama: dict[int | None, str] = {None: _("Instansi belum dikenal")}
    nama |= dict(Instansi.objects.filter(pk__in=[pk for pk in bagian if pk]).values_list("pk", "nama"))
    cari = dipakai.get("q", "").casefold()
    urut = sorted(
        ((nama[pk], e) for pk, e in bagian.items() if cari in nama[pk].casefold()),
        key=lambda b: (-b[1].diadukan, b[0]),
    )
    page = Paginator(urut, PER_HALAMAN).get_page(request.GET.get("halaman"))
    kepala = (_("Instansi"), _("Paket diadukan"), _("Dieskalasi ke APIP"), _("Efektivitas"))
    bersama = hitungan.jumlah(bagian)
    konteks = {
        "saring": form,
        "keping": kata.keping(request.GET, form, dipakai),
        "bersama": bersama,
        "persen": persen(bersama),
        "periode": dict(pilihan).get(rentang.kode, ""),
        "kepala": [{"teks": t, "angka": ke > 0} for ke, t in enumerate(kepala)],
        "baris": [_baris(n, e, kepala) for n, e in page],
        "page": page,
    }
    return render(request, "laporan/efektivitas.html", konteks)


def persen(satu: Efektivitas) -> str:
    """The figure as people read it."""
    return "–" if satu.persen is None else f"{angka(satu.persen)}%"


def _baris(nama: str, satu: Efektivitas, label: tuple[str, ...]) -> list[dict[str, Any]]:
    isi = (angka(satu.diadukan), angka(satu.dieskalasi), persen(satu))
    return [{"isi": nama}, *({"isi": n, "angka": True, "label": t} for n, t in zip(isi, label[1:], strict=True))]

"""The scoreboard as LKPP reads it."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from akun.models import Instansi
from akun.ringkas import Ketik, Pilih
from inspektorat.models import Inspektorat
from laporan import papan_skor
from laporan.papan_skor import MENURUN, PALING_SEDIKIT, UKURAN, Skor
from laporan.permissions import PEMBACA_PAPAN
from laporan.views import kata

PER_HALAMAN = 50
URUTAN = ("hasil", *(u for u in UKURAN if u != "hasil"))
"""What the list can be sorted by; the first unless one is chosen."""
JUDUL: dict[str, tuple[Promise, Promise]] = {
    "terima": (
        gettext_lazy("Diterima tepat waktu"),
        gettext_lazy("Kasus yang diterima APIP sebelum batasnya, dari semua kasus yang batasnya sudah diputus."),
    ),
    "hasil": (
        gettext_lazy("Hasil tepat waktu"),
        gettext_lazy("Hasil yang dilaporkan sebelum batasnya. Hasil yang dikembalikan mendapat batas baru."),
    ),
    "kembali": (
        gettext_lazy("Dikembalikan ke LKPP"),
        gettext_lazy("Kasus yang dikembalikan sebelum diterima. Pengembalian dapat beralasan; baca alasannya."),
    ),
    "mutu": (
        gettext_lazy("Hasil diminta diperbaiki"),
        gettext_lazy("Hasil yang dikembalikan LKPP karena belum lengkap, dari semua hasil yang dilaporkan."),
    ),
}


class SaringForm(forms.Form):
    """The filter: it stands in the URL."""

    q = forms.CharField(label=gettext_lazy("Cari nama"), required=False, max_length=100, widget=Ketik)
    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False, widget=Pilih)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis instansi"), required=False, widget=Pilih)
    urut = forms.ChoiceField(label=gettext_lazy("Urut menurut"), required=False, widget=Pilih)

    def __init__(self, *args: Any, periode: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = periode  # type: ignore[attr-defined]
        self.fields["jenis"].choices = [("", _("Semua")), *Instansi.Jenis.choices]  # type: ignore[attr-defined]
        self.fields["urut"].choices = [(u, JUDUL[u][0]) for u in URUTAN]  # type: ignore[attr-defined]

    @property
    def dipakai(self) -> dict[str, str]:
        """The parts that are filled in and understood."""
        self.is_valid()
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai}


@for_roles(*sorted(PEMBACA_PAPAN))
@require_GET
def papan(request: ActorRequest) -> HttpResponse:
    """All inspectorates with cases, by rank in one measure."""
    now = timezone.now()
    form = SaringForm(request.GET, periode=kata.pilihan_periode(now))
    dipakai = form.dipakai
    rentang = kata.periode(dipakai.get("periode", ""), now=now)
    isi = papan_skor.susun(papan_skor.hitung(dari=rentang.dari, sampai=rentang.sampai))
    urut = dipakai.get("urut", URUTAN[0])
    nama = {pk: (n, j) for pk, n, j in Inspektorat.objects.values_list("pk", "nama", "jenis_instansi")}
    cari = dipakai.get("q", "").casefold()
    cocok = [
        s
        for s in isi.urut(urut)
        if s.inspektorat_id in nama
        and ("jenis" not in dipakai or nama[s.inspektorat_id][1] == dipakai["jenis"])
        and cari in nama[s.inspektorat_id][0].casefold()
    ]
    page = Paginator(cocok, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "saring": form,
        "keping": kata.keping(request.GET, form, dipakai),
        "bersama": [{"judul": JUDUL[u][0], "arti": JUDUL[u][1], **kata.sel(isi.bersama[u])} for u in UKURAN]
        if isi.skor
        else [],
        "urut": JUDUL[urut][0],
        "kepala": _kepala(request, urut),
        "baris": [_baris(s, nama[s.inspektorat_id][0], urut) for s in page],
        "page": page,
        "jumlah": len(cocok),
        "paling_sedikit": PALING_SEDIKIT,
        "boleh_terbit": request.actor.peran == Peran.PEJABAT_DPPH,
    }
    return render(request, "laporan/papan/papan.html", konteks)


def _kepala(request: ActorRequest, urut: str) -> list[dict[str, Any]]:
    depan: list[dict[str, Any]] = [{"teks": _("Peringkat")}, {"teks": _("Inspektorat")}]
    return depan + [
        {
            "teks": JUDUL[u][0],
            "urut": kata.tanpa(request.GET, urut=u),
            "arah": ("ascending" if u in MENURUN else "descending") if u == urut else "none",
        }
        for u in UKURAN
    ]


def _baris(satu: Skor, nama: str, urut: str) -> dict[str, Any]:
    sel = [kata.sel(satu.nilai[u]) | {"label": f"{JUDUL[u][0]}:"} for u in UKURAN]
    return {"nama": nama, "peringkat": satu.peringkat[urut], "sel": sel}

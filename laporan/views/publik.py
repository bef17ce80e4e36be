"""The public scoreboard: nothing but what was published, and nothing at all while it is switched off."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.door import public
from akun.models import Instansi
from akun.ringkas import Ketik, Pilih
from akun.templatetags.rupa import angka
from inspektorat.models import Inspektorat
from laporan import penyusutan, terbitan
from laporan.daftar_papan import JUDUL
from laporan.models import TerbitanPapan
from laporan.penyusutan import Hitung
from laporan.periode import Triwulan
from laporan.views import kata


class SaringForm(forms.Form):
    """Which quarter, which measure, and which rows are shown; no figure depends on it."""

    triwulan = forms.ChoiceField(label=gettext_lazy("Triwulan"), required=False, widget=Pilih)
    ukuran = forms.ChoiceField(label=gettext_lazy("Yang dihitung"), required=False, widget=Pilih)
    q = forms.CharField(label=gettext_lazy("Cari nama"), required=False, max_length=100, widget=Ketik)

    def __init__(self, *args: Any, triwulan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["triwulan"].choices = triwulan  # type: ignore[attr-defined]
        self.fields["ukuran"].choices = [  # type: ignore[attr-defined]
            (u, JUDUL[u][0]) for u in terbitan.DITERBITKAN
        ]

    @property
    def dipakai(self) -> dict[str, str]:
        """The parts that are filled in and understood."""
        self.is_valid()
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai}


@public
@require_GET
def publik(request: HttpRequest) -> HttpResponse:
    """One quarter and one measure, by kind of institution."""
    if not terbitan.menyala():
        raise Http404
    semua = {Triwulan(t.tahun, t.triwulan): t for t in TerbitanPapan.objects.all()}
    form = SaringForm(request.GET, triwulan=[(str(t), t.sebutan) for t in semua])
    dipakai = form.dipakai
    ukuran = dipakai.get("ukuran", terbitan.DITERBITKAN[0])
    terpilih = Triwulan.baca(dipakai.get("triwulan", "")) or next(iter(semua), None)
    satu = semua.get(terpilih) if terpilih else None
    kelompok = satu.isi[ukuran] if satu else []
    konteks = {
        "saring": form,
        "keping": kata.keping(request.GET, form, {"q": dipakai["q"]} if "q" in dipakai else {}),
        "triwulan": terpilih.sebutan if satu and terpilih else "",
        "pada": satu.dibekukan_pada if satu else None,
        "judul": JUDUL[ukuran][0],
        "arti": JUDUL[ukuran][1],
        "kelompok": _kelompok(kelompok, dipakai.get("q", "").casefold()),
        "kepala": [
            {"teks": _("Inspektorat")},
            {"teks": _("Tepat waktu"), "angka": True},
            {"teks": _("Terlambat"), "angka": True},
            {"teks": _("Perkiraan dan selangnya"), "angka": True},
        ],
    }
    return render(request, "laporan/papan/publik.html", konteks)


def _kelompok(isi: list[dict[str, Any]], cari: str) -> list[dict[str, Any]]:
    """The groups to show. The rates are shrunk towards what is published: nothing else goes into them."""
    terbit = {pk: Hitung(tepat + telat, tepat) for k in isi for pk, tepat, telat in k["baris"]}
    dugaan = penyusutan.dugaan_awal(terbit.values())
    nama = dict(Inspektorat.objects.filter(pk__in=terbit).values_list("pk", "nama"))
    label = dict(Instansi.Jenis.choices)
    return [
        {
            "judul": ", ".join(str(label[j]) for j in k["jenis"]),
            "baris": [
                {
                    "nama": nama[pk],
                    "tepat": angka(tepat),
                    "telat": angka(telat),
                    **kata.sel(penyusutan.nilai(terbit[pk], dugaan)),
                }
                for pk, tepat, telat in sorted(k["baris"], key=lambda b: nama.get(b[0], ""))
                if cari in nama.get(pk, "").casefold() and pk in nama
            ],
            "ditekan": k["ditekan"],
            "tepat": angka(k["total"][0]),
            "telat": angka(k["total"][1]),
        }
        for k in isi
    ]

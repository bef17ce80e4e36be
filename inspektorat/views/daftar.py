"""The registry of inspectorates: figures, the provinces as tiles, and the list with its filter in the URL."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from akun.models import Instansi
from akun.ringkas import Ketik, Pilih
from akun.templatetags.rupa import angka
from inspektorat import daftar as registri
from inspektorat.daftar import PUSAT, Baris, Cakupan, Golongan, Keadaan

PEMBACA = frozenset(
    {Peran.PEJABAT_DPPH, Peran.PIMPINAN, Peran.PENELAAH, Peran.VERIFIKATOR, Peran.ADMIN_SISTEM, Peran.PETUGAS_TU}
)
PER_HALAMAN = 50
NADA = {
    Keadaan.AKTIF: "baik",
    Keadaan.BERSURAT: "info",
    Keadaan.DIPROSES: "awas",
    Keadaan.DITANGGUHKAN: "telat",
    Keadaan.BELUM: "netral",
}
KODE = {
    "11": "AC",
    "12": "SU",
    "13": "SB",
    "14": "RI",
    "15": "JA",
    "16": "SS",
    "17": "BE",
    "18": "LA",
    "19": "BB",
    "21": "KR",
    "31": "JK",
    "32": "JB",
    "33": "JT",
    "34": "YO",
    "35": "JI",
    "36": "BT",
    "51": "BA",
    "52": "NB",
    "53": "NT",
    "61": "KB",
    "62": "KT",
    "63": "KS",
    "64": "KI",
    "65": "KU",
    "71": "SA",
    "72": "ST",
    "73": "SN",
    "74": "SG",
    "75": "GO",
    "76": "SR",
    "81": "MA",
    "82": "MU",
    "91": "PA",
    "92": "PB",
    "93": "PS",
    "94": "PT",
    "95": "PE",
    "96": "PD",
}
"""Province -> its letters (ISO 3166-2:ID), short enough for a tile."""


class SaringForm(forms.Form):
    """The filter: it stands in the URL."""

    q = forms.CharField(label=gettext_lazy("Cari nama"), required=False, max_length=100, widget=Ketik)
    keadaan = forms.ChoiceField(label=gettext_lazy("Keanggotaan"), required=False, widget=Pilih)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis instansi"), required=False, widget=Pilih)
    provinsi = forms.ChoiceField(label=gettext_lazy("Provinsi"), required=False, widget=Pilih)

    def __init__(self, *args: Any, provinsi: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        semua = ("", _("Semua"))
        golongan = [(f"g-{k}", label) for k, label in Golongan.choices]
        self.fields["keadaan"].choices = [semua, *golongan, *Keadaan.choices]  # type: ignore[attr-defined]
        self.fields["jenis"].choices = [semua, *Instansi.Jenis.choices]  # type: ignore[attr-defined]
        self.fields["provinsi"].choices = [  # type: ignore[attr-defined]
            semua,
            (PUSAT, _("Kementerian dan lembaga")),
            *provinsi.items(),
        ]

    @property
    def dipakai(self) -> dict[str, str]:
        """The parts that are filled in and understood."""
        self.is_valid()
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai}


@for_roles(*sorted(PEMBACA))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """All institutions: how many have joined, where, and who."""
    semua, provinsi = registri.semua(), registri.provinsi()
    form = SaringForm(request.GET, provinsi=provinsi)
    cocok = registri.saring(semua, form.dipakai)
    page = Paginator(cocok, PER_HALAMAN).get_page(request.GET.get("halaman"))
    bersama, wilayah = registri.cakupan(semua), registri.per(semua, lambda b: b.provinsi)
    konteks = {
        "bersama": bersama,
        "persen": persen(bersama),
        "angka_besar": _angka_besar(bersama),
        "jenis": _tabel(registri.per(semua, lambda b: b.jenis), dict(Instansi.Jenis.choices), "jenis"),
        "wilayah": _tabel(wilayah, {PUSAT: _("Kementerian dan lembaga"), **provinsi}, "provinsi"),
        "kepala_cakupan": _kepala_cakupan(),
        "ubin": _ubin(wilayah, provinsi, str(form.dipakai.get("provinsi", ""))),
        "belum_dikenal": [{"teks": nama} for nama in registri.belum_dikenal()],
        "saring": form,
        "keping": _keping(request, form),
        "page": page,
        "jumlah": len(cocok),
        "baris": _baris(page, provinsi),
        "kepala": [{"teks": t} for t in (_("Inspektorat"), _("Instansi"), _("Provinsi"), _("Keanggotaan"))],
    }
    return render(request, "inspektorat/daftar/daftar.html", konteks)


def persen(satu: Cakupan) -> str:
    """Coverage as people read it."""
    return f"{angka(satu.persen)}%"


def _angka_besar(satu: Cakupan) -> list[dict[str, str]]:
    return [
        {"teks": _("Bergabung"), "angka": angka(satu.bergabung), "url": "?keadaan=g-bergabung#daftar"},
        {"teks": _("Aktif di portal"), "angka": angka(satu.aktif), "url": "?keadaan=aktif#daftar"},
        {"teks": _("Diundang"), "angka": angka(satu.diundang), "url": "?keadaan=g-diundang#daftar"},
        {"teks": _("Belum"), "angka": angka(satu.belum), "url": "?keadaan=g-belum#daftar"},
    ]


def _kepala_cakupan() -> list[dict[str, Any]]:
    angka_ = (_("Bergabung"), _("Diundang"), _("Belum"), _("Jumlah"), _("Cakupan"))
    return [{"teks": _("Kelompok")}, *({"teks": t, "angka": True} for t in angka_)]


def _tabel(cakupan: Mapping[str, Cakupan], nama: Mapping[str, Any], kunci: str) -> list[list[dict[str, Any]]]:
    label = [k["teks"] for k in _kepala_cakupan()]
    hasil = []
    for kode, judul in nama.items():
        if satu := cakupan.get(kode):
            isi = (angka(satu.bergabung), angka(satu.diundang), angka(satu.belum), angka(satu.jumlah), persen(satu))
            sel = [{"isi": n, "angka": True, "label": t} for n, t in zip(isi, label[1:], strict=True)]
            hasil.append([{"isi": str(judul), "url": f"?{kunci}={kode}#daftar"}, *sel])
    return hasil


def _ubin(cakupan: Mapping[str, Cakupan], provinsi: Mapping[str, str], terpilih: str) -> list[dict[str, Any]]:
    return [
        {
            "kode": kode,
            "huruf": KODE.get(kode, kode),
            "nama": nama,
            "c": cakupan.get(kode, Cakupan()),
            "persen": persen(cakupan.get(kode, Cakupan())),
            "terpilih": kode == terpilih,
        }
        for kode, nama in provinsi.items()
    ]


def _keping(request: ActorRequest, form: SaringForm) -> list[dict[str, str]]:
    """A chip for each filter in use, which takes it off."""
    hasil = []
    for nama, nilai in form.dipakai.items():
        sisa = request.GET.copy()
        sisa.pop("halaman", None)
        sisa.pop(nama, None)
        bidang = form.fields[nama]
        label = dict(getattr(bidang, "choices", ())).get(nilai, nilai)
        hasil.append({"teks": f"{bidang.label}: {label}", "url": f"?{sisa.urlencode()}#daftar"})
    return hasil


def _baris(page: "Page[Baris] | Sequence[Baris]", provinsi: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "nama": b.nama,
            "instansi": b.instansi,
            "provinsi": provinsi.get(b.provinsi, _("Pusat")),
            "kata": b.keadaan.label,
            "nada": NADA[b.keadaan],
        }
        for b in page
    ]

"""Open data: the catalogue, each dataset with its fields and versions, and the files themselves."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akun.door import public
from laporan.models import TerbitanData
from laporan.periode import Triwulan
from laporan.statistik import dokumen
from laporan.statistik.bentuk import Dataset
from laporan.statistik.daftar import PEMBEKUAN, SEMUA

R = TypeVar("R", bound=HttpResponseBase)
SELAMANYA = "public, max-age=31536000, immutable"
SEJAM = "public, max-age=3600"
BERKAS = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}
SIAPA_PUN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Pages elsewhere may read these files: there is nothing in them that depends on who asks."""


@public
@require_safe
def katalog(request: HttpRequest) -> HttpResponse:
    """All datasets."""
    versi = _versi()
    data = [
        {"d": d, "url": reverse("statistik:dataset", args=[d.kode]), "terbaru": next(iter(versi.get(d.kode, ())), None)}
        for d in SEMUA.values()
    ]
    return render(request, "laporan/statistik/katalog.html", {"data": data, "lisensi": dokumen.LISENSI_URL})


@public
@require_safe
def katalog_json(request: HttpRequest) -> HttpResponse:
    """All datasets with their versions, for programs."""
    versi = _versi()
    with translation.override("id"):
        data = [
            {
                "dataset": d.kode,
                "judul": str(d.judul),
                "uraian": str(d.uraian),
                "skema": reverse("statistik:skema", args=[d.kode, dokumen.SKEMA]),
                "versi": [
                    {
                        "versi": t.versi,
                        "sha256": t.sha256,
                        "csv": reverse("statistik:csv", args=[d.kode, t.versi]),
                        "json": reverse("statistik:json", args=[d.kode, t.versi]),
                    }
                    for t in versi.get(d.kode, ())
                ],
            }
            for d in SEMUA.values()
        ]
    isi = {"penerbit": dokumen.PENERBIT, "lisensi": dokumen.LISENSI, "lisensi_url": dokumen.LISENSI_URL, "data": data}
    jawaban = JsonResponse(isi, json_dumps_params={"ensure_ascii": False})
    return _tajuk(jawaban, SEJAM)


@public
@require_safe
def satu(request: HttpRequest, dataset: str) -> HttpResponse:
    """One dataset: what it says, its fields, its versions."""
    isi = _dataset(dataset)
    konteks = {
        "d": isi,
        "pembekuan": PEMBEKUAN,
        "kolom": [
            [{"isi": k.nama}, {"isi": k.tipe, "label": _("Tipe")}, {"isi": str(k.arti), "label": _("Arti")}]
            for k in isi.lajur
        ],
        "kepala_kolom": [{"teks": t} for t in (_("Kolom"), _("Tipe"), _("Arti"))],
        "terbitan": TerbitanData.objects.filter(dataset=dataset).defer("dokumen"),
        "skema": reverse("statistik:skema", args=[dataset, dokumen.SKEMA]),
        "lisensi": dokumen.LISENSI_URL,
    }
    return render(request, "laporan/statistik/dataset.html", konteks)


@public
@require_safe
def skema(request: HttpRequest, dataset: str, versi: int) -> HttpResponse:
    """The JSON Schema of a dataset."""
    if versi != dokumen.SKEMA:
        raise Http404
    with translation.override("id"):
        isi = dokumen.skema(_dataset(dataset), versi)
    jawaban = JsonResponse(isi, json_dumps_params={"ensure_ascii": False, "indent": 1})
    jawaban["Content-Type"] = "application/schema+json"
    return _tajuk(jawaban, SEJAM)


@public
@require_safe
def berkas(request: HttpRequest, dataset: str, versi: str, bentuk: str) -> HttpResponseBase:
    """One version of a dataset: the same bytes for ever."""
    triwulan = Triwulan.baca(versi)
    if triwulan is None or str(triwulan) != versi:
        raise Http404
    rows = TerbitanData.objects.filter(dataset=dataset, tahun=triwulan.tahun, triwulan=triwulan.ke)
    sidik = rows.values_list("sha256", flat=True).first()
    if sidik is None:
        raise Http404
    etag = quote_etag(f"{sidik}-{bentuk}")
    lama = get_conditional_response(request, etag=etag)
    if isinstance(lama, HttpResponseNotModified):
        return _tajuk(lama, SELAMANYA)
    terbitan = rows.get()
    isi = terbitan.dokumen if bentuk == "json" else dokumen.csv_dari(terbitan)
    nama = f"{dataset}-{versi}.{bentuk}"
    tajuk = {"ETag": etag, "Content-Disposition": f'attachment; filename="{nama}"'}
    return _tajuk(HttpResponse(isi, content_type=BERKAS[bentuk], headers=tajuk), SELAMANYA)


def _tajuk(jawaban: R, simpan: str) -> R:
    """Anybody may read it and keep it."""
    jawaban["Cache-Control"] = simpan
    for nama, isi in SIAPA_PUN.items():
        jawaban[nama] = isi
    return jawaban


def _dataset(kode: str) -> Dataset:
    if kode not in SEMUA:
        raise Http404
    return SEMUA[kode]


def _versi() -> dict[str, list[TerbitanData]]:
    hasil: dict[str, list[TerbitanData]] = {}
    for satu in TerbitanData.objects.defer("dokumen"):
        hasil.setdefault(satu.dataset, []).append(satu)
    return hasil

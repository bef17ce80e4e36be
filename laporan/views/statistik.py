"""The public page of figures: nothing but what was published, by quarter or by year."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from akun.bagan import Bagan
from akun.door import public
from akun.ringkas import Pilih
from akun.templatetags.rupa import angka
from inspektorat.daftar import PUSAT, Cakupan
from inspektorat.views.daftar import KODE
from laporan import gambar_statistik
from laporan.models import TerbitanData
from laporan.periode import Triwulan
from laporan.statistik import baca
from laporan.statistik.baca import Lembar, Nilai
from laporan.statistik.bentuk import Dataset, Jenis
from laporan.statistik.daftar import SEMUA
from laporan.statistik.dokumen import LISENSI_URL

TAMPIL = 8  # quarters over time
PANJANG_PERIODE = 6  # "2026-3"
TINGKAT = (5, 10, 20, 50)
"""From how many complaints on a tile has the next colour."""
UTAMA: tuple[tuple[str, Any], ...] = (
    ("pengaduan_masuk", gettext_lazy("Pengaduan masuk")),
    ("pengaduan_selesai", gettext_lazy("Pengaduan selesai")),
    ("tiket_jenis", gettext_lazy("Tiket helpdesk")),
    ("konsultasi_kanal", gettext_lazy("Konsultasi")),
)
DIBAGI = (
    "pengaduan_jenis",
    "pengaduan_jalur",
    "pengaduan_hps",
    "pengaduan_instansi",
    "tiket_jenis",
    "konsultasi_kanal",
)


class PeriodeForm(forms.Form):
    """Which quarter or year."""

    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False, widget=Pilih)

    def __init__(self, *args: Any, pilihan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = pilihan  # type: ignore[attr-defined]


@public
@require_safe
@gzip_page
def halaman(request: HttpRequest) -> HttpResponse:
    """All figures of one period. What is frozen is drawn once by each worker; its fingerprint says of what."""
    kode = request.GET.get("periode", "")
    isi = _dirender(baca.sidik(), kode if len(kode) <= PANJANG_PERIODE else "", get_language())
    return render(request, "laporan/statistik/halaman.html", {"isi": isi})


@lru_cache(maxsize=32)
def _dirender(_sidik: str, kode: str, _bahasa: str | None) -> SafeString:
    """The page below its heading: of the newest period where `kode` names none."""
    terbit = baca.terbit()
    pilihan = _pilihan(terbit)
    kode = kode if kode in dict(pilihan) else (pilihan[0][0] if pilihan else "")
    satu = Triwulan.baca(kode)
    triwulan = [satu] if satu else [t for t in terbit if str(t.tahun) == kode]
    semua = baca.ambil(triwulan, terbit[:TAMPIL])
    konteks = {
        "form": PeriodeForm({"periode": kode}, pilihan=pilihan),
        "periode": dict(pilihan).get(kode, ""),
        "setahun": satu is None and bool(triwulan),
        "lisensi": LISENSI_URL,
        **(_isi(semua, triwulan, setahun=satu is None) if triwulan else {}),
    }
    return render_to_string("laporan/statistik/isi.html", konteks)


def _pilihan(terbit: Sequence[Triwulan]) -> list[tuple[str, str]]:
    """Quarters, then years of which more than one quarter stands."""
    tahun = sorted({t.tahun for t in terbit}, reverse=True)
    per_tahun = [(str(t), _("Tahun %s") % t) for t in tahun if sum(q.tahun == t for q in terbit) > 1]
    return [(str(t), t.sebutan) for t in terbit] + per_tahun


def _isi(semua: Mapping[str, Sequence[TerbitanData]], triwulan: Sequence[Triwulan], *, setahun: bool) -> dict[str, Any]:
    pilih = {kode: [t for t in isi if t.periode in triwulan] for kode, isi in semua.items()}
    lembar = {kode: baca.lembar(kode, isi, setahun=setahun) for kode, isi in pilih.items() if isi and kode in SEMUA}
    akhir = {kode: isi[-1:] for kode, isi in pilih.items()}
    cakupan = {kode: baca.lembar(kode, akhir[kode]) for kode in lembar if SEMUA[kode].jenis == Jenis.CAKUPAN}
    return {
        "utama": _utama(lembar, cakupan),
        "waktu": gambar_statistik.waktu(semua, _("Pengaduan per triwulan")),
        "bulanan": gambar_statistik.bulanan(semua, _("Pengaduan per bulan")),
        "waktu_unduh": [_unduh(SEMUA[kode], pilih.get(kode, ())) for kode in baca.DERET],
        "provinsi": _provinsi(lembar, pilih),
        "bagian": [
            _bagian(SEMUA[kode], gambar_statistik.cacah(lembar[kode]), lembar[kode], pilih[kode])
            for kode in DIBAGI
            if kode in lembar
        ],
        "janji": _bagian(
            SEMUA["ketepatan"], gambar_statistik.janji(pilih.get("ketepatan", ())), None, pilih.get("ketepatan", ())
        ),
        "efektivitas": _efektivitas(pilih.get("efektivitas", ())),
        "cakupan": _cakupan(cakupan, akhir),
        "dibekukan": max(t.dibekukan_pada for isi in pilih.values() for t in isi),
    }


def _utama(lembar: Mapping[str, Lembar], cakupan: Mapping[str, Lembar]) -> list[dict[str, str]]:
    """The large numbers, each leading to its chart."""
    hasil = [
        {"teks": str(teks), "angka": gambar_statistik.tulis(lembar[kode].jumlah), "url": f"#{_jangkar(kode)}"}
        for kode, teks in UTAMA
        if kode in lembar
    ]
    if satu := cakupan.get("inspektorat_jenis"):
        bergabung = sum(b.nilai["bergabung"].n or 0 for b in satu.baris)
        hasil.append({"teks": _("Inspektorat bergabung"), "angka": angka(bergabung), "url": "#cakupan"})
    return hasil


def _jangkar(kode: str) -> str:
    return "waktu" if kode in baca.DERET else kode


def _unduh(dataset: Dataset, terbitan: Sequence[TerbitanData]) -> dict[str, Any]:
    """Where a dataset is downloaded and explained."""
    return {
        "judul": dataset.judul,
        "url": reverse("statistik:dataset", args=[dataset.kode]),
        "berkas": [
            {
                "versi": t.versi,
                "csv": reverse("statistik:csv", args=[dataset.kode, t.versi]),
                "json": reverse("statistik:json", args=[dataset.kode, t.versi]),
            }
            for t in terbitan
        ],
    }


def _bagian(
    dataset: Dataset, bagan: Bagan | None, lembar: Lembar | None, terbitan: Sequence[TerbitanData]
) -> dict[str, Any]:
    return {
        "kode": dataset.kode,
        "judul": dataset.judul,
        "uraian": dataset.uraian,
        "bagan": bagan,
        "jumlah": gambar_statistik.tulis(lembar.jumlah) if lembar and lembar.jumlah.n is not None else "",
        "unduh": _unduh(dataset, terbitan),
    }


def _provinsi(lembar: Mapping[str, Lembar], pilih: Mapping[str, Sequence[TerbitanData]]) -> dict[str, Any] | None:
    """Complaints by province as tiles, with the chart and its table."""
    kode = "pengaduan_provinsi"
    if kode not in lembar:
        return None
    satu = lembar[kode]
    ubin = [
        {
            "kode": b.kode,
            "huruf": KODE.get(b.kode, b.kode),
            "nama": b.label,
            "angka": gambar_statistik.tulis(b.jumlah),
            "tingkat": sum((b.jumlah.n or 0) >= batas for batas in TINGKAT),
        }
        for b in satu.baris
        if b.kode
    ]
    hasil = _bagian(SEMUA[kode], gambar_statistik.cacah(satu, urut=True), satu, pilih[kode])
    return hasil | {"ubin": ubin}


def _efektivitas(terbitan: Sequence[TerbitanData]) -> dict[str, Any] | None:
    """The share by quarter; a year has no share of its own, because the counts behind it are not published."""
    if not terbitan:
        return None
    per = [{"nama": t.periode.sebutan, "persen": t.isi["baris"][0]["persen"]} for t in terbitan]
    return _bagian(SEMUA["efektivitas"], None, None, terbitan) | {"per": per}


def _cakupan(cakupan: Mapping[str, Lembar], terbitan: Mapping[str, Sequence[TerbitanData]]) -> dict[str, Any] | None:
    """Inspectorates that have joined, at the end of the period."""
    if "inspektorat_provinsi" not in cakupan or "inspektorat_jenis" not in cakupan:
        return None
    wilayah, jenis = cakupan["inspektorat_provinsi"], cakupan["inspektorat_jenis"]
    isi = {b.kode: _hitung(b.nilai) for b in wilayah.baris}
    ubin = [
        {"kode": b.kode, "huruf": KODE.get(b.kode, b.kode), "nama": b.label, "c": isi[b.kode]}
        for b in wilayah.baris
        if b.kode != PUSAT
    ]
    bersama = Cakupan(bergabung=sum(c.bergabung for c in isi.values()), belum=sum(c.belum for c in isi.values()))
    return {
        "ubin": ubin,
        "bersama": bersama,
        "uraian": SEMUA["inspektorat_jenis"].uraian,
        "kepala": [
            {"teks": SEMUA["inspektorat_jenis"].dimensi},
            *({"teks": t, "angka": True} for t in (_("Bergabung"), _("Seluruhnya"), _("Cakupan"))),
        ],
        "jenis": [_baris_cakupan(b.label, _hitung(b.nilai)) for b in jenis.baris],
        "wilayah": [_baris_cakupan(b.label, isi[b.kode]) for b in wilayah.baris],
        "unduh": [_unduh(SEMUA[kode], terbitan[kode]) for kode in cakupan],
    }


def _hitung(nilai: Mapping[str, Nilai]) -> Cakupan:
    bergabung, semua = nilai["bergabung"].n or 0, nilai["seluruhnya"].n or 0
    return Cakupan(bergabung=bergabung, belum=semua - bergabung)


def _baris_cakupan(nama: str, satu: Cakupan) -> list[dict[str, Any]]:
    isi = (angka(satu.bergabung), angka(satu.jumlah), f"{angka(satu.persen)}%")
    label = (_("Bergabung"), _("Seluruhnya"), _("Cakupan"))
    return [{"isi": nama}, *({"isi": n, "angka": True, "label": t} for n, t in zip(isi, label, strict=True))]

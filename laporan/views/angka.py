"""The figures one by one: what each counts, its chart with the table, its rows as a file, and the cases behind it."""

import csv
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import angka as tulis
from akun.templatetags.rupa import tanggal_jam, tanggal_polos
from akun.terbatas import PaginatorTerbatas
from laporan import simpanan, telusur
from laporan.angka.bentuk import INSTANSI, JALUR, JENIS, PROVINSI, Angka, Deret
from laporan.angka.daftar import SEMUA
from laporan.gambar import Lukisan, baris_berkas, semua_pokok
from laporan.permissions import PEMBACA_ANGKA, PEMBACA_DASBOR
from laporan.views.pekerjaan import kepala_unduhan
from laporan.views.saring_angka import Terpilih

KATA_SARINGAN = {
    INSTANSI: gettext_lazy("instansi"),
    PROVINSI: gettext_lazy("provinsi"),
    JENIS: gettext_lazy("jenis pelanggaran"),
    JALUR: gettext_lazy("jalur masuk"),
}
KATA_BAGIAN = {
    "lewat": gettext_lazy("lewat batas"),
    "segera": gettext_lazy("segera jatuh tempo"),
    "tepat": gettext_lazy("tepat waktu"),
    "telat": gettext_lazy("terlambat"),
}
RUMUS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@for_roles(*sorted(PEMBACA_ANGKA))
@require_safe
def daftar(request: ActorRequest) -> HttpResponse:
    """All figures and what each counts."""
    konteks = {
        "angka": [
            {"satu": a, "url": reverse("laporan:angka_satu", args=[a.kode]), "saringan": _berlaku(a)}
            for a in SEMUA.values()
        ],
        "dasbor_url": _dasbor(request),
    }
    return render(request, "laporan/dasbor/daftar.html", konteks)


def _berlaku(satu: Angka) -> str:
    """The filters that hold for a figure, in words."""
    kata = [str(k) for nama, k in KATA_SARINGAN.items() if nama in satu.saringan]
    return ", ".join(kata if satu.sekarang else [_("periode"), *kata])


def _dasbor(request: ActorRequest, kueri: str = "") -> str:
    return reverse("laporan:dasbor") + kueri if request.actor.peran in PEMBACA_DASBOR else ""


def _cari(kode: str) -> Angka:
    """The figure of a code. Raises Http404 where there is none."""
    try:
        return SEMUA[kode]
    except KeyError as error:
        raise Http404(_("Angka ini tidak ada.")) from error


@for_roles(*sorted(PEMBACA_ANGKA))
@require_safe
def satu(request: ActorRequest, kode: str) -> HttpResponse:
    """One figure, beside the period before."""
    angka, now = _cari(kode), timezone.now()
    pilih = Terpilih(request, now, angka.saringan)
    periode = [pilih.saringan] if angka.sekarang else [pilih.saringan, pilih.saringan.sebelum]
    hasil, pada = simpanan.ambil([(angka, s) for s in periode], now=now)
    kini, lalu = hasil[0], hasil[1] if len(hasil) > 1 else None
    lukisan = Lukisan(angka, kini, pilih.saringan, lalu)
    konteks = {
        "a": angka,
        "bagan": lukisan.bagan(),
        "pokok": semua_pokok(kini, lalu, naik_baik=angka.naik_baik),
        "pada": pada,
        "saringan_kata": _berlaku(angka),
        "csv_url": reverse("laporan:angka_csv", args=[kode]) + pilih.kueri,
        "telusur_url": angka.telusur(pilih.saringan, None) if angka.telusur else "",
        "dasbor_url": _dasbor(request, pilih.kueri),
        **pilih.konteks,
    }
    return render(request, "laporan/dasbor/satu.html", konteks)


@for_roles(*sorted(PEMBACA_ANGKA))
@require_safe
def berkas_csv(request: ActorRequest, kode: str) -> HttpResponse:
    """The rows of a figure, with what it counts and of when; a comma between the columns, UTF-8 with its mark."""
    angka, now = _cari(kode), timezone.now()
    pilih = Terpilih(request, now, angka.saringan)
    (kini,), pada = simpanan.ambil([(angka, pilih.saringan)], now=now)
    nama = f"{kode}-{pilih.saringan.dari:%Y%m%d}-{pilih.saringan.hari_akhir:%Y%m%d}.csv"
    response = HttpResponse(headers=kepala_unduhan(nama))
    response.write("\ufeff")
    tulis_baris = csv.writer(response).writerow
    for baris in baris_berkas(Lukisan(angka, kini, pilih.saringan, tautan=False)):
        tulis_baris([_aman(sel) for sel in baris])
    tulis_baris([])
    tulis_baris([_("Angka"), _aman(str(angka.judul))])
    tulis_baris([_("Apa yang dihitung"), _aman(str(angka.definisi))])
    tulis_baris([_("Periode"), "-" if angka.sekarang else pilih.sebutan])
    tulis_baris([_("Dihitung pada"), tanggal_jam(pada)])
    return response


def _aman(sel: Any) -> Any:
    """Text that begins like a formula gets an apostrophe before it; nothing where there is nothing."""
    if sel is None:
        return ""
    return f"'{sel}" if isinstance(sel, str) and sel.startswith(RUMUS) else sel


@for_roles(*sorted(PEMBACA_ANGKA))
@require_safe
def kasus(request: ActorRequest, kode: str) -> HttpResponse:
    """The cases behind a figure, or behind one line of it: those that the reader may open."""
    angka, now = _cari(kode), timezone.now()
    pilih = Terpilih(request, now, angka.saringan)
    bagian = request.GET.get("bagian")
    di_balik = angka.kasus(pilih.saringan, now, bagian)
    if di_balik is None:
        raise Http404(_("Angka ini tidak menunjuk kasus."))
    angka_url = reverse("laporan:angka_satu", args=[kode]) + pilih.kueri
    try:
        jumlah, tipe, kunci = telusur.cari(di_balik, request.GET.get("tipe", ""), by=request.actor)
    except telusur.TerlaluBanyak:
        kalimat = _("Kasusnya terlalu banyak untuk dicari sekaligus. Pilih satu baris, atau periode pendek.")
        messages.error(request, kalimat)
        return redirect(angka_url)
    halaman = PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    rows = telusur.baris(tipe, list(page.object_list), by=request.actor) if tipe else []
    label = [_("Nomor"), _("Status"), _("Masuk"), _("Berakhir")]
    konteks = {
        "a": angka,
        "bagian": _nama_bagian(angka, pilih, bagian, now) if bagian is not None else "",
        "kepala": [{"teks": k} for k in label],
        "baris": [
            [
                {"isi": t.nomor, "url": t.url},
                {"isi": t.status, "label": label[1]},
                {"isi": tanggal_polos(t.masuk), "label": label[2]},
                {"isi": tanggal_polos(t.selesai) or "–", "label": label[3]},
            ]
            for t in rows
        ],
        "page": page,
        "terhitung": tulis(jumlah.get(tipe, 0)),
        "terbuka": halaman.jumlah,
        "kurang": len(halaman.object_list) < jumlah.get(tipe, 0) and not halaman.penuh,
        "penuh": halaman.penuh,
        "pandangan": [
            {"teks": telusur.RAK[t].nama, "url": _tipe(request, t), "aktif": t == tipe, "jumlah": tulis(n)}
            for t, n in jumlah.items()
        ]
        if len(jumlah) > 1
        else [],
        "angka_url": angka_url,
        **pilih.konteks,
    }
    return render(request, "laporan/dasbor/kasus.html", konteks)


def _tipe(request: ActorRequest, tipe: str) -> str:
    sisa = request.GET.copy()
    sisa.pop("halaman", None)
    sisa["tipe"] = tipe
    return f"?{sisa.urlencode()}"


def _nama_bagian(angka: Angka, pilih: Terpilih, bagian: str, now: datetime) -> str:
    """How the line of a code is called, where the figure still has it, and what narrows it."""
    (hasil,), _pada = simpanan.ambil([(angka, pilih.saringan)], now=now)
    nama = {b.kode: getattr(b, "label", "") or getattr(b, "nama", "") for b in getattr(hasil, "baris", ())}
    nama |= hasil.nama if isinstance(hasil, Deret) else {}
    kode, _titik, sisa = bagian.partition(":")
    if bagian in nama or kode not in nama:
        return str(nama.get(bagian, bagian))
    if sisa in KATA_BAGIAN:
        return f"{nama[kode]}, {KATA_BAGIAN[sisa]}"
    return f"{nama[kode]}, {_hari(sisa)}"


def _hari(teks: str) -> str:
    """A date as it is read; what is none as it stands."""
    try:
        return tanggal_polos(date.fromisoformat(teks))
    except ValueError:
        return teks

"""The dashboard of the leadership: today's load, the period beside the one before, and what it was about; one page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import angka as tulis
from laporan import simpanan
from laporan.angka.bentuk import Angka, Bagian, Beban, Deret, Hasil, Ketepatan, Muatan
from laporan.angka.daftar import SEMUA
from laporan.gambar import Lukisan, Pokok, banding, pokok
from laporan.permissions import PEMBACA_DASBOR
from laporan.views.saring_angka import Terpilih

BEBAN = "beban"
MASUK, SELESAI = "masuk", "selesai"
BAB: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Pengaduan dan janji layanan"), ("arus", "tepat", "lama")),
    (gettext_lazy("Tentang apa dan di mana"), ("klasifikasi", "wilayah", "keputusan")),
    (gettext_lazy("Surat, helpdesk, dan konsultasi"), ("surat", "tiket", "konsultasi")),
)
"""The charts, by chapter."""
KARTU = ("tepat", "efektivitas", "cakupan", "kompensasi")
"""Figures that are one large number, after those that came in and ended."""
DIBANDING = ("arus", *KARTU)
"""Beside the period before; the page of each other figure compares it too, and counts it only when it is opened."""
DIMINTA = tuple(dict.fromkeys((BEBAN, *KARTU, *(kode for _judul, semua in BAB for kode in semua))))


@dataclass(frozen=True)
class Isi:
    """All results of the page: of the period, and of the one before where it says something."""

    kini: dict[str, Hasil]
    lalu: dict[str, Hasil]
    pada: datetime

    @classmethod
    def hitung(cls, pilih: Terpilih, now: datetime) -> "Isi":
        """Ask for all of them at once."""
        angka = [SEMUA[kode] for kode in DIMINTA]
        dibanding = [SEMUA[kode] for kode in DIBANDING if not SEMUA[kode].sekarang]
        diminta = [(a, pilih.saringan) for a in angka] + [(a, pilih.saringan.sebelum) for a in dibanding]
        hasil, pada = simpanan.ambil(diminta, now=now)
        kini = {a.kode: h for a, h in zip(angka, hasil[: len(angka)], strict=True)}
        lalu = {a.kode: h for a, h in zip(dibanding, hasil[len(angka) :], strict=True)}
        return cls(kini, lalu, pada)


@for_roles(*sorted(PEMBACA_DASBOR))
@require_safe
def dasbor(request: ActorRequest) -> HttpResponse:
    """The page."""
    now = timezone.now()
    pilih = Terpilih(request, now)
    isi = Isi.hitung(pilih, now)
    konteks = {
        "beban": _beban(SEMUA[BEBAN], isi.kini[BEBAN], pilih),
        "beban_angka": SEMUA[BEBAN],
        "kalimat": _kalimat(isi),
        "kartu": _kartu(isi, pilih),
        "bab": [{"judul": judul, "gambar": [_gambar(kode, isi, pilih) for kode in semua]} for judul, semua in BAB],
        "pada": isi.pada,
        "kueri": pilih.kueri,
        "daftar_url": reverse("laporan:angka"),
        "lain": [(a.judul, _url(kode, pilih)) for kode, a in SEMUA.items() if kode not in DIMINTA],
        **pilih.konteks,
    }
    return render(request, "laporan/dasbor/dasbor.html", konteks)


def _beban(angka: Angka, hasil: Hasil, pilih: Terpilih) -> list[dict[str, Any]]:
    """What is open now, a card for each kind of case."""
    baris: tuple[Beban, ...] = hasil.baris if isinstance(hasil, Muatan) else ()
    telusur = angka.telusur

    def url(bagian: str) -> str:
        return telusur(pilih.saringan, bagian) if telusur else ""

    return [
        {
            "nama": b.nama,
            "terbuka": tulis(b.terbuka),
            "url": url(b.kode),
            "lewat": b.lewat,
            "lewat_url": url(f"{b.kode}:lewat"),
            "segera": b.segera,
            "segera_url": url(f"{b.kode}:segera"),
        }
        for b in baris
    ]


def _jumlah(hasil: Hasil | None, deret: str) -> int | None:
    """All of a series."""
    return sum(n or 0 for n in hasil.deret.get(deret, ())) if isinstance(hasil, Deret) else None


def _kartu(isi: Isi, pilih: Terpilih) -> list[dict[str, Any]]:
    """The numbers that come first."""
    arus, dulu = isi.kini["arus"], isi.lalu.get("arus")
    hasil = [
        _satu_kartu("arus", _("Pengaduan masuk"), banding(_jumlah(arus, MASUK), _jumlah(dulu, MASUK)), pilih),
        _satu_kartu(
            "arus",
            _("Pengaduan berakhir"),
            banding(_jumlah(arus, SELESAI), _jumlah(dulu, SELESAI), naik_baik=True),
            pilih,
        ),
    ]
    for kode in KARTU:
        satu = SEMUA[kode]
        nilai = pokok(isi.kini[kode], isi.lalu.get(kode), naik_baik=satu.naik_baik)
        hasil.append(_satu_kartu(kode, str(satu.judul), nilai, pilih))
    return hasil


def _satu_kartu(kode: str, judul: str, nilai: Pokok, pilih: Terpilih) -> dict[str, Any]:
    return {"judul": judul, "nilai": nilai, "url": _url(kode, pilih)}


def _url(kode: str, pilih: Terpilih) -> str:
    return reverse("laporan:angka_satu", args=[kode]) + pilih.kueri


def _gambar(kode: str, isi: Isi, pilih: Terpilih) -> dict[str, Any]:
    """A chart, small, with what it counts."""
    angka = SEMUA[kode]
    lukisan = Lukisan(angka, isi.kini[kode], pilih.saringan, isi.lalu.get(kode), rapat=True)
    return {"angka": angka, "bagan": lukisan.bagan(), "url": _url(kode, pilih)}


def _kalimat(isi: Isi) -> list[str]:
    """The page in two sentences."""
    beban = isi.kini[BEBAN]
    lewat = sum(b.lewat for b in beban.baris) if isinstance(beban, Muatan) else 0
    segera = sum(b.segera for b in beban.baris) if isinstance(beban, Muatan) else 0
    hari_ini = (
        _("Hari ini tidak ada kasus yang lewat batas waktu")
        if not lewat
        else ngettext("Hari ini %(n)s kasus lewat batas waktu", "Hari ini %(n)s kasus lewat batas waktu", lewat)
        % {"n": tulis(lewat)}
    )
    nanti = _("%(n)s jatuh tempo dalam tiga hari kerja") % {"n": tulis(segera)}
    return [_("%(lewat)s; %(segera)s.") % {"lewat": hari_ini, "segera": nanti}, _periode(isi)]


def _periode(isi: Isi) -> str:
    masuk, selesai = _jumlah(isi.kini["arus"], MASUK) or 0, _jumlah(isi.kini["arus"], SELESAI) or 0
    tepat = isi.kini["tepat"]
    semua = tepat.semua if isinstance(tepat, Ketepatan) else Bagian(0, 0)
    isi_kalimat = {"masuk": tulis(masuk), "selesai": tulis(selesai), "persen": semua.persen}
    if semua.persen is None:
        return _("Dalam periode ini %(masuk)s pengaduan masuk dan %(selesai)s berakhir.") % isi_kalimat
    return (
        _("Dalam periode ini %(masuk)s pengaduan masuk, %(selesai)s berakhir, dan %(persen)s%% janji layanan ditepati.")
        % isi_kalimat
    )

"""Scoreboard and effectiveness as lists: the filter that stands in the URL, and the rows that pass it.

A page and a file show the same.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.models import Instansi
from akun.receipt import WIB
from akun.ringkas import Ketik, Pilih
from inspektorat.models import Inspektorat
from laporan import efektivitas, papan_skor
from laporan.efektivitas import Efektivitas
from laporan.papan_skor import UKURAN, Papan, Skor
from laporan.periode import Triwulan

SETAHUN, SEMUA = "setahun", "semua"
AWAL = datetime(2000, 1, 1, tzinfo=WIB)
TRIWULAN_TAMPIL = 8
URUTAN = ("hasil", *(u for u in UKURAN if u != "hasil"))
"""What the scoreboard can be sorted by; the first unless one is chosen."""
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


@dataclass(frozen=True)
class Periode:
    """A span of time as it stands in the URL."""

    kode: str
    dari: datetime
    sampai: datetime


def pilihan_periode(now: datetime) -> list[tuple[str, str]]:
    """The spans that can be chosen."""
    daftar, satu = [], Triwulan.dari(now)
    for _ke in range(TRIWULAN_TAMPIL):
        daftar.append((str(satu), satu.sebutan))
        satu = satu.sebelum
    return [(SETAHUN, _("12 bulan terakhir")), *daftar, (SEMUA, _("Sejak awal"))]


def periode(kode: str, *, now: datetime) -> Periode:
    """The span of a code; the last twelve months when it is none."""
    if kode == SEMUA:
        return Periode(SEMUA, AWAL, now)
    if satu := Triwulan.baca(kode):
        return Periode(kode, satu.awal, min(satu.akhir, now))
    kini = now.astimezone(WIB)
    hari = min(kini.day, 28)
    return Periode(SETAHUN, kini.replace(year=kini.year - 1, day=hari), now)


class SaringEfektivitas(forms.Form):
    """The filter of effectiveness."""

    q = forms.CharField(label=gettext_lazy("Cari nama"), required=False, max_length=100, widget=Ketik)
    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False, widget=Pilih)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["periode"].choices = pilihan_periode(now)  # type: ignore[attr-defined]

    @property
    def dipakai(self) -> dict[str, str]:
        """The parts that are filled in and understood."""
        self.is_valid()
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai}

    @property
    def rentang(self) -> Periode:
        """From when to when."""
        return periode(self.dipakai.get("periode", ""), now=self.now)

    @property
    def sebutan_rentang(self) -> str:
        """The span in words."""
        return dict(pilihan_periode(self.now)).get(self.rentang.kode, "")

    @property
    def cari(self) -> str:
        """What the name has to contain."""
        return self.dipakai.get("q", "").casefold()


class SaringPapan(SaringEfektivitas):
    """The filter of the scoreboard."""

    jenis = forms.ChoiceField(label=gettext_lazy("Jenis instansi"), required=False, widget=Pilih)
    urut = forms.ChoiceField(label=gettext_lazy("Urut menurut"), required=False, widget=Pilih)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", _("Semua")), *Instansi.Jenis.choices]  # type: ignore[attr-defined]
        self.fields["urut"].choices = [(u, JUDUL[u][0]) for u in URUTAN]  # type: ignore[attr-defined]

    @property
    def ukuran(self) -> str:
        """The measure by which the list is sorted."""
        return self.dipakai.get("urut", URUTAN[0])


@dataclass(frozen=True)
class BarisPapan:
    """An inspectorate on the scoreboard."""

    nama: str
    jenis: str
    skor: Skor


def papan(form: SaringPapan) -> tuple[Papan, list[BarisPapan]]:
    """The scoreboard of the span, and those of it whom the filter asks for, by rank in one measure."""
    isi = papan_skor.susun(papan_skor.hitung(dari=form.rentang.dari, sampai=form.rentang.sampai))
    nama = {pk: (n, j) for pk, n, j in Inspektorat.objects.values_list("pk", "nama", "jenis_instansi")}
    semua = (BarisPapan(*nama[s.inspektorat_id], s) for s in isi.urut(form.ukuran) if s.inspektorat_id in nama)
    jenis = form.dipakai.get("jenis")
    return isi, [b for b in semua if jenis in {None, b.jenis} and form.cari in b.nama.casefold()]


def paket(form: SaringEfektivitas) -> tuple[Efektivitas, list[tuple[str, Efektivitas]]]:
    """The effectiveness of all together, and of the institutions that the filter asks for; most packages first."""
    bagian = efektivitas.per_instansi(dari=form.rentang.dari, sampai=form.rentang.sampai)
    nama: dict[int | None, str] = {None: _("Instansi belum dikenal")}
    nama |= dict(Instansi.objects.filter(pk__in=[pk for pk in bagian if pk]).values_list("pk", "nama"))
    cocok = ((nama[pk], e) for pk, e in bagian.items() if form.cari in nama[pk].casefold())
    return efektivitas.jumlah(bagian), sorted(cocok, key=lambda b: (-b[1].diadukan, b[0]))

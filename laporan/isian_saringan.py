"""The form of a filter of figures, and the periods that can be chosen by name."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from akun.models import Instansi
from akun.receipt import WIB
from akun.ringkas import Ketik, Pilih, sekali
from laporan.periode import BULAN, Triwulan
from pengaduan.pilihan import Jalur, JenisPelanggaran
from pengaduan.tabel import provinsi

BULAN_INI, BULAN_LALU, SETAHUN, RENTANG = "bulan", "bulan_lalu", "setahun", "rentang"
TRIWULAN_TAMPIL, TAHUN_TAMPIL, SETAHUN_BULAN = 8, 4, 12
TERPANJANG = 20  # years
TAHUN_AWAL, TAHUN_AKHIR = 2000, 2200
GOLONGAN_JENIS = (
    ("administrasi", gettext_lazy("Administrasi (semua)")),
    ("persaingan_tidak_sehat", gettext_lazy("Persaingan usaha tidak sehat (semua)")),
)
JENIS = sekali([("", gettext_lazy("Semua jenis")), *GOLONGAN_JENIS, *JenisPelanggaran.choices])
JALUR = sekali([("", gettext_lazy("Semua jalur")), *Jalur.choices])


def pilihan_periode(now: datetime) -> list[tuple[str, str]]:
    """The periods that have names: months, quarters, years; the quarter that runs comes first."""
    triwulan, satu = [], Triwulan.dari(now)
    for _ke in range(TRIWULAN_TAMPIL):
        triwulan.append((str(satu), satu.sebutan))
        satu = satu.sebelum
    kini = now.astimezone(WIB).year
    tahun = [(str(t), _("Tahun %(tahun)s") % {"tahun": t}) for t in range(kini, kini - TAHUN_TAMPIL, -1)]
    bulan = [(BULAN_INI, _("Bulan ini")), (BULAN_LALU, _("Bulan lalu"))]
    lain = [(SETAHUN, _("12 bulan terakhir")), (RENTANG, _("Rentang tanggal"))]
    return [triwulan[0], *bulan, *triwulan[1:], *tahun, *lain]


def rentang_kode(kode: str, *, now: datetime) -> tuple[datetime, datetime, int]:
    """From when until before when a code means, at most until the end of today, and its months in the calendar.

    What is no code means the quarter that runs.
    """
    kini = now.astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)
    besok, awal_bulan = kini + timedelta(days=1), kini.replace(day=1)
    if kode == BULAN_INI:
        return awal_bulan, besok, 1
    if kode == BULAN_LALU:
        return (awal_bulan - timedelta(days=1)).replace(day=1), awal_bulan, 1
    if kode == SETAHUN:
        return besok.replace(year=besok.year - 1, day=min(besok.day, 28)), besok, SETAHUN_BULAN
    if kode.isascii() and kode.isdigit() and TAHUN_AWAL <= int(kode) <= TAHUN_AKHIR:
        awal = datetime(int(kode), 1, 1, tzinfo=WIB)
        return awal, _sampai(awal, awal.replace(year=awal.year + 1), besok), SETAHUN_BULAN
    satu = Triwulan.baca(kode) or Triwulan.dari(now)
    return satu.awal, _sampai(satu.awal, satu.akhir, besok), BULAN


def _sampai(awal: datetime, akhir: datetime, besok: datetime) -> datetime:
    """The end of a period, but not after today; a period that has not begun is whole."""
    return min(akhir, besok) if awal < besok else akhir


def _hari(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-11-21.")},
    )


class SaringForm(forms.Form):
    """Period and filters. `instansi` is a number of the registry or a whole name, and becomes the number."""

    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False, widget=Pilih)
    dari = _hari(pgettext_lazy("awal rentang tanggal", "Dari"))
    sampai = _hari(pgettext_lazy("akhir rentang tanggal", "Sampai"))
    instansi = forms.CharField(
        label=gettext_lazy("Instansi"),
        required=False,
        max_length=200,
        widget=Ketik(attrs={"list": "daftar-instansi", "autocomplete": "off"}),
    )
    provinsi = forms.ChoiceField(label=gettext_lazy("Provinsi"), required=False, widget=Pilih)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis pelanggaran"), required=False, widget=Pilih, choices=JENIS)
    jalur = forms.ChoiceField(label=gettext_lazy("Jalur masuk"), required=False, widget=Pilih, choices=JALUR)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = pilihan_periode(now)
        kode = str(self.data.get("periode", ""))
        if rentang_kode(kode, now=now) != rentang_kode("", now=now) and kode not in dict(pilihan):
            pilihan.append((kode, kode))  # an older quarter or year, from a link
        self.fields["periode"].choices = pilihan  # type: ignore[attr-defined]
        self.fields["provinsi"].choices = [("", _("Semua provinsi")), *provinsi()]  # type: ignore[attr-defined]

    def clean_instansi(self) -> int | None:
        """The institution of this number or name. Raises ValidationError where there is none."""
        teks = self.cleaned_data["instansi"].strip()
        if not teks:
            return None
        syarat = {"pk": int(teks)} if teks.isascii() and teks.isdigit() and len(teks) <= 9 else {"nama__iexact": teks}
        pk = Instansi.objects.filter(**syarat).values_list("pk", flat=True).first()
        if pk is None:
            raise ValidationError(
                _("Instansi ini tidak ada dalam daftar. Tulis nama lengkapnya, atau pilih dari saran.")
            )
        return pk

    def clean(self) -> dict[str, Any]:
        """A range has two ends, the first before the last. Raises ValidationError else."""
        isi = super().clean() or self.cleaned_data
        dari, sampai = isi.get("dari"), isi.get("sampai")
        if isi.get("periode") not in {RENTANG, "", None}:
            isi["dari"] = isi["sampai"] = None  # the name counts
        elif dari and sampai and not _wajar(dari, sampai):
            isi["dari"] = isi["sampai"] = None
            self.add_error(
                "sampai", _("Tanggal akhir tidak boleh sebelum tanggal awal, dan rentang paling lama 20 tahun.")
            )
        elif isi.get("periode") == RENTANG and not (dari and sampai) and not self.errors:
            self.add_error("dari" if not dari else "sampai", _("Isi kedua tanggal rentang ini."))
        return isi

    @property
    def dipakai(self) -> dict[str, str]:
        """The filters in use as they stand in the URL."""
        return {nama: str(nilai) for nama, nilai in self.data.items() if nama in self.fields and nilai}


def _wajar(dari: date, sampai: date) -> bool:
    return (
        dari <= sampai
        and sampai.year - dari.year <= TERPANJANG
        and dari.year >= TAHUN_AWAL
        and sampai.year <= TAHUN_AKHIR
    )

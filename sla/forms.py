"""What the administrator fills in about holidays, seasons, hours and policies, and what anybody tries out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sla.calendar import FIRST, LAST
from sla.due import Pause
from sla.holidays import HARI, JamSeminggu, Libur
from sla.models import HariLibur, Kalender, Kebijakan
from sla.policies import TERPANJANG
from sla.reference import jam_lazim

JEDA = (1, 2, 3)
TAHUN_PERTAMA, TAHUN_TERAKHIR = FIRST.year, LAST.year - 1


def teks(label: Any, help_text: Any = "", *, batas: int, wajib: bool = True, **attrs: Any) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=batas,
        required=wajib,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": format_lazy(gettext_lazy("Tulis dahulu: {label}."), label=label)},
    )


def hari(label: Any, help_text: Any = "") -> forms.DateField:
    """A date."""
    salah = gettext_lazy("Tulis tanggal yang benar, misalnya 2026-11-30.")
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        error_messages={"required": salah, "invalid": salah},
    )


def bilangan(label: Any, help_text: Any = "", *, paling_sedikit: int = 0) -> forms.IntegerField:
    """A small whole number."""
    salah = format_lazy(gettext_lazy("Tulis bilangan bulat, paling sedikit {batas}."), batas=paling_sedikit)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=paling_sedikit,
        max_value=TERPANJANG,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "rupa-lebar": 5, "autocomplete": "off"}),
        error_messages={
            "required": salah,
            "invalid": salah,
            "min_value": salah,
            "max_value": gettext_lazy("Terlalu besar. Tulis paling banyak 10.000."),
        },
    )


# -- holidays -------------------------------------------------------------------------------------------


class LiburForm(forms.Form):
    """One holiday."""

    tanggal = hari(gettext_lazy("Tanggal"))
    nama = teks(gettext_lazy("Nama hari libur"), gettext_lazy("Pelapor membaca nama ini."), batas=150)
    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=HariLibur.Jenis.choices,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih jenis libur.")},
    )
    dasar_hukum = teks(
        gettext_lazy("Dasar hukum"),
        gettext_lazy("Nomor keputusan, misalnya SKB Tiga Menteri. Kosongkan selama belum ada."),
        batas=250,
        wajib=False,
    )
    berlaku_untuk = forms.ModelChoiceField(
        label=gettext_lazy("Berlaku untuk"),
        queryset=Kalender.objects.filter(selalu_buka=False),
        required=False,
        empty_label=gettext_lazy("Semua kantor"),
        widget=forms.Select(attrs={"rupa-penanda": ""}),
    )
    perkiraan = forms.BooleanField(
        label=gettext_lazy("Tanggalnya masih perkiraan"),
        help_text=gettext_lazy("Misalnya hari raya yang menunggu sidang isbat."),
        required=False,
    )

    @property
    def libur(self) -> Libur:
        """What was filled in."""
        return Libur(**self.cleaned_data)


class KetetapanForm(forms.Form):
    """The decree of a whole year."""

    dasar_hukum = teks(
        gettext_lazy("Ketetapan"),
        gettext_lazy("Nomor dan tahun keputusan bersama, misalnya SKB Tiga Menteri Nomor 1497 Tahun 2025."),
        batas=250,
    )


# -- hours ------------------------------------------------------------------------------------------------


class JamForm(forms.Form):
    """Weekly hours of one or several offices: a field for opening and one for closing per weekday.

    `kantor` maps the code under which the fields stand ("" where there is but one office) to what a reader calls it.
    """

    def __init__(self, *args: Any, kantor: Mapping[str, str], jam: Mapping[str, JamSeminggu], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kantor = kantor
        for kode in kantor:
            awal = {h: (buka, tutup) for h, buka, tutup in jam.get(kode, ())}
            for h, nama in enumerate(HARI):
                for n, (ujung, kata) in enumerate((("buka", gettext_lazy("buka")), ("tutup", gettext_lazy("tutup")))):
                    label = format_lazy("{kantor}{hari} {kata}", kantor=f"{kantor[kode]} ", hari=nama, kata=kata)
                    self.fields[self.isian(kode, ujung, h)] = forms.TimeField(
                        label=label,
                        required=False,
                        initial=awal[h][n] if h in awal else None,
                        widget=forms.TimeInput(attrs={"rupa-lebar": 5, "autocomplete": "off"}, format="%H.%M"),
                        error_messages={
                            "invalid": format_lazy(gettext_lazy("{hari}: tulis jam, misalnya 07.30."), hari=nama)
                        },
                        input_formats=["%H.%M", "%H:%M", "%H,%M", "%H", "%H%M"],
                    )

    @staticmethod
    def isian(kode: str, ujung: str, h: int) -> str:
        """The name of a field."""
        return f"{kode}-{ujung}_{h}" if kode else f"{ujung}_{h}"

    def clean(self) -> dict[str, Any]:
        """Both ends of a day, or none."""
        for kode in self.kantor:
            for h in range(7):
                buka, tutup = self.isian(kode, "buka", h), self.isian(kode, "tutup", h)
                if {buka, tutup} & self.errors.keys():
                    continue
                if self.cleaned_data[buka] is None and self.cleaned_data[tutup] is not None:
                    self.add_error(buka, _("%(hari)s: isi jam buka, atau kosongkan keduanya.") % {"hari": HARI[h]})
                if self.cleaned_data[tutup] is None and self.cleaned_data[buka] is not None:
                    self.add_error(tutup, _("%(hari)s: isi jam tutup, atau kosongkan keduanya.") % {"hari": HARI[h]})
        return self.cleaned_data

    def jam(self, kode: str = "") -> list[tuple[int, time, time]]:
        """The hours of an office; a day without hours is left out."""
        ujung = [(h, *(self.cleaned_data[self.isian(kode, u, h)] for u in ("buka", "tutup"))) for h in range(7)]
        return [(h, buka, tutup) for h, buka, tutup in ujung if buka is not None and tutup is not None]

    def kelompok(self) -> Iterator[dict[str, Any]]:
        """The hours as tables: each office with its seven days."""
        for kode, nama in self.kantor.items():
            baris = [(HARI[h], [self[self.isian(kode, ujung, h)] for ujung in ("buka", "tutup")]) for h in range(7)]
            galat = any(isian.errors for _hari, dua in baris for isian in dua)
            yield {"kode": kode, "nama": nama, "baris": baris, "galat": galat}

    def isian_lain(self) -> list[BoundField]:
        """The fields that are not hours."""
        return [self[nama] for nama in self.fields if nama in self.base_fields]


class MusimForm(JamForm):
    """A season with the hours of every office that closes at all."""

    nama = teks(gettext_lazy("Nama musim"), gettext_lazy("Misalnya Ramadan 1448 Hijriah."), batas=80)
    mulai = hari(gettext_lazy("Hari pertama"))
    sampai = hari(gettext_lazy("Hari terakhir"))
    dasar_hukum = teks(
        gettext_lazy("Dasar hukum"), gettext_lazy("Surat edaran yang mengatur jamnya."), batas=250, wajib=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kantor = dict(Kalender.objects.filter(selalu_buka=False).values_list("kode", "nama"))
        super().__init__(*args, kantor=kantor, jam=dict.fromkeys(kantor, jam_lazim("Ramadan")), **kwargs)


class KalenderForm(JamForm):
    """Name, zone and hours of an office."""

    nama = teks(gettext_lazy("Nama kalender"), gettext_lazy("Misalnya LPSE Kabupaten Boven Digoel."), batas=120)
    zona = forms.ChoiceField(
        label=gettext_lazy("Zona waktu"),
        choices=Kalender.Zona.choices,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih zona waktu.")},
    )

    def __init__(self, *args: Any, jam: JamSeminggu = (), **kwargs: Any) -> None:
        super().__init__(*args, kantor={"": ""}, jam={"": jam or jam_lazim("")}, **kwargs)


class KalenderBaruForm(KalenderForm):
    """The same, with a code that stays."""

    kode = forms.SlugField(
        label=gettext_lazy("Kode"),
        help_text=gettext_lazy(
            "Huruf kecil, angka, dan tanda hubung, misalnya lpse-boven-digoel. Tidak dapat diganti."
        ),
        max_length=40,
        widget=forms.TextInput(attrs={"rupa-lebar": 20, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Tulis kodenya, misalnya lpse-boven-digoel."),
            "invalid": gettext_lazy("Pakai huruf kecil, angka, dan tanda hubung saja, tanpa spasi."),
        },
    )
    field_order = ("kode",)

    def clean_kode(self) -> str:
        """Always in small letters."""
        return str(self.cleaned_data["kode"]).lower()


# -- policies ---------------------------------------------------------------------------------------------


class KebijakanForm(forms.Form):
    """A new version of a policy."""

    nama = teks(gettext_lazy("Nama"), batas=150)
    jumlah = bilangan(gettext_lazy("Lama batas waktu"), paling_sedikit=1)
    satuan = forms.ChoiceField(
        label=gettext_lazy("Satuan"),
        choices=Kebijakan.Satuan.choices,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih satuannya.")},
    )
    boleh_jeda = forms.BooleanField(
        label=gettext_lazy("Boleh dijeda"),
        help_text=gettext_lazy("Pada tahap mana jamnya berhenti ditentukan oleh alur kasus."),
        required=False,
    )
    pengingat = bilangan(
        gettext_lazy("Pengingat"), gettext_lazy("Hari kerja sebelum jatuh tempo; 0 berarti tidak ada.")
    )
    eskalasi_2 = bilangan(
        gettext_lazy("Ketua tim diberi tahu"), gettext_lazy("Hari kerja sesudah jatuh tempo; 0 berarti tidak.")
    )
    eskalasi_3 = bilangan(
        gettext_lazy("Direktur diberi tahu"), gettext_lazy("Hari kerja sesudah jatuh tempo; 0 berarti tidak.")
    )
    dasar_hukum = teks(gettext_lazy("Dasar hukum"), gettext_lazy("Aturan, atau kebijakan internal LKPP."), batas=250)
    kebijakan_internal = forms.BooleanField(
        label=gettext_lazy("Kebijakan internal"),
        help_text=gettext_lazy("Centang bila batas ini ditetapkan LKPP sendiri, bukan oleh peraturan."),
        required=False,
    )
    berlaku_sejak = hari(
        gettext_lazy("Berlaku sejak"),
        gettext_lazy("Hari ini atau sesudahnya. Kasus yang sudah berjalan tidak berubah."),
    )


# -- trying out ---------------------------------------------------------------------------------------------


class Waktu(forms.DateTimeField):
    """A moment as a browser writes it. Without a zone it stays without one: the office decides which it means."""

    def __init__(self, *, label: Any, required: bool = True, **kwargs: Any) -> None:
        salah = gettext_lazy("Tulis tanggal dan jam, misalnya 2026-03-13T10:00.")
        super().__init__(
            label=label,
            required=required,
            widget=forms.DateTimeInput(
                attrs={"type": "datetime-local", "rupa-penanda": "", "rupa-lebar": 20}, format="%Y-%m-%dT%H:%M"
            ),
            error_messages={"required": salah, "invalid": salah},
            **kwargs,
        )

    def to_python(self, value: Any) -> datetime | None:
        """ISO format."""
        if value in self.empty_values:
            return None
        try:
            found = parse_datetime(str(value).strip())
        except ValueError:
            found = None
        if found is None or not TAHUN_PERTAMA <= found.year <= TAHUN_TERAKHIR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class CobaForm(forms.Form):
    """A policy, an office and a moment; pauses if there are any."""

    kebijakan = forms.ChoiceField(label=gettext_lazy("Kebijakan"))
    versi = forms.IntegerField(
        label=gettext_lazy("Versi"),
        help_text=gettext_lazy("Kosongkan untuk versi yang berlaku pada waktu mulai."),
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "rupa-lebar": 3, "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Tulis nomor versi, misalnya 2."),
            "min_value": gettext_lazy("Tulis nomor versi, misalnya 2."),
        },
    )
    kalender = forms.ChoiceField(label=gettext_lazy("Kalender"))
    mulai = Waktu(label=gettext_lazy("Mulai"), help_text=gettext_lazy("Menurut jam di kantor itu."))

    def __init__(
        self, *args: Any, kebijakan: Sequence[tuple[str, str]], kalender: Sequence[Kalender], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zona = {k.kode: ZoneInfo(k.zona) for k in kalender}
        for nama, pilihan in (("kebijakan", kebijakan), ("kalender", [(k.kode, k.nama) for k in kalender])):
            isian = self.fields[nama]
            assert isinstance(isian, forms.ChoiceField)  # noqa: S101 - tells mypy
            isian.choices = pilihan
            isian.error_messages["invalid_choice"] = gettext_lazy("Pilih dari daftar ini.")
            isian.error_messages["required"] = gettext_lazy("Pilih dari daftar ini.")
        for n in JEDA:
            self.fields[f"dari_{n}"] = Waktu(label=format_lazy(gettext_lazy("Jeda {n} mulai"), n=n), required=False)
            self.fields[f"hingga_{n}"] = Waktu(
                label=format_lazy(gettext_lazy("Jeda {n} berakhir"), n=n), required=False
            )

    def clean(self) -> dict[str, Any]:
        """All moments in the zone of the office; both ends of a pause."""
        zona = self.zona.get(self.cleaned_data.get("kalender", ""), timezone.get_default_timezone())
        for nama, nilai in self.cleaned_data.items():
            if isinstance(nilai, datetime) and nilai.tzinfo is None:
                self.cleaned_data[nama] = nilai.replace(tzinfo=zona)
        for n in JEDA:
            dari, hingga = self.cleaned_data.get(f"dari_{n}"), self.cleaned_data.get(f"hingga_{n}")
            if (dari is None) != (hingga is None) and not {f"dari_{n}", f"hingga_{n}"} & self.errors.keys():
                self.add_error(f"dari_{n}" if dari is None else f"hingga_{n}", _("Tulis kedua ujung jeda ini."))
            elif dari and hingga and hingga < dari:
                self.add_error(f"hingga_{n}", _("Jeda berakhir sebelum mulai. Periksa kedua waktunya."))
        return self.cleaned_data

    @property
    def jeda(self) -> list[Pause]:
        """The pauses that were written down."""
        ujung = [(self.cleaned_data[f"dari_{n}"], self.cleaned_data[f"hingga_{n}"]) for n in JEDA]
        return [(dari, hingga) for dari, hingga in ujung if dari]

    def isian_jeda(self) -> list[BoundField]:
        """The fields of the pauses."""
        return [self[f"{ujung}_{n}"] for n in JEDA for ujung in ("dari", "hingga")]

    def ada_jeda(self) -> bool:
        """Whether a pause was written, well or not: then its fields are shown."""
        return any(self[f"{ujung}_{n}"].value() for n in JEDA for ujung in ("dari", "hingga"))


def tahun_dari(teks_tahun: str, hari_ini: date) -> int:
    """The year that an address names; this year when it names none that can be."""
    if teks_tahun in {str(tahun) for tahun in range(TAHUN_PERTAMA, TAHUN_TERAKHIR + 1)}:
        return int(teks_tahun)
    return hari_ini.year

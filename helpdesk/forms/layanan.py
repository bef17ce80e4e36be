"""What a request for a service asks: fields made from the data of the service. And outages as officers enter them."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.receipt import WIB
from berkas.limits import MAKS_UKURAN
from berkas.names import ekstensi
from helpdesk.models import Layanan, MejaLayanan
from helpdesk.models.layanan import terjemah
from helpdesk.pilihan_layanan import BERKAS, JenisIsian, Pemohon

SATU_BARIS = {"autocomplete": "off"}
TANGGAL_SALAH = gettext_lazy("Tulis tanggal yang benar, misalnya 2026-11-30.")
TERIMA = {JenisIsian.PDF: "application/pdf,.pdf", JenisIsian.RHS: ".rhs"}
JAM = ("%H:%M", "%H.%M", "%H:%M:%S")


class TanpaPeriksa(forms.FileField):
    """A file that the gate examines, except for what its name and first bytes must be."""

    def __init__(self, *, jenis: str, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)  # the gate says it better
        self.jenis = jenis

    def clean(self, data: Any, initial: Any = None) -> Any:
        """An .rhs is known by its name, a PDF by its beginning."""
        berkas = super().clean(data, initial)
        if berkas is None:
            return None
        if self.jenis == JenisIsian.RHS and ekstensi(berkas.name or "") != ".rhs":
            raise ValidationError(_("Pilih berkas penawaran yang namanya berakhir dengan .rhs."))
        if self.jenis == JenisIsian.PDF and (berkas.size or 0) <= MAKS_UKURAN:
            berkas.seek(0)
            kepala = berkas.read(1024)
            berkas.seek(0)
            if b"%PDF-" not in kepala:
                raise ValidationError(_("Berkas ini bukan PDF. Simpan sebagai PDF, lalu pilih lagi."))
        return berkas


def isian(f: dict[str, Any]) -> forms.Field:
    """The form field of one field of the data."""
    label, bantuan, jenis = terjemah(f, "label"), terjemah(f, "bantuan"), f["jenis"]
    umum: dict[str, Any] = {"label": label, "help_text": bantuan}
    wajib = _("Isi dahulu: %(label)s.") % {"label": label} if f["wajib"] else ""
    galat = {"required": wajib, "invalid": wajib}
    pilihan = [(p[0], terjemah({"nama": p[1], "nama_en": p[2]}, "nama")) for p in f.get("pilihan", ())]
    match jenis:
        case JenisIsian.URAIAN:
            return Teks(rows=4, max_length=4000, wajib=wajib, **umum)
        case JenisIsian.ANGKA:
            salah = _("Tulis angka saja, paling sedikit 1.")
            batas = 65535 if f["kode"] == "port" else 10_000
            galat |= dict.fromkeys(("invalid", "min_value"), salah)
            galat["max_value"] = _("Paling besar %(batas)s.") % {"batas": batas}
            ketik = forms.TextInput(attrs={"inputmode": "numeric", "rupa-lebar": 5, **SATU_BARIS})
            return forms.IntegerField(
                min_value=1, max_value=batas, required=f["wajib"], widget=ketik, error_messages=galat, **umum
            )
        case JenisIsian.TANGGAL:
            kalender = forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d")
            galat = {"required": wajib, "invalid": str(TANGGAL_SALAH)}
            return forms.DateField(required=f["wajib"], widget=kalender, error_messages=galat, **umum)
        case JenisIsian.PILIHAN:
            return forms.ChoiceField(
                choices=pilihan, required=f["wajib"], widget=forms.RadioSelect(), error_messages=galat, **umum
            )
        case JenisIsian.CENTANG:
            kotak = forms.CheckboxSelectMultiple()
            return forms.MultipleChoiceField(
                choices=pilihan, required=f["wajib"], widget=kotak, error_messages=galat, **umum
            )
        case JenisIsian.YA:
            return forms.BooleanField(required=f["wajib"], error_messages=galat, **umum)
        case JenisIsian.BERKAS | JenisIsian.PDF | JenisIsian.RHS:
            unggah = forms.FileInput(attrs={"accept": TERIMA[jenis]} if jenis in TERIMA else {})
            return TanpaPeriksa(jenis=jenis, required=f["wajib"], widget=unggah, error_messages=galat, **umum)
    return Sebaris(max_length=200, wajib=wajib, widget=forms.TextInput(attrs=SATU_BARIS), **umum)


class PermintaanForm(forms.Form):
    """The fields of a service, and how to reach whoever asks."""

    telepon = Sebaris(
        label=gettext_lazy("Nomor telepon"),
        max_length=60,
        wajib=gettext_lazy("Tulis nomor telepon yang dapat kami hubungi."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    alamat = Teks(
        label=gettext_lazy("Alamat"), max_length=300, rows=2, wajib=gettext_lazy("Tulis alamat instansi atau Anda.")
    )

    def __init__(self, *args: Any, layanan: Layanan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.layanan = layanan
        kontak = {nama: self.fields.pop(nama) for nama in list(self.fields)}
        if layanan.pemohon == Pemohon.PENGGUNA:
            self.fields["meja"] = forms.ModelChoiceField(
                label=_("LPSE yang Anda mintai"),
                queryset=MejaLayanan.objects.pilihan().exclude(jenis="lkpp"),
                empty_label=_("Pilih LPSE"),
                error_messages=dict.fromkeys(("required", "invalid_choice"), _("Pilih LPSE dari daftar.")),
            )
        self.fields |= {f"isi_{f['kode']}": isian(f) for f in layanan.isian} | kontak

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins."""
        mulai, sampai = (self.cleaned_data.get(f"isi_{n}") for n in ("mulai", "sampai"))
        if mulai and sampai and sampai < mulai:
            self.add_error("isi_sampai", _("Tanggal terakhir mendahului tanggal pertama. Tukar keduanya."))
        return self.cleaned_data

    @property
    def isi(self) -> dict[str, Any]:
        """The answers by the code of their field."""
        return {f["kode"]: self.cleaned_data.get(f"isi_{f['kode']}") for f in self.layanan.isian}

    def unggahan(self) -> list[tuple[str, Any, bool]]:
        """The files: name of the field, upload, whether it is opaque."""
        berkas = [(f"isi_{f['kode']}", f["jenis"]) for f in self.layanan.isian if f["jenis"] in BERKAS]
        return [
            (nama, self.cleaned_data[nama], jenis == JenisIsian.RHS)
            for nama, jenis in berkas
            if self.cleaned_data.get(nama) is not None
        ]


def isian_tanggal(label: Any, *, wajib: bool = True) -> forms.DateField:
    """A day."""
    return forms.DateField(
        label=label,
        required=wajib,
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        error_messages={"required": TANGGAL_SALAH, "invalid": TANGGAL_SALAH},
    )


def isian_jam(label: Any, *, wajib: bool = True) -> forms.TimeField:
    """A time of the day."""
    salah = gettext_lazy("Tulis jam seperti 14.05.")
    return forms.TimeField(
        label=label,
        required=wajib,
        input_formats=JAM,
        widget=forms.TimeInput(attrs={"type": "time", "rupa-lebar": 10}, format="%H:%M"),
        error_messages={"required": salah, "invalid": salah},
    )


class GangguanForm(forms.Form):
    """An outage."""

    layanan = forms.ModelChoiceField(
        label=gettext_lazy("Layanan yang terganggu"),
        queryset=Layanan.objects.filter(aktif=True, anggaran_galat__isnull=False),
        empty_label=gettext_lazy("Pilih layanan"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Pilih layanan dari daftar.")),
    )
    meja = forms.ModelChoiceField(
        label=gettext_lazy("LPSE yang terganggu"),
        queryset=MejaLayanan.objects.pilihan().exclude(jenis="lkpp"),
        required=False,
        empty_label=gettext_lazy("Semua LPSE"),
        help_text=gettext_lazy("Pilih satu bila hanya satu LPSE yang terganggu"),
        widget=forms.Select(attrs={"rupa-penanda": ""}),
    )
    mulai_tanggal = isian_tanggal(gettext_lazy("Tanggal mulai"))
    mulai_jam = isian_jam(gettext_lazy("Jam mulai (WIB)"))
    selesai_tanggal = isian_tanggal(gettext_lazy("Tanggal selesai"), wajib=False)
    selesai_jam = isian_jam(gettext_lazy("Jam selesai (WIB)"), wajib=False)
    terencana = forms.BooleanField(
        label=gettext_lazy("Pemeliharaan yang sudah diumumkan"),
        help_text=gettext_lazy("Dihitung terpisah, tidak mengurangi masa galat"),
        required=False,
    )
    catatan = Sebaris(
        label=gettext_lazy("Catatan"),
        max_length=300,
        wajib=gettext_lazy("Tulis apa yang terjadi."),
        widget=forms.TextInput(attrs=SATU_BARIS),
    )

    def clean(self) -> dict[str, Any]:
        """Both ends as moments; the second one may be open, and comes after the first."""
        data = self.cleaned_data
        if data.get("mulai_tanggal") and data.get("mulai_jam") is not None:
            data["mulai"] = datetime.combine(data["mulai_tanggal"], data["mulai_jam"], WIB)
        tanggal, jam = data.get("selesai_tanggal"), data.get("selesai_jam")
        if bool(tanggal) != (jam is not None) and not {"selesai_tanggal", "selesai_jam"} & self.errors.keys():
            self.add_error(
                "selesai_tanggal", _("Isi tanggal dan jam selesai, atau kosongkan keduanya bila masih terganggu.")
            )
        data["selesai"] = datetime.combine(tanggal, jam, WIB) if tanggal and jam is not None else None
        if data["selesai"] and data.get("mulai") and data["selesai"] <= data["mulai"]:
            self.add_error("selesai_tanggal", _("Selesainya mendahului mulainya. Periksa kedua waktunya."))
        return data

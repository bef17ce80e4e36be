"""What an applicant fills in: who he is, what he asks; for a question of the website, and for a visit."""

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks, UnggahBanyak
from akun.models import Instansi
from akun.search import arti_instansi
from konsultasi.flow import DataKonsultasi
from konsultasi.models import Subjek
from konsultasi.pilihan import Identitas, Pemohon

CEPAT = 2
"""Seconds in which nobody fills in the form."""
GARAM = "konsultasi:dibuka"
HUKUM = (("tidak", gettext_lazy("Tidak, tentang aturan atau pelaksanaan pengadaan")), ("ya", gettext_lazy("Ya")))
PETUNJUK_HUKUM = {
    "ya": gettext_lazy("Misalnya sengketa kontrak, gugatan, atau permintaan keterangan ahli"),
}


def stempel(now: datetime) -> str:
    """The moment at which a form was opened, signed."""
    return signing.dumps(int(now.timestamp()), salt=GARAM)


class FormArah(forms.Form):
    """Where a question belongs: whose it is, and whether it is about the law."""

    instansi = Sebaris(
        label=gettext_lazy("Nama instansi"),
        max_length=200,
        penanda=gettext_lazy("(kosongkan bila Anda penyedia atau perorangan)"),
        help_text=gettext_lazy("Ketik beberapa huruf, lalu pilih"),
        widget=forms.TextInput(
            attrs={
                "list": "daftar-instansi",
                "data-url": reverse_lazy("akun:instansi"),
                "autocomplete": "organization",
                "spellcheck": "false",
            }
        ),
    )
    hukum = forms.ChoiceField(
        label=gettext_lazy("Apakah ini permasalahan hukum?"),
        choices=HUKUM,
        widget=forms.RadioSelect(attrs={"rupa-petunjuk": PETUNJUK_HUKUM}),
        error_messages={"required": gettext_lazy("Pilih apakah ini permasalahan hukum.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instansi_cocok: Instansi | None = None
        self.fields["instansi"].widget.attrs["rupa-saran"] = []

    def clean(self) -> dict[str, Any]:
        """A name that is typed is one of the list."""
        data = super().clean() or {}
        if data.get("instansi"):
            self.cocokkan(data["instansi"], lainnya=bool(data.get("lainnya")))
        return data

    def cocokkan(self, teks: str, *, lainnya: bool) -> None:
        """The institution that is meant; several, or none, are said."""
        mungkin = arti_instansi(teks)
        if len(mungkin) == 1:
            self.instansi_cocok = mungkin[0]
        elif lainnya:
            return
        elif mungkin:
            nama = {"nama": ", ".join(i.nama for i in mungkin[:4])}
            self.add_error("instansi", _("Ada beberapa instansi bernama itu: %(nama)s. Tulis nama lengkapnya.") % nama)
        else:
            self.add_error("instansi", self.tidak_ada)

    @property
    def tidak_ada(self) -> str:
        """The sentence for a name that the list does not know."""
        return _("Nama ini tidak ada di daftar kami. Periksa ejaannya, atau kosongkan.")

    @property
    def hukum_ya(self) -> bool:
        """Whether it is about the law, from valid data."""
        return bool(self.cleaned_data["hukum"] == "ya")


class FormPemohon(FormArah):
    """Who asks, and what."""

    jenis_pemohon = forms.ChoiceField(
        label=gettext_lazy("Anda bertanya sebagai"),
        choices=Pemohon.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih sebagai siapa Anda bertanya.")},
    )
    nama = Sebaris(
        label=gettext_lazy("Nama Anda"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        wajib=gettext_lazy("Tulis nama Anda."),
    )
    lainnya = forms.BooleanField(label=gettext_lazy("Lainnya: nama ini tidak ada di daftar"), required=False)
    telepon = Sebaris(
        label=gettext_lazy("Nomor telepon"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel", "rupa-lebar": "20"}),
    )
    subjek = forms.ModelChoiceField(
        label=gettext_lazy("Tentang apa"),
        queryset=Subjek.objects.filter(aktif=True),
        empty_label=gettext_lazy("Pilih subjek"),
        error_messages={
            "required": gettext_lazy("Pilih subjek yang paling dekat."),
            "invalid_choice": gettext_lazy("Pilih subjek dari daftar."),
        },
    )
    pokok = Sebaris(
        label=gettext_lazy("Pertanyaan Anda dalam satu kalimat"),
        max_length=300,
        help_text=gettext_lazy("Misalnya: Apakah keterlambatan karena banjir selalu dikenai denda?"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        wajib=gettext_lazy("Tulis pertanyaan Anda dalam satu kalimat."),
    )
    uraian = Teks(
        label=gettext_lazy("Penjelasan"),
        max_length=10_000,
        rows=8,
        help_text=gettext_lazy("Ceritakan keadaannya: paket, tahap, apa yang sudah dilakukan, dan apa yang diragukan"),
        wajib=gettext_lazy("Jelaskan keadaannya, walau singkat."),
    )
    situs = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    dibuka = forms.CharField(required=False, widget=forms.HiddenInput())
    tak_disimpan = frozenset({"berkas", "situs", "dibuka"})

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["instansi"].label = _("Nama instansi atau perusahaan")
        self.fields["instansi"].widget.attrs["rupa-penanda"] = _("(kosongkan bila perorangan)")
        self.fields["instansi"].help_text = _(
            "Ketik beberapa huruf, lalu pilih. Tidak ada di daftar? Tulis nama lengkapnya dan centang “Lainnya”"
        )

    def clean(self) -> dict[str, Any]:
        """An institution is one of the list, or said to be another; people need a moment and see no trap."""
        data = super(FormArah, self).clean() or {}
        jenis, teks = data.get("jenis_pemohon"), data.get("instansi", "")
        if jenis == Pemohon.PERORANGAN:
            data["instansi"] = ""
        elif jenis and not teks and "instansi" not in self.errors:
            self.add_error("instansi", _("Tulis nama instansi atau perusahaan Anda."))
        elif jenis == Pemohon.INSTANSI and teks:
            self.cocokkan(teks, lainnya=bool(data.get("lainnya")))
        try:
            dibuka = int(signing.loads(data.get("dibuka", ""), salt=GARAM))
        except (signing.BadSignature, ValueError):  # no moment at all: as good as none
            dibuka = int(self.now.timestamp())
        if data.get("situs") or self.now.timestamp() - dibuka < CEPAT:
            raise ValidationError(_("Kiriman ini terlalu cepat untuk ketikan orang. Periksa isiannya, lalu kirim."))
        return data

    @property
    def tidak_ada(self) -> str:
        """The sentence for a name that the list does not know."""
        return _("Nama ini tidak ada di daftar kami. Periksa ejaannya, atau centang “Lainnya”.")

    @property
    def mentah(self) -> dict[str, str]:
        """What was typed, valid or not."""
        return {n: str(self.data.get(n, "")) for n in self.fields if n not in self.tak_disimpan}

    def konsultasi(self, *, surel: str) -> DataKonsultasi:
        """The question as the flow takes it, from valid data."""
        data = self.cleaned_data
        return DataKonsultasi(
            jenis_pemohon=data["jenis_pemohon"],
            nama=data["nama"],
            surel=surel,
            telepon=data["telepon"],
            instansi=self.instansi_cocok,
            instansi_teks="" if self.instansi_cocok else data["instansi"],
            hukum=self.hukum_ya,
            subjek=data["subjek"],
            pokok=data["pokok"],
            uraian=data["uraian"],
            identitas=data.get("identitas", ""),
        )


class FormTanya(FormPemohon):
    """A question of the website. The files are not judged here: they go through the gate, and stay with the draft."""

    field_order = ("pokok", "subjek", "hukum", "uraian", "berkas", "jenis_pemohon", "nama", "instansi", "lainnya")

    berkas = forms.FileField(
        label=gettext_lazy("Berkas pendukung"),
        required=False,
        allow_empty_file=True,  # the gate says it better
        help_text=gettext_lazy("Misalnya kontrak, dokumen pemilihan, atau surat. Paling besar 20 MB tiap berkas"),
        widget=UnggahBanyak(),
    )


class FormKunjungan(FormPemohon):
    """The form of a visit: how to reach the visitor, and what he will show at the desk."""

    field_order = ("jenis_pemohon", "nama", "instansi", "lainnya", "surel", "telepon", "identitas", "pokok", "subjek")

    surel = Sebaris(
        label=gettext_lazy("Alamat e-mail"),
        max_length=254,
        help_text=gettext_lazy("Konfirmasi dan laporan pertemuan kami kabarkan ke alamat ini"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        wajib=gettext_lazy("Tulis alamat e-mail Anda."),
    )
    identitas = forms.ChoiceField(
        label=gettext_lazy("Tanda pengenal yang akan Anda bawa"),
        choices=Identitas.choices,
        widget=forms.RadioSelect(attrs={"rupa-sebaris": True}),
        error_messages={"required": gettext_lazy("Pilih tanda pengenal yang akan Anda bawa.")},
    )
    kunci = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        telepon = self.fields["telepon"]
        telepon.required = True
        telepon.error_messages["required"] = _("Tulis nomor telepon Anda.")

    def clean_surel(self) -> str:
        """An address that mail can reach."""
        surel: str = self.cleaned_data["surel"]
        try:
            validate_email(surel)
        except ValidationError:
            raise ValidationError(_("Tulis alamat e-mail yang lengkap, misalnya nama@contoh.go.id.")) from None
        return surel

"""What the sender fills in: the letter, and once, for whom he writes.

Against bots there are an account with a confirmed address, a field that people do not see, and a signed moment at which
the form was opened. A proof of work was left out: it drains cheap phones and shuts out whoever has no JavaScript, while
every account is confirmed by mail and may send only a few dozen letters an hour.
"""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks, UnggahBanyak
from akun.models import Instansi, Pejabat
from akun.receipt import WIB
from akun.search import arti_instansi
from persuratan import pilihan
from persuratan.flow_masuk import DataSurat
from persuratan.models import Pengirim
from persuratan.pilihan import JenisPengirim, Kerahasiaan

CEPAT = 2
"""Seconds in which nobody fills in the form."""
GARAM = "surat:dibuka"
SATU_BARIS = {"autocomplete": "off"}


def stempel(now: datetime) -> str:
    """The moment at which a form was opened, signed."""
    return signing.dumps(int(now.timestamp()), salt=GARAM)


def _tanggal(**kwargs: Any) -> forms.DateField:
    return forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Tulis tanggal yang benar, misalnya 2026-11-21.")},
        **kwargs,
    )


class FormSurat(forms.Form):
    """The letter. The file is not judged here: it goes through the gate, and stays with the draft."""

    penerima = forms.ModelChoiceField(
        label=gettext_lazy("Penerima"),
        queryset=Pejabat.objects.select_related("unit").order_by("pk"),
        empty_label=gettext_lazy("Pilih pejabat"),
        help_text=gettext_lazy("Pejabat LKPP yang dituju. Surat pengaduan: Direktur Penanganan Permasalahan Hukum"),
        error_messages={
            "required": gettext_lazy("Pilih pejabat yang dituju."),
            "invalid_choice": gettext_lazy("Pilih pejabat dari daftar."),
        },
    )
    tembusan = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tembusan"),
        queryset=Pejabat.objects.order_by("pk"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={"invalid_choice": gettext_lazy("Pilih pejabat dari daftar.")},
    )
    nomor_surat = Sebaris(
        label=gettext_lazy("Nomor surat"),
        max_length=255,
        help_text=gettext_lazy("Seperti tertulis di surat, dengan semua tandanya. Tidak bernomor? Tulis -"),
        widget=forms.TextInput(attrs={**SATU_BARIS, "spellcheck": "false"}),
        wajib=gettext_lazy("Tulis nomor surat, atau - bila tidak bernomor."),
    )
    tanggal_surat = _tanggal(label=gettext_lazy("Tanggal surat"))
    kerahasiaan = forms.ChoiceField(
        label=gettext_lazy("Kerahasiaan"),
        choices=Kerahasiaan.choices,
        initial=Kerahasiaan.BIASA,
        widget=forms.RadioSelect(attrs={"rupa-petunjuk": pilihan.ARTI}),
        error_messages={"required": gettext_lazy("Pilih tingkat kerahasiaan.")},
    )
    perihal = Sebaris(
        label=gettext_lazy("Perihal"),
        max_length=300,
        help_text=gettext_lazy("Paling panjang 300 huruf; semua tanda boleh dipakai"),
        widget=forms.TextInput(attrs=SATU_BARIS),
        wajib=gettext_lazy("Tulis perihal surat."),
    )
    batas_diminta = _tanggal(
        label=gettext_lazy("Batas waktu penyelesaian"),
        help_text=gettext_lazy("Tanggal yang Anda harapkan. Kami membacanya; yang kami janjikan ada di tanda terima"),
    )
    catatan = Teks(
        label=gettext_lazy("Catatan"),
        max_length=2000,
        rows=3,
        help_text=gettext_lazy("Misalnya: dokumen asli juga dikirim lewat kurir"),
    )
    berkas = forms.FileField(
        label=gettext_lazy("Berkas surat (PDF)"),
        required=False,
        allow_empty_file=True,  # the gate says it better
        help_text=gettext_lazy("Satu PDF, paling besar 20 MB. Beberapa berkas? Pilih semuanya, lalu gabungkan di sini"),
        widget=UnggahBanyak(attrs={"rupa-penanda": "", "accept": "application/pdf,.pdf"}),
    )
    kirim_lagi = forms.BooleanField(
        label=gettext_lazy("Ya, kirim sekali lagi sebagai surat baru"),
        required=False,
    )
    situs = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    dibuka = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.hari_ini = now, now.astimezone(WIB).date()

    def clean_tanggal_surat(self) -> date | None:
        """A letter was not written tomorrow."""
        tanggal: date | None = self.cleaned_data["tanggal_surat"]
        if tanggal and tanggal > self.hari_ini:
            raise ValidationError(_("Tanggal surat belum tiba. Periksa tanggalnya."))
        return tanggal

    def clean_batas_diminta(self) -> date | None:
        """What is hoped for lies ahead."""
        tanggal: date | None = self.cleaned_data["batas_diminta"]
        if tanggal and tanggal < self.hari_ini:
            raise ValidationError(_("Batas waktu sudah lewat. Pilih hari ini atau sesudahnya, atau kosongkan."))
        return tanggal

    def clean(self) -> dict[str, Any]:
        """People see no trap and need a moment; whoever trips is told, and nothing is lost."""
        data = super().clean() or {}
        try:
            dibuka = int(signing.loads(data.get("dibuka", ""), salt=GARAM))
        except (signing.BadSignature, ValueError):  # no moment at all: as good as none
            dibuka = int(self.now.timestamp())
        if data.get("situs") or self.now.timestamp() - dibuka < CEPAT:
            raise ValidationError(_("Kiriman ini terlalu cepat untuk ketikan orang. Periksa isiannya, lalu kirim."))
        data["tembusan"] = [p for p in data.get("tembusan", ()) if p != data.get("penerima")]
        return data

    @property
    def mentah(self) -> dict[str, Any]:
        """What was typed, as the draft keeps it; without the trap and what is asked anew each time."""
        nama = [n for n in self.fields if n not in {"tembusan", "berkas", "kirim_lagi", "situs", "dibuka"}]
        return {n: self.data.get(n, "") for n in nama} | {"tembusan": cast(QueryDict, self.data).getlist("tembusan")}

    def surat(self, pengirim: Pengirim, *, nama: str, surel: str) -> DataSurat:
        """The letter as the flow takes it, from valid data."""
        data = self.cleaned_data
        return DataSurat(
            jenis_pengirim=pengirim.jenis,
            nama_pengirim=nama,
            instansi=pengirim.instansi,
            instansi_teks=pengirim.instansi_teks,
            alamat="\n".join(filter(None, [surel, pengirim.telepon])),
            **{
                k: data[k]
                for k in (
                    "penerima",
                    "tembusan",
                    "kerahasiaan",
                    "nomor_surat",
                    "perihal",
                    "tanggal_surat",
                    "batas_diminta",
                    "catatan",
                )
            },
        )


class FormPengirim(forms.Form):
    """For whom somebody writes. Without JavaScript the name of the institution is typed and looked up on sending."""

    nama = Sebaris(
        label=gettext_lazy("Nama Anda"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        wajib=gettext_lazy("Tulis nama Anda."),
    )
    jenis = forms.ChoiceField(
        label=gettext_lazy("Anda menulis untuk"),
        choices=JenisPengirim.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih untuk siapa Anda menulis.")},
    )
    instansi = Sebaris(
        label=gettext_lazy("Nama instansi atau organisasi"),
        max_length=200,
        penanda=gettext_lazy("(kosongkan bila perorangan)"),
        help_text=gettext_lazy(
            "Ketik beberapa huruf, lalu pilih. Tidak ada di daftar? Tulis nama lengkapnya dan centang “Lainnya”"
        ),
        widget=forms.TextInput(
            attrs={
                "list": "daftar-instansi",
                "data-url": reverse_lazy("akun:instansi"),
                "autocomplete": "organization",
                "spellcheck": "false",
            }
        ),
    )
    lainnya = forms.BooleanField(
        label=gettext_lazy("Lainnya: instansi saya tidak ada di daftar"),
        required=False,
    )
    telepon = Sebaris(
        label=gettext_lazy("Telepon"),
        max_length=40,
        help_text=gettext_lazy("Hanya dipakai bila surat Anda perlu dijelaskan"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "rupa-lebar": "20"}),
    )

    def __init__(self, *args: Any, boleh_nama: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instansi_cocok: Instansi | None = None
        self.fields["instansi"].widget.attrs["rupa-saran"] = []
        if not boleh_nama:
            del self.fields["nama"]

    def clean(self) -> dict[str, Any]:
        """An institution is one of the list, or said to be another; a person needs none."""
        data = super().clean() or {}
        jenis, teks = data.get("jenis"), data.get("instansi", "")
        if jenis == JenisPengirim.PERORANGAN:
            data["instansi"] = ""
        elif jenis and not teks and "instansi" not in self.errors:
            self.add_error("instansi", _("Tulis nama instansi atau organisasi Anda."))
        elif jenis == JenisPengirim.INSTANSI and teks:
            self._cocokkan(teks, lainnya=bool(data.get("lainnya")))
        return data

    def _cocokkan(self, teks: str, *, lainnya: bool) -> None:
        mungkin = arti_instansi(teks)
        if len(mungkin) == 1:
            self.instansi_cocok = mungkin[0]
        elif lainnya:
            return
        elif mungkin:
            nama = {"nama": ", ".join(i.nama for i in mungkin[:4])}
            self.add_error("instansi", _("Ada beberapa instansi bernama itu: %(nama)s. Tulis nama lengkapnya.") % nama)
        else:
            self.add_error(
                "instansi", _("Nama ini tidak ada di daftar kami. Periksa ejaannya, atau centang “Lainnya”.")
            )


class FormPenjelasan(forms.Form):
    """The sender answers what LKPP asked."""

    penjelasan = Teks(
        label=gettext_lazy("Penjelasan Anda"),
        max_length=10_000,
        rows=5,
        wajib=gettext_lazy("Tulis penjelasannya, walau singkat."),
    )

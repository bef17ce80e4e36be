"""Letters that came on paper, by fax or by mail, as TU types them in: when they really came, from whom, for whom."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.models import Instansi
from akun.receipt import WIB
from akun.search import arti_instansi
from persuratan.flow_masuk import DataSurat, tercatat
from persuratan.forms.tu import isian_pejabat, isian_tanggal
from persuratan.pilihan import PERORANGAN_SAJA, JenisPengirim, Kanal, Kerahasiaan

JAM = ("%H:%M", "%H.%M", "%H:%M:%S")
SUDAH_ADA = gettext_lazy("Surat dengan pengirim, nomor, dan tanggal yang sama sudah tercatat: %(nomor)s.")


class CatatForm(forms.Form):
    """A letter that came on paper, by fax or by mail: when it really came, from whom, for whom."""

    kanal = forms.ChoiceField(
        label=gettext_lazy("Jalur masuk"),
        choices=[(k.value, k.label) for k in Kanal if k != Kanal.PORTAL],
        error_messages={
            "required": gettext_lazy("Pilih jalur masuk."),
            "invalid_choice": gettext_lazy("Tulis salah satu: Kertas, Faks, E-mail."),
        },
    )
    tanggal_terima = isian_tanggal(gettext_lazy("Tanggal terima"), wajib=gettext_lazy("Tulis tanggal terima surat."))
    jam_terima = forms.TimeField(
        label=gettext_lazy("Jam terima (WIB)"),
        required=False,
        input_formats=JAM,
        widget=forms.TimeInput(attrs={"type": "time", "rupa-lebar": 10}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Tulis jam seperti 14.05.")},
    )
    penerima = isian_pejabat(gettext_lazy("Pejabat yang dituju"), empty_label=gettext_lazy("Pilih pejabat"))
    kerahasiaan = forms.ChoiceField(
        label=gettext_lazy("Kerahasiaan"),
        choices=Kerahasiaan.choices,
        help_text=gettext_lazy("Amplop Rahasia tidak dibuka: nomor dan perihalnya boleh kosong"),
        error_messages={
            "required": gettext_lazy("Pilih tingkat kerahasiaan."),
            "invalid_choice": gettext_lazy("Tulis salah satu: Biasa, Terbatas, Rahasia, Sangat rahasia."),
        },
    )
    nomor_surat = Sebaris(
        label=gettext_lazy("Nomor surat"),
        max_length=255,
        penanda="",
        help_text=gettext_lazy("Seperti tertulis di surat. Tidak bernomor? Tulis -"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    tanggal_surat = isian_tanggal(gettext_lazy("Tanggal surat"))
    perihal = Sebaris(
        label=gettext_lazy("Perihal"),
        max_length=300,
        penanda="",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    jenis_pengirim = forms.ChoiceField(
        label=gettext_lazy("Pengirim"),
        choices=JenisPengirim.choices,
        error_messages={
            "required": gettext_lazy("Pilih jenis pengirim."),
            "invalid_choice": gettext_lazy("Tulis salah satu: Instansi, Non pemerintah, Perorangan."),
        },
    )
    instansi = Sebaris(
        label=gettext_lazy("Instansi atau organisasi"),
        max_length=200,
        penanda=gettext_lazy("(kosongkan bila perorangan)"),
        widget=forms.TextInput(
            attrs={
                "list": "daftar-instansi",
                "data-url": reverse_lazy("akun:instansi"),
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    nama_pengirim = Sebaris(
        label=gettext_lazy("Nama pengirim"),
        max_length=150,
        penanda="",
        help_text=gettext_lazy("Penanda tangan surat; wajib bila perorangan"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    alamat = Teks(
        label=gettext_lazy("Alamat, e-mail, atau telepon pengirim"),
        max_length=500,
        rows=2,
    )
    catatan = Teks(label=gettext_lazy("Catatan"), max_length=2000, rows=2)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["instansi"].widget.attrs["rupa-saran"] = []
        self.instansi_cocok: Instansi | None = None

    def clean_tanggal_surat(self) -> date | None:
        """A letter was not written tomorrow."""
        tanggal: date | None = self.cleaned_data["tanggal_surat"]
        if tanggal and tanggal > self.now.astimezone(WIB).date():
            raise ValidationError(_("Tanggal surat belum tiba. Periksa tanggalnya."))
        return tanggal

    def clean_instansi(self) -> str:
        """One of the list, or as it is written; a name that several bear is asked for in full."""
        teks: str = self.cleaned_data["instansi"].strip()
        if self.data.get("jenis_pengirim") != JenisPengirim.INSTANSI:
            return teks
        mungkin = self.cari_instansi(teks)
        if len(mungkin) > 1:
            nama = {"nama": ", ".join(i.nama for i in mungkin[:4])}
            raise ValidationError(_("Ada beberapa instansi bernama itu: %(nama)s. Tulis nama lengkapnya.") % nama)
        self.instansi_cocok = mungkin[0] if mungkin else None
        return teks

    def cari_instansi(self, teks: str) -> Sequence[Instansi]:
        """What a name may mean."""
        return arti_instansi(teks)

    def clean(self) -> dict[str, Any]:
        """What one answer asks of the others."""
        data = super().clean() or {}
        if "tanggal_terima" in data and "jam_terima" in data:
            self._periksa_waktu(data)
        if data.get("kerahasiaan") not in PERORANGAN_SAJA:
            self._wajib("nomor_surat", _("Tulis nomor surat, atau - bila tidak bernomor."))
            self._wajib("perihal", _("Tulis perihal surat."))
        if data.get("jenis_pengirim") == JenisPengirim.PERORANGAN:
            data["instansi"] = ""
            self._wajib("nama_pengirim", _("Tulis nama pengirim."))
        elif data.get("jenis_pengirim"):
            self._wajib("instansi", _("Tulis nama instansi atau organisasi pengirim."))
        return data

    def _wajib(self, nama: str, kalimat: str) -> None:
        if nama not in self.errors and not str(self.cleaned_data.get(nama, "")).strip():
            self.add_error(nama, kalimat)

    def _periksa_waktu(self, data: dict[str, Any]) -> None:
        """Real, not to come, not before what is written on the letter."""
        hari: date = data["tanggal_terima"]
        kini = self.now.astimezone(WIB)
        jam: time | None = data["jam_terima"]
        pada = datetime.combine(hari, jam or time(8), tzinfo=WIB)
        if jam is None and hari == kini.date():
            pada = min(pada, kini)
        if pada > kini:
            self.add_error("tanggal_terima", _("Tanggal terima belum tiba. Periksa tanggal dan jamnya."))
        elif data.get("tanggal_surat") and hari < data["tanggal_surat"]:
            self.add_error("tanggal_terima", _("Surat tidak dapat diterima sebelum tanggal suratnya."))
        data["diterima_pada"] = pada

    @property
    def surat(self) -> DataSurat:
        """The letter as the flow takes it, from valid data."""
        data = self.cleaned_data
        sama = ("jenis_pengirim", "nama_pengirim", "penerima", "kerahasiaan", "nomor_surat", "perihal", "alamat")
        return DataSurat(
            instansi=self.instansi_cocok,
            instansi_teks="" if self.instansi_cocok else data["instansi"],
            tanggal_surat=data["tanggal_surat"],
            catatan=data["catatan"],
            **{k: data[k] for k in sama},
        )


class CatatSatuForm(CatatForm):
    """The page for one letter: with its scan, and the question when it seems to be here already."""

    berkas = forms.FileField(
        label=gettext_lazy("Hasil pindai (PDF)"),
        required=False,
        help_text=gettext_lazy("Paling besar 20 MB. Boleh menyusul tanpa pindai"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    tetap = forms.BooleanField(label=gettext_lazy("Ya, catat sebagai surat lain"), required=False)

    def clean(self) -> dict[str, Any]:
        """The same letter twice: the earlier one is named, and whoever enters decides."""
        data = super().clean()
        if not self.errors and not data["tetap"]:
            kunci = self.surat.sepadan
            if nomor := tercatat([kunci]).get(kunci):
                self.add_error("tetap", SUDAH_ADA % {"nomor": nomor})
        return data

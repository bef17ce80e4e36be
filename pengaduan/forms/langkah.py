"""The short steps of the form: channel, identity, evidence, review. The long ones stand in paket.py and kejadian.py."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Teks, UnggahBanyak
from pengaduan.pilihan import TingkatIdentitas

VERSI_PEMBERITAHUAN = "1"
"""The version of the privacy notice (templates/privasi.html) that a complainant accepts; kept with the complaint."""

PENGADUAN, SANGGAH, TANYA, SUAP = "pengaduan", "sanggah", "tanya", "suap"
PETUNJUK_TINGKAT = {
    TingkatIdentitas.ANONIM: gettext_lazy(
        "Kami tidak menyimpan nama, kontak, atau alamat jaringan Anda. Kami hanya dapat bertanya lewat halaman lacak, "
        "jadi buka halaman itu sesekali."
    ),
    TingkatIdentitas.RAHASIA: gettext_lazy(
        "Nama dan kontak Anda terkunci dan terpisah dari laporan. Hanya penjaga identitas LKPP yang dapat membukanya, "
        "dengan alasan tertulis yang dapat Anda baca."
    ),
    TingkatIdentitas.TERBUKA: gettext_lazy(
        "Inspektorat yang memeriksa boleh mengetahui nama dan kontak Anda. Pilih ini bila Anda bersedia dihubungi "
        "langsung oleh pemeriksa."
    ),
}


class FormLangkah(forms.Form):
    """A step: it knows which of the posted values are its own, and may warn without blocking."""

    def peringatan(self) -> list[str]:
        """Sentences about a valid form that the writer may want to look at again."""
        return []

    @classmethod
    def mentah(cls, post: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, as typed."""
        return {nama: post[nama] for nama in cls().fields if nama in post}


class FormSaluran(FormLangkah):
    """Is this the right channel? The answer leads, it does not block."""

    maksud = forms.ChoiceField(
        label=gettext_lazy("Apa yang ingin Anda lakukan?"),
        choices=[
            (PENGADUAN, gettext_lazy("Melaporkan dugaan pelanggaran dalam sebuah paket pengadaan")),
            (SANGGAH, gettext_lazy("Menyanggah hasil tender yang saya ikuti")),
            (TANYA, gettext_lazy("Bertanya tentang aturan, SPSE, atau layanan LPSE")),
            (SUAP, gettext_lazy("Melaporkan suap atau pemerasan yang sedang berlangsung")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih yang paling mendekati maksud Anda.")},
    )


class FormIdentitas(FormLangkah):
    """How far the complainant's identity goes, and the contact that goes with it."""

    KONTAK = ("nama", "surel", "telepon", "nik")

    tingkat = forms.ChoiceField(
        label=gettext_lazy("Seberapa jauh identitas Anda boleh diketahui?"),
        choices=TingkatIdentitas.choices,
        initial=TingkatIdentitas.RAHASIA,
        widget=forms.RadioSelect(attrs={"rupa-petunjuk": PETUNJUK_TINGKAT}),
        error_messages={"required": gettext_lazy("Pilih salah satu tingkat identitas.")},
    )
    nama = Teks(
        label=gettext_lazy("Nama Anda"),
        max_length=200,
        penanda="",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    surel = Teks(
        label=gettext_lazy("Alamat e-mail"),
        max_length=254,
        help_text=gettext_lazy("Kami memberi tahu bila ada kabar, tanpa menyebut isinya"),
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email", "spellcheck": "false"}),
    )
    telepon = Teks(
        label=gettext_lazy("Nomor telepon"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "rupa-lebar": "20"}),
    )
    nik = Teks(
        label=gettext_lazy("Nomor identitas (NIK)"),
        max_length=40,
        help_text=gettext_lazy("16 angka pada KTP. Tidak perlu diisi untuk melapor"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "rupa-lebar": "20"}),
    )

    @classmethod
    def mentah(cls, post: Mapping[str, Any]) -> dict[str, Any]:
        """For `anonim` a contact that was typed is not even kept in the draft."""
        data = super().mentah(post)
        if data.get("tingkat") == TingkatIdentitas.ANONIM:
            return {"tingkat": data["tingkat"]}
        return data

    def clean_surel(self) -> str:
        """An address with one at-sign and a domain."""
        surel: str = self.cleaned_data["surel"]
        if surel:
            try:
                validate_email(surel)
            except ValidationError as error:
                raise ValidationError(_("Tulis alamat e-mail lengkap, misalnya nama@contoh.id.")) from error
        return surel

    def clean_telepon(self) -> str:
        """Digits in any grouping."""
        telepon: str = self.cleaned_data["telepon"]
        if telepon and not re.fullmatch(r"\+?[\d\s().\-/]{6,40}", telepon):
            raise ValidationError(_("Tulis nomor telepon dengan angka saja, misalnya 0812 0000 1234."))
        return telepon

    def clean_nik(self) -> str:
        """16 digits."""
        nik = re.sub(r"[\s.\-]", "", self.cleaned_data["nik"])
        if nik and not re.fullmatch(r"\d{16}", nik):
            raise ValidationError(_("NIK terdiri dari 16 angka. Periksa lagi, atau kosongkan."))
        return nik

    def clean(self) -> dict[str, Any]:
        """A name belongs to every level but `anonim`; there, nothing is kept."""
        data = super().clean() or {}
        if data.get("tingkat") == TingkatIdentitas.ANONIM:
            return {"tingkat": data["tingkat"], **dict.fromkeys(self.KONTAK, "")}
        if "tingkat" in data and not data.get("nama") and "nama" not in self.errors:
            self.add_error("nama", _("Tulis nama Anda, atau pilih anonim."))
        return data

    def peringatan(self) -> list[str]:
        """Without an address, news waits on the status page."""
        data = self.cleaned_data
        if data["tingkat"] != TingkatIdentitas.ANONIM and not data["surel"]:
            return [_("Anda tidak meninggalkan e-mail. Kabar dari kami hanya dapat Anda baca di halaman lacak.")]
        return []


class FormBukti(FormLangkah):
    """Evidence, or the plain statement that there is none; other sources."""

    bukti = forms.FileField(
        label=gettext_lazy("Pilih berkas"),
        required=False,
        help_text=gettext_lazy(
            "PDF, foto, rekaman, atau dokumen kantor; boleh beberapa, paling besar 20 MB per berkas"
        ),
        widget=UnggahBanyak(attrs={"rupa-penanda": ""}),
    )
    tanpa_bukti = forms.BooleanField(label=gettext_lazy("Saya tidak punya bukti"), required=False)
    alasan_tanpa_bukti = Teks(
        label=gettext_lazy("Mengapa tidak ada, dan di mana bukti itu mungkin berada?"),
        max_length=500,
        rows=3,
        penanda="",
    )
    sumber_lain = Teks(
        label=gettext_lazy("Sumber informasi lain"),
        max_length=5000,
        rows=4,
        help_text=gettext_lazy("Misalnya saksi, berita, halaman SPSE, atau dokumen yang dipegang orang lain"),
    )

    def __init__(self, *args: Any, jumlah_bukti: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jumlah_bukti = jumlah_bukti

    def clean(self) -> dict[str, Any]:
        """At least one file, or an explicit note that there is none."""
        data = super().clean() or {}
        if self.jumlah_bukti:
            data["tanpa_bukti"] = False
        elif not data.get("tanpa_bukti"):
            self.add_error("bukti", _("Unggah paling sedikit satu berkas, atau centang “Saya tidak punya bukti”."))
        elif not data.get("alasan_tanpa_bukti") and "alasan_tanpa_bukti" not in self.errors:
            self.add_error("alasan_tanpa_bukti", _("Tulis satu kalimat mengapa bukti tidak ada."))
        return data


class FormTinjau(forms.Form):
    """The last word before sending."""

    setuju = forms.BooleanField(
        label=gettext_lazy(
            "Yang saya tulis benar sejauh yang saya ketahui, dan saya sudah membaca cara LKPP memakai data saya"
        ),
        error_messages={"required": gettext_lazy("Centang pernyataan ini sebelum mengirim.")},
    )

"""What an inspectorate fills in, and LKPP for it: the institution, its letter of basis, its officers."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.formsets import BaseFormSet, formset_factory
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.models import Instansi, User
from akun.search import arti_instansi
from inspektorat import surel_resmi
from inspektorat.models import CalonPetugas
from inspektorat.petugas import DataPetugas
from inspektorat.status import Status

AWALAN, BARIS = "petugas", 4
SATU_BARIS = {"autocomplete": "off", "spellcheck": "false"}


class SurelResmi(Sebaris):
    """An official e-mail address; the sentence says what to write instead of another."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=254, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Official, or empty where it may be."""
        teks: str = super().clean(value)
        return surel_resmi.periksa(teks) if teks else ""


class DasarForm(forms.Form):
    """A letter of basis, kept as written; `wajib` asks for everything."""

    nomor_surat = Sebaris(
        label=gettext_lazy("Nomor surat"),
        max_length=255,
        help_text=gettext_lazy("Seperti tertulis di surat, dengan semua tandanya. Tidak bernomor? Tulis -"),
        widget=forms.TextInput(attrs=SATU_BARIS),
        wajib=gettext_lazy("Tulis nomor surat, atau - bila tidak bernomor."),
    )
    tanggal_teks = Sebaris(
        label=gettext_lazy("Tanggal surat"),
        max_length=50,
        help_text=gettext_lazy("Seperti tertulis, misalnya 14 September 2022. Bulan saja juga boleh: Januari 2023"),
        widget=forms.TextInput(attrs=SATU_BARIS | {"rupa-lebar": "20"}),
        wajib=gettext_lazy("Tulis tanggal surat seperti tertulis, atau - bila tidak ada."),
    )
    berkas = forms.FileField(
        label=gettext_lazy("Berkas surat (PDF)"),
        allow_empty_file=True,  # the gate says it better
        help_text=gettext_lazy("Satu PDF, paling besar 20 MB: surat permohonan atau surat tugas yang ditandatangani"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": gettext_lazy("Pilih berkas PDF suratnya.")},
    )

    def __init__(self, *args: Any, wajib: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not wajib:
            for field in ("nomor_surat", "tanggal_teks", "berkas"):
                self.fields[field].required = False

    @property
    def diunggah(self) -> "UploadedFile[Any] | None":
        """The file, from valid data."""
        return cast("UploadedFile[Any] | None", self.cleaned_data.get("berkas"))

    def clean(self) -> dict[str, Any]:
        """Where the letter may be left out, half of one may not."""
        data = super().clean() or {}
        sebagian = bool(data.get("nomor_surat")) != bool(data.get("tanggal_teks"))
        if (sebagian or (data.get("berkas") and not data.get("nomor_surat"))) and not self.errors:
            kosong = "tanggal_teks" if data.get("nomor_surat") else "nomor_surat"
            self.add_error(kosong, _("Tulis nomor dan tanggal suratnya, atau kosongkan keduanya."))
        return data


class PermohonanForm(DasarForm):
    """Who applies, and with which letter. The institution is typed and looked up on sending."""

    instansi = Sebaris(
        label=gettext_lazy("Instansi"),
        max_length=200,
        help_text=gettext_lazy("Ketik beberapa huruf, lalu pilih, misalnya Pemerintah Kota Bontang"),
        widget=forms.TextInput(
            attrs={
                "list": "daftar-instansi",
                "data-url": reverse_lazy("akun:instansi"),
                "autocomplete": "organization",
                "spellcheck": "false",
            }
        ),
        wajib=gettext_lazy("Tulis nama instansi Anda."),
    )
    nama = Sebaris(
        label=gettext_lazy("Nama narahubung"),
        max_length=150,
        help_text=gettext_lazy("Kepada siapa kami bertanya bila ada yang perlu diperbaiki"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        wajib=gettext_lazy("Tulis nama narahubung."),
    )
    surel = SurelResmi(
        label=gettext_lazy("E-mail dinas narahubung"),
        help_text=gettext_lazy("Kabar tentang permohonan ini kami kirim ke sini"),
        wajib=gettext_lazy("Tulis e-mail dinas narahubung."),
    )
    telepon = Sebaris(
        label=gettext_lazy("Telepon narahubung"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "rupa-lebar": "20"}),
    )
    situs = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))

    field_order = ("instansi", "nomor_surat", "tanggal_teks", "berkas", "nama", "surel", "telepon")

    def __init__(self, *args: Any, berkas_ada: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instansi_cocok: Instansi | None = None
        if berkas_ada:
            self.fields["berkas"].required = False
        self.fields["instansi"].widget.attrs["rupa-saran"] = []

    def clean_instansi(self) -> str:
        """One of the list."""
        teks: str = self.cleaned_data["instansi"].strip()
        mungkin = arti_instansi(teks)
        if len(mungkin) == 1:
            self.instansi_cocok = mungkin[0]
        elif mungkin:
            nama = {"nama": ", ".join(i.nama for i in mungkin[:4])}
            raise ValidationError(_("Ada beberapa instansi bernama itu: %(nama)s. Tulis nama lengkapnya.") % nama)
        elif teks:
            raise ValidationError(_("Nama ini tidak ada di daftar kami. Periksa ejaannya, atau tulis nama lengkapnya."))
        return teks

    def clean_situs(self) -> str:
        """People do not see this field."""
        if self.cleaned_data["situs"]:
            raise ValidationError(_("Biarkan isian ini kosong."))
        return ""


class CatatForm(PermohonanForm):
    """The same as LKPP enters it: the contact may be unknown, and the letter be on the list already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, wajib=False, **kwargs)
        for field in ("nama", "surel"):
            self.fields[field].required = False
        berkas = self.fields["berkas"]
        berkas.help_text = gettext_lazy("Boleh kosong bila suratnya sudah ada di portal atau di daftar")


class PetugasForm(forms.Form):
    """One officer."""

    nama = Sebaris(
        label=gettext_lazy("Nama"),
        max_length=150,
        penanda="",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    surel = SurelResmi(label=gettext_lazy("E-mail dinas"), penanda="")
    peran = forms.ChoiceField(
        label=gettext_lazy("Peran"),
        required=False,
        choices=[("", gettext_lazy("Pilih peran")), *CalonPetugas.Peran.choices],
        widget=forms.Select(attrs={"rupa-penanda": ""}),
        error_messages={"invalid_choice": gettext_lazy("Pilih salah satu peran dari daftar.")},
    )

    def clean(self) -> dict[str, Any]:
        """A row is whole or empty."""
        data = super().clean() or {}
        if any(data.get(k) for k in ("nama", "surel")) or "surel" in self.errors:
            kalimat = {
                "nama": _("Tulis nama petugas ini."),
                "surel": _("Tulis e-mail dinas petugas ini."),
                "peran": _("Pilih peran petugas ini."),
            }
            for nama, isi in kalimat.items():
                if not data.get(nama) and nama not in self.errors:
                    self.add_error(nama, isi)
        return data


class DaftarPetugas(BaseFormSet):  # type: ignore[type-arg]
    """The rows; empty ones do not count."""

    def isi(self) -> tuple[DataPetugas, ...]:
        """The filled rows of a valid set."""
        return tuple(
            DataPetugas(f.cleaned_data["nama"], f.cleaned_data["surel"], f.cleaned_data["peran"])
            for f in self.forms
            if f.cleaned_data.get("surel")
        )


def petugas(data: Mapping[str, Any] | None, *, awal: tuple[DataPetugas, ...] = (), admin: bool = True) -> DaftarPetugas:
    """Rows for officers: to be filled in, or bound to what was typed. The first is an admin where one is needed."""
    kelas = formset_factory(PetugasForm, formset=DaftarPetugas, extra=0, max_num=BARIS, absolute_max=BARIS)
    if data is not None:
        terikat = {**data, f"{AWALAN}-TOTAL_FORMS": str(BARIS), f"{AWALAN}-INITIAL_FORMS": "0"}
        return cast(DaftarPetugas, kelas(terikat, prefix=AWALAN))
    isi: list[dict[str, str]] = [{"nama": p.nama, "surel": p.surel, "peran": p.peran} for p in awal[:BARIS]]
    if not isi and admin:
        isi = [{"peran": CalonPetugas.Peran.ADMIN_APIP}]
    isi += [{} for _ in range(BARIS - len(isi))]
    return cast(DaftarPetugas, kelas(initial=isi, prefix=AWALAN))


class AlasanForm(forms.Form):
    """Why; the inspectorate reads it."""

    alasan = Teks(
        label=gettext_lazy("Alasan"),
        max_length=2000,
        rows=4,
        help_text=gettext_lazy("Dibaca oleh inspektoratnya"),
        wajib=gettext_lazy("Tulis alasannya."),
    )


class PerbaikanForm(forms.Form):
    """What has to be mended."""

    catatan = Teks(
        label=gettext_lazy("Apa yang perlu diperbaiki"),
        max_length=2000,
        rows=5,
        help_text=gettext_lazy("Sebutkan satu per satu; pemohon membacanya di halaman Cek Progres"),
        wajib=gettext_lazy("Tulis apa yang perlu diperbaiki."),
    )


class SandiForm(forms.Form):
    """The first password of somebody who was invited."""

    sandi = forms.CharField(
        label=gettext_lazy("Kata sandi"),
        strip=False,
        help_text=gettext_lazy("Paling sedikit 12 huruf. Kalimat pendek lebih mudah diingat daripada huruf acak"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Tulis kata sandinya.")},
    )
    ulang = forms.CharField(
        label=gettext_lazy("Kata sandi, sekali lagi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Tulis kata sandinya sekali lagi.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Strong enough, and typed twice alike."""
        data = super().clean() or {}
        sandi, ulang = data.get("sandi"), data.get("ulang")
        if sandi and ulang and sandi != ulang:
            self.add_error("ulang", _("Kedua kata sandi tidak sama. Ketik lagi."))
        elif sandi:
            try:
                validate_password(sandi, self.user)
            except ValidationError as error:
                self.add_error("sandi", error)
        return data


class SaringForm(forms.Form):
    """The filters of the list; they stand in the URL."""

    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    q = forms.CharField(label=gettext_lazy("Nama inspektorat atau nomor"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [("", _("Semua status")), *((s.value, str(s.label)) for s in Status)]
        self.fields["status"].choices = pilihan  # type: ignore[attr-defined]

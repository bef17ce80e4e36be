"""What is typed of a desk and of a team."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.models import User, Wilayah
from akun.ringkas import Ketik
from helpdesk.models import MejaLayanan, Regu
from helpdesk.organisasi import DataMeja, calon_anggota
from helpdesk.pilihan import BentukLpse
from sla.models import Kalender

HANYA_KELOLA = ("nama", "bentuk", "kalender", "wilayah", "surel", "aktif")


class FormMeja(forms.Form):
    """A desk. The head of an LPSE sees its contacts only (`kelola` is false)."""

    nama = Sebaris(
        label=gettext_lazy("Nama LPSE"),
        max_length=150,
        help_text=gettext_lazy("Lengkap, misalnya LPSE Kabupaten Mamuju"),
        widget=Ketik(),
        wajib=gettext_lazy("Tulis nama LPSE."),
    )
    wilayah = Sebaris(
        label=gettext_lazy("Daerah"),
        max_length=100,
        help_text=gettext_lazy("Provinsi, kabupaten, atau kota; kosongkan untuk kementerian dan lembaga"),
        widget=Ketik(),
    )
    bentuk = forms.ChoiceField(
        label=gettext_lazy("Bentuk"),
        required=False,
        choices=[("", gettext_lazy("Belum diketahui")), *BentukLpse.choices],
    )
    kalender = forms.ModelChoiceField(
        label=gettext_lazy("Zona dan jam kerja"),
        queryset=Kalender.objects.order_by("pk"),
        to_field_name="kode",
        empty_label=None,
        help_text=gettext_lazy("Tanggal janji tiket dihitung menurut kalender ini"),
        error_messages={
            "required": gettext_lazy("Pilih kalendernya."),
            "invalid_choice": gettext_lazy("Pilih kalender dari daftar."),
        },
    )
    alamat = Teks(label=gettext_lazy("Alamat"), max_length=250, rows=2)
    telepon = Sebaris(label=gettext_lazy("Telepon"), max_length=60, widget=Ketik(attrs={"inputmode": "tel"}))
    surel = forms.EmailField(
        label=gettext_lazy("Alamat kotak surat"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Surel ke alamat ini menjadi tiket, bila kotaknya sudah disambungkan"),
        error_messages={"invalid": gettext_lazy("Tulis alamat e-mail lengkap, misalnya nama@contoh.id.")},
    )
    situs = forms.URLField(
        label=gettext_lazy("Situs"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Tulis alamat situs lengkap, misalnya https://lpse.contoh.go.id.")},
    )
    aktif = forms.BooleanField(label=gettext_lazy("Menerima laporan"), required=False, initial=True)

    def __init__(self, *args: Any, kelola: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kelola:
            for nama in HANYA_KELOLA:
                del self.fields[nama]

    @staticmethod
    def awal(meja: MejaLayanan) -> dict[str, Any]:
        """A desk as the form shows it."""
        isi = {k: getattr(meja, k) for k in ("bentuk", "alamat", "telepon", "surel", "situs", "aktif")}
        return isi | {
            "nama": meja.nama,
            "kalender": meja.kalender_id,
            "wilayah": meja.wilayah.nama if meja.wilayah else "",
        }

    def clean_wilayah(self) -> Wilayah | None:
        """One of the regions, by its name or its code."""
        teks = self.cleaned_data["wilayah"]
        if not teks:
            return None
        mungkin = list(Wilayah.objects.filter(kode=teks)[:1] or Wilayah.objects.filter(nama__iexact=teks)[:2])
        if len(mungkin) != 1:
            raise ValidationError(_("Daerah ini tidak kami kenal. Tulis namanya, misalnya Kabupaten Mamuju."))
        return mungkin[0]

    def meja(self, lama: MejaLayanan | None) -> DataMeja:
        """The desk as the domain takes it; what this reader may not change stays as it was."""
        isi = self.awal(lama) | {"wilayah": lama.wilayah} if lama else {}
        isi |= self.cleaned_data
        kalender = isi["kalender"]
        isi["kalender"] = kalender.kode if isinstance(kalender, Kalender) else kalender
        return DataMeja(**isi)


class FormRegu(forms.Form):
    """A team with its members."""

    nama = Sebaris(
        label=gettext_lazy("Nama regu"),
        max_length=120,
        help_text=gettext_lazy("Misalnya: Tim teknis jaringan"),
        widget=Ketik(),
        wajib=gettext_lazy("Tulis nama regunya."),
    )
    anggota = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Anggota"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={"invalid_choice": gettext_lazy("Pilih anggota dari daftar.")},
    )

    def __init__(self, *args: Any, meja: MejaLayanan, regu: Regu | None, **kwargs: Any) -> None:
        if regu is not None:
            kwargs.setdefault("initial", {"nama": regu.nama, "anggota": list(regu.anggota.all())})
        super().__init__(*args, **kwargs)
        self.fields["anggota"].queryset = calon_anggota(meja)  # type: ignore[attr-defined]

"""What an officer writes down while somebody is on the telephone or stands at the counter; as little as possible."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.ringkas import Pilih
from helpdesk.loket import judul
from helpdesk.models import MejaLayanan
from helpdesk.penerimaan import DataTiket
from helpdesk.pilihan import Jenis, Kanal, Pengguna

ANGKA_TELEPON = 5
LISAN = [(Kanal.TELEPON.value, Kanal.TELEPON.label), (Kanal.DATANG.value, Kanal.DATANG.label)]


class CatatForm(forms.Form):
    """Name, address and telephone are the least that the procedure asks for."""

    kanal = forms.ChoiceField(
        label=gettext_lazy("Jalur masuk"),
        choices=LISAN,
        widget=Pilih,
        error_messages={"required": gettext_lazy("Pilih: telepon atau datang langsung.")},
    )
    nama = Sebaris(
        label=gettext_lazy("Nama"),
        max_length=150,
        wajib=gettext_lazy("Tanyakan dan tulis namanya."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    telepon = Sebaris(
        label=gettext_lazy("Nomor telepon"),
        max_length=40,
        wajib=gettext_lazy("Tanyakan dan tulis nomor telepon yang dapat dihubungi."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    alamat = Sebaris(
        label=gettext_lazy("Alamat"),
        max_length=300,
        wajib=gettext_lazy("Tanyakan dan tulis alamatnya, sekurang-kurangnya kabupaten atau kotanya."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    surel = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Tulis alamat e-mail seperti nama@perusahaan.co.id.")},
    )
    pengguna = forms.ChoiceField(label=gettext_lazy("Sebagai"), choices=Pengguna.choices, widget=Pilih)
    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=[(j.value, j.label) for j in (Jenis.PERTANYAAN, Jenis.GANGGUAN, Jenis.PERMINTAAN)],
        widget=Pilih,
        error_messages={"required": gettext_lazy("Pilih jenisnya.")},
    )
    uraian = Teks(
        label=gettext_lazy("Yang ditanyakan atau dilaporkan"),
        max_length=5000,
        rows=4,
        wajib=gettext_lazy("Tulis apa yang ditanyakan atau dilaporkan."),
        help_text=gettext_lazy("Kalimat pertama menjadi judul tiket. Jangan menulis kata sandi"),
    )
    kode_tender = Sebaris(
        label=gettext_lazy("Kode tender"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "rupa-lebar": 20}),
    )
    pending = forms.BooleanField(
        label=gettext_lazy("Belum dapat dijawab sekarang: masukkan ke daftar belum terjawab"),
        required=False,
        help_text=gettext_lazy("Katakan kepadanya bahwa jawaban menyusul lewat e-mail atau telepon"),
    )

    def clean_telepon(self) -> str:
        """A number that can be dialled."""
        telepon: str = self.cleaned_data["telepon"]
        if sum(c.isdigit() for c in telepon) < ANGKA_TELEPON:
            raise ValidationError(_("Tulis nomor telepon yang dapat dihubungi."))
        return telepon

    def data_tiket(self, meja: MejaLayanan) -> DataTiket:
        """The report as the flow takes it, from valid data."""
        isi: dict[str, Any] = {k: v for k, v in self.cleaned_data.items() if k != "pending"}
        return DataTiket(meja=meja, judul=judul(isi["uraian"]), **isi)

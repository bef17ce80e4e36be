"""A letter typed off as a ticket of LKPP's helpdesk."""

from django import forms
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.ringkas import Ketik
from helpdesk.flow import DataTiket
from helpdesk.forms.lapor import MAKS_JUDUL, MAKS_URAIAN
from helpdesk.models import MejaLayanan
from helpdesk.pilihan import Jenis, Kanal, Pengguna
from pengaduan.forms.isian import KodeTender


class FormTiketSurat(forms.Form):
    """What the helpdesk has to know; what the letter leaves out, it asks for."""

    jenis = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=Jenis.choices, initial=Jenis.PERTANYAAN)
    judul = Sebaris(
        label=gettext_lazy("Singkatnya"),
        max_length=MAKS_JUDUL,
        widget=Ketik(),
        wajib=gettext_lazy("Tulis masalahnya dalam satu kalimat."),
    )
    uraian = Teks(
        label=gettext_lazy("Yang diminta surat ini"),
        max_length=MAKS_URAIAN,
        rows=8,
        wajib=gettext_lazy("Tulis yang diminta, walau singkat."),
    )
    kode_tender = KodeTender(
        label=gettext_lazy("Kode tender"),
        max_length=20,
        widget=Ketik(attrs={"inputmode": "numeric", "rupa-lebar": "20"}),
    )
    pengguna = forms.ChoiceField(
        label=gettext_lazy("Pengirim sebagai"), choices=Pengguna.choices, initial=Pengguna.LAINNYA
    )
    nama = Sebaris(
        label=gettext_lazy("Nama pengirim"), max_length=150, widget=Ketik(), wajib=gettext_lazy("Tulis nama pengirim.")
    )
    surel = forms.EmailField(
        label=gettext_lazy("Alamat e-mail pengirim"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Tulis alamat e-mail lengkap, misalnya nama@contoh.id.")},
    )
    telepon = Sebaris(label=gettext_lazy("Nomor telepon pengirim"), max_length=40, widget=Ketik())

    def tiket(self) -> DataTiket:
        """The report as the flow takes it."""
        isi = {k: self.cleaned_data[k] for k in self.fields}
        return DataTiket(kanal=Kanal.SURAT, alamat="", meja=MejaLayanan.objects.lkpp(), **isi)

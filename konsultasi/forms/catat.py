"""What an officer writes down for others: a visitor at the desk, and a letter that asks for advice."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.models import Instansi
from akun.search import arti_instansi
from konsultasi.flow import DataKonsultasi
from konsultasi.models import Subjek
from konsultasi.pilihan import Identitas, Kanal, Pemohon


class CatatForm(forms.Form):
    """Who asks, and what. A name of an institution that the list does not know stays as it was typed."""

    jenis_pemohon = forms.ChoiceField(
        label=gettext_lazy("Jenis pemohon"),
        choices=Pemohon.choices,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih jenis pemohonnya.")},
    )
    nama = Sebaris(label=gettext_lazy("Nama"), max_length=150, wajib=gettext_lazy("Tulis nama pemohon."))
    instansi = Sebaris(
        label=gettext_lazy("Instansi atau perusahaan"),
        max_length=200,
        penanda=gettext_lazy("(kosongkan bila perorangan)"),
        widget=forms.TextInput(attrs={"list": "daftar-instansi", "autocomplete": "off", "spellcheck": "false"}),
    )
    hukum = forms.BooleanField(
        label=gettext_lazy("Permasalahan hukum"),
        required=False,
        help_text=gettext_lazy("Sengketa kontrak, gugatan, atau keterangan ahli; ditangani DPPH"),
    )
    subjek = forms.ModelChoiceField(
        label=gettext_lazy("Subjek"),
        queryset=Subjek.objects.filter(aktif=True),
        empty_label=gettext_lazy("Pilih subjek"),
        error_messages={
            "required": gettext_lazy("Pilih subjek yang paling dekat."),
            "invalid_choice": gettext_lazy("Pilih subjek dari daftar."),
        },
    )
    pokok = Sebaris(
        label=gettext_lazy("Pertanyaan dalam satu kalimat"),
        max_length=300,
        wajib=gettext_lazy("Tulis pertanyaannya dalam satu kalimat."),
    )
    uraian = Teks(
        label=gettext_lazy("Penjelasan"),
        max_length=10_000,
        rows=5,
        wajib=gettext_lazy("Jelaskan keadaannya, walau singkat."),
    )
    surel = forms.EmailField(
        label=gettext_lazy("Alamat e-mail"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Tulis alamat e-mail lengkap, misalnya nama@contoh.go.id.")},
    )
    telepon = Sebaris(
        label=gettext_lazy("Nomor telepon"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "rupa-lebar": "20"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].widget.attrs["rupa-saran"] = Instansi.objects.values_list("nama", flat=True)
        self.instansi_cocok: Instansi | None = None

    def clean(self) -> dict[str, Any]:
        """Which institution is meant; of several, the officer writes the full name."""
        data: dict[str, Any] = super().clean() or {}
        perorangan = data.get("jenis_pemohon") == Pemohon.PERORANGAN
        if perorangan:
            data["instansi"] = ""
        teks = data.get("instansi", "")
        mungkin = arti_instansi(teks) if teks else []
        if len(mungkin) > 1:
            nama = {"nama": ", ".join(i.nama for i in mungkin[:4])}
            self.add_error("instansi", _("Ada beberapa instansi bernama itu: %(nama)s. Tulis nama lengkapnya.") % nama)
        elif mungkin:
            self.instansi_cocok = mungkin[0]
        elif not teks and data.get("jenis_pemohon") and not perorangan and "instansi" not in self.errors:
            self.add_error("instansi", _("Tulis nama instansi atau perusahaannya."))
        return data

    def data_konsultasi(self) -> DataKonsultasi:
        """The question as the flow takes it, from valid data."""
        data = self.cleaned_data
        sama = ("jenis_pemohon", "nama", "surel", "telepon", "hukum", "subjek", "pokok", "uraian")
        return DataKonsultasi(
            **{k: data[k] for k in sama},
            instansi=self.instansi_cocok,
            instansi_teks="" if self.instansi_cocok else data["instansi"],
            identitas=data.get("identitas", ""),
        )


class TamuForm(CatatForm):
    """A visitor without appointment shows who he is; the number on his card is not kept."""

    identitas = forms.ChoiceField(
        label=gettext_lazy("Tanda pengenal yang ditunjukkan"),
        help_text=gettext_lazy("Cukup jenisnya. Nomornya tidak disimpan."),
        choices=Identitas.choices,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih tanda pengenal yang ditunjukkan.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["telepon"].required = self.fields["surel"].required = True
        self.fields["telepon"].error_messages["required"] = _("Tulis nomor telepon tamu.")
        self.fields["surel"].error_messages["required"] = _("Tulis alamat e-mail tamu.")


class SuratForm(CatatForm):
    """A letter: whether it asks for an answer or for a meeting online."""

    kanal = forms.ChoiceField(
        label=gettext_lazy("Surat ini meminta"),
        choices=[
            (Kanal.SURAT, gettext_lazy("Jawaban tertulis (konsultasi surat)")),
            (Kanal.DARING, gettext_lazy("Pertemuan daring (surat undangan)")),
        ],
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih apa yang diminta surat ini.")},
    )

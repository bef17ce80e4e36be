"""What is written for the collection, and for a complaint about the service."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from konsultasi.koleksi import IsiTanyaJawab
from konsultasi.models import Konsultasi, Subjek

PENDEK = 4  # shorter names are words as well
TELEPON = 8  # digits
PANGKAT = re.compile(r"^pemerintah\s+", re.IGNORECASE)
WILAYAH = re.compile(r"^(pemerintah\s+)?(kabupaten|kota|provinsi)\s+", re.IGNORECASE)
NAMA_BIASA = 6  # a region's name that is shorter, such as Batu, is a word as well
BUKAN_ANGKA = re.compile(r"\D")


def _sebutan(instansi: str) -> list[str]:
    """How people call an institution: in full, without its rank, and a region by its bare name."""
    daerah = WILAYAH.sub("", instansi)
    return [instansi, PANGKAT.sub("", instansi), *([daerah] if len(daerah) >= NAMA_BIASA else [])]


class TanyaJawabForm(forms.Form):
    """One question with its answer, written anew; what names the applicant of the consultation is refused."""

    subjek = forms.ModelChoiceField(
        label=gettext_lazy("Subjek"),
        queryset=Subjek.objects.filter(aktif=True),
        empty_label=gettext_lazy("Pilih subjek"),
        error_messages={
            "required": gettext_lazy("Pilih subjek yang paling dekat."),
            "invalid_choice": gettext_lazy("Pilih subjek dari daftar."),
        },
    )
    pertanyaan = Sebaris(
        label=gettext_lazy("Pertanyaan"),
        help_text=gettext_lazy("Seperti orang lain akan menanyakannya. Tanpa nama orang, instansi, dan paket."),
        max_length=300,
        wajib=gettext_lazy("Tulis pertanyaannya."),
    )
    jawaban = Teks(
        label=gettext_lazy("Jawaban"),
        help_text=gettext_lazy("Berlaku umum, dengan dasar aturannya. Dibaca siapa saja."),
        max_length=20_000,
        rows=12,
        wajib=gettext_lazy("Tulis jawabannya."),
    )

    def __init__(self, *args: Any, asal: Konsultasi | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asal = asal

    def clean_pertanyaan(self) -> str:
        """Without names."""
        return self._tanpa_nama(self.cleaned_data["pertanyaan"])

    def clean_jawaban(self) -> str:
        """Without names."""
        return self._tanpa_nama(self.cleaned_data["jawaban"])

    def _tanpa_nama(self, teks: str) -> str:
        k = self.asal
        if k is None:
            return teks
        instansi = k.instansi.nama if k.instansi else k.instansi_teks
        ada = [n for n in (k.nama, *_sebutan(instansi), k.surel, k.telepon, k.nomor) if len(n) >= PENDEK]
        angka = BUKAN_ANGKA.sub("", k.telepon)
        telepon = len(angka) >= TELEPON and angka in BUKAN_ANGKA.sub("", teks)
        if telepon or any(re.search(rf"\b{re.escape(n)}\b", teks, re.IGNORECASE) for n in ada):
            raise ValidationError(_("Teks ini menyebut pemohon: nama, instansi, kontak, atau nomornya. Tulis umum."))
        return teks

    def isi(self) -> IsiTanyaJawab:
        """What the flow takes, from valid data."""
        data = self.cleaned_data
        return IsiTanyaJawab(data["subjek"], data["pertanyaan"], data["jawaban"])


class JawabKeluhanForm(forms.Form):
    """The answer to a complaint about the service."""

    jawaban = Teks(
        label=gettext_lazy("Jawaban"),
        help_text=gettext_lazy("Dibaca pemohon di samping konsultasinya: apa yang ditemukan, dan apa yang diperbaiki."),
        max_length=4000,
        rows=8,
        wajib=gettext_lazy("Tulis jawabannya."),
    )

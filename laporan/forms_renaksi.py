"""What is filled in for the action plan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from laporan.models import CatatanRenaksi
from laporan.renaksi import IsiCatatan
from persuratan.forms.tu import isian_tanggal

TAUTAN_PALING_BANYAK, JUDUL_PALING_PANJANG = 10, 200
periksa_alamat = URLValidator(schemes=["https", "http"])


def baca_tautan(teks: str) -> list[tuple[str, str]]:
    """The links of a text, one on each line: the address, then what it is. Raises ValidationError with the line."""
    hasil = []
    for ke, baris in enumerate((b.strip() for b in teks.splitlines()), start=1):
        if not baris:
            continue
        alamat, _spasi, judul = baris.partition(" ")
        try:
            periksa_alamat(alamat)
        except ValidationError as error:
            pesan = _("Baris %(ke)s tidak dimulai dengan alamat seperti https://www.lkpp.go.id/dokumen.")
            raise ValidationError(pesan % {"ke": ke}) from error
        if len(judul) > JUDUL_PALING_PANJANG:
            pesan = _("Nama di baris %(ke)s terlalu panjang. Paling banyak %(batas)s huruf.")
            raise ValidationError(pesan % {"ke": ke, "batas": JUDUL_PALING_PANJANG})
        hasil.append((alamat, judul.strip()))
    if len(hasil) > TAUTAN_PALING_BANYAK:
        raise ValidationError(_("Paling banyak %s tautan untuk satu catatan.") % TAUTAN_PALING_BANYAK)
    return hasil


class CatatanForm(forms.Form):
    """A note: when, what, and where it can be seen."""

    tanggal = isian_tanggal(
        gettext_lazy("Tanggal"),
        wajib=gettext_lazy("Isi tanggalnya."),
        petunjuk=gettext_lazy("Hari terakhir kegiatannya. Catatan urut menurut tanggal ini."),
    )
    waktu = Sebaris(
        label=gettext_lazy("Sebutan waktu"),
        max_length=60,
        help_text=gettext_lazy("Bila bukan satu hari, misalnya 25–27 Mei 2023 atau Mei 2023"),
    )
    isi = Teks(
        label=gettext_lazy("Capaian"),
        wajib=gettext_lazy("Tulis apa yang sudah dikerjakan."),
        max_length=5000,
        rows=8,
        help_text=gettext_lazy(
            "Apa yang dikerjakan, dengan siapa, dan hasilnya. Dapat dibaca publik bila diterbitkan."
        ),
    )
    tautan = Teks(
        label=gettext_lazy("Tautan bukti"),
        max_length=5000,
        rows=3,
        help_text=gettext_lazy("Satu baris satu tautan: alamatnya, spasi, lalu namanya."),
    )

    def __init__(self, *args: Any, catatan: CatatanRenaksi | None = None, **kwargs: Any) -> None:
        if catatan is not None:
            tautan = "\n".join(" ".join(t).strip() for t in catatan.tautan)
            lama = {"tanggal": catatan.tanggal, "waktu": catatan.waktu, "isi": catatan.isi, "tautan": tautan}
            kwargs["initial"] = lama
        super().__init__(*args, **kwargs)

    def clean_tautan(self) -> list[tuple[str, str]]:
        """Pairs of address and title."""
        return baca_tautan(self.cleaned_data["tautan"])

    @staticmethod
    def catatan_dari(data: dict[str, Any]) -> IsiCatatan:
        """What the note says, from valid data."""
        return IsiCatatan(data["tanggal"], data["isi"], data["waktu"], data["tautan"])


class PerbaikiForm(CatatanForm):
    """The same, and why it is mended."""

    alasan = Sebaris(
        label=gettext_lazy("Alasan perbaikan"),
        wajib=gettext_lazy("Tulis alasan perbaikannya."),
        max_length=500,
        help_text=gettext_lazy("Terbaca di riwayat, di samping catatan yang lama."),
    )

"""What officials and their people fill in. Labels say what the text is for and who will read it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from akun.isian import Sebaris, Teks
from akun.models import Unit, User
from persuratan.permissions import PEMBACA
from persuratan.pilihan import Instruksi, Kepentingan

PANJANG = 4000
BARIS, BARIS_TERBANYAK = 3, 30
ALAMAT = re.compile(r"\(([^()\s]+@[^()\s]+)\)\s*$")


def pegawai() -> "QuerySet[User]":
    """Whoever may be given a letter."""
    return User.objects.filter(is_active=True, peran__in=PEMBACA)


def sebutan(nama: str, email: str) -> str:
    """A person so that he cannot be taken for another of the same name."""
    return f"{nama} ({email})"


def cari_pegawai(teks: str, *, kecuali: int = 0) -> list[str]:
    """At most ten people whose name or address has every word of `teks`."""
    kata = teks.replace("\0", "").split()[:6]
    if not kata:
        return []
    rows = pegawai().exclude(pk=kecuali)
    for k in kata:
        rows = rows.filter(nama__icontains=k) | rows.filter(email__icontains=k)
    return [sebutan(*isi) for isi in rows.order_by("nama", "email").values_list("nama", "email")[:10]]


def orang_dari(teks: str) -> User:
    """The person that was written. Raises ValidationError for nobody, and for more than one."""
    alamat = ALAMAT.search(teks)
    rows = pegawai().filter(email__iexact=alamat[1]) if alamat else pegawai().filter(nama__iexact=teks.strip())
    found: list[User] = list(rows[:2])
    if len(found) == 1:
        return found[0]
    mirip = cari_pegawai(alamat[1] if alamat else teks)
    if not mirip:
        raise ValidationError(_("Tidak ada pegawai LKPP yang aktif dengan nama ini. Tulis nama lengkapnya."))
    raise ValidationError(_("Tulis salah satu: %(nama)s.") % {"nama": "; ".join(mirip)})


def _uraian(label: Any, petunjuk: Any, *, wajib: Any = "", rows: int = 6, penanda: Any = None) -> Teks:
    """A longer text."""
    return Teks(label=label, help_text=petunjuk, wajib=wajib, max_length=PANJANG, rows=rows, penanda=penanda)


class DisposisiForm(forms.Form):
    """Of whom, what, until when. Units are not offered for a secret letter."""

    instruksi = forms.MultipleChoiceField(
        label=_("Instruksi"),
        choices=Instruksi.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={"required": _("Pilih paling sedikit satu instruksi.")},
    )
    catatan = _uraian(_("Catatan"), _("Dibaca penerima disposisi dan yang menangani surat ini."), rows=4)
    batas = forms.DateField(
        label=_("Selesai paling lambat"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal yang benar, misalnya 30 November 2026 sebagai 2026-11-30.")},
    )
    kepentingan = forms.ChoiceField(
        label=_("Kepentingan"),
        choices=Kepentingan.choices,
        initial=Kepentingan.BIASA,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True, "rupa-sebaris": True}),
        error_messages={"required": _("Pilih kepentingannya.")},
    )

    def __init__(
        self, *args: Any, saran_url: str, rahasia: bool, hari_ini: date, baris: int = BARIS, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.hari_ini = hari_ini
        self.fields["batas"].widget.attrs["min"] = hari_ini.isoformat()
        lain = self.fields
        self.fields = {f"orang_{i}": _orang(i, saran_url) for i in range(1, baris + 1)}
        if not rahasia:
            self.fields["unit"] = forms.ModelMultipleChoiceField(
                label=_("Kepada unit"),
                queryset=Unit.objects.lkpp().order_by("nama"),
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
                error_messages=dict.fromkeys(
                    ("invalid_choice", "invalid_list", "invalid_pk_value"), _("Pilih unit dari daftar.")
                ),
            )
        self.fields |= lain

    @property
    def isian_orang(self) -> list[forms.BoundField]:
        """The rows for persons."""
        return [self[nama] for nama in self.fields if nama.startswith("orang_")]

    @property
    def isian_lain(self) -> list[forms.BoundField]:
        """What follows after persons and units."""
        return [self[nama] for nama in self.fields if not nama.startswith("orang_") and nama != "unit"]

    def clean_batas(self) -> date | None:
        """Today or later."""
        batas: date | None = self.cleaned_data["batas"]
        if batas and batas < self.hari_ini:
            raise ValidationError(_("Batas waktu ini sudah lewat. Pilih hari ini atau sesudahnya."))
        return batas

    def clean(self) -> dict[str, Any]:
        """The persons as people; at least one person or unit."""
        data: dict[str, Any] = super().clean() or {}
        orang: list[User] = []
        for nama in [n for n in self.fields if n.startswith("orang_") and data.get(n)]:
            try:
                orang.append(orang_dari(data[nama]))
            except ValidationError as error:
                self.add_error(nama, error)
        if not orang and not data.get("unit") and not self.errors:
            self.add_error("orang_1", _("Pilih paling sedikit satu orang atau unit."))
        return data | {"orang": orang, "unit": list(data.get("unit") or ())}


def _orang(ke: int, saran_url: str) -> forms.Field:
    attrs = {
        "list": f"daftar-orang-{ke}",
        "autocomplete": "off",
        "data-url": saran_url,
        "rupa-saran": [],
        "rupa-penanda": "",
    }
    petunjuk = _("Ketik sebagian nama atau alamat e-mail, lalu pilih.") if ke == 1 else ""
    widget = forms.TextInput(attrs=attrs)
    return Sebaris(label=_("Orang ke-%(ke)s") % {"ke": ke}, help_text=petunjuk, max_length=300, widget=widget)


class LaporForm(forms.Form):
    """What came of a disposition."""

    laporan = _uraian(
        _("Laporan"),
        _("Apa yang sudah dikerjakan dan hasilnya. Dibaca pemberi disposisi dan yang menangani surat ini."),
        wajib=_("Tulis apa yang sudah dikerjakan."),
    )


class KembalikanForm(forms.Form):
    """Why a disposition goes back."""

    alasan = _uraian(
        _("Alasan mengembalikan"),
        _("Misalnya bukan tugas unit ini. Dibaca pemberi disposisi."),
        wajib=_("Tulis alasan mengembalikan."),
        rows=4,
    )


class TanyaForm(forms.Form):
    """What the sender is asked."""

    pertanyaan = _uraian(
        _("Pertanyaan untuk pengirim"),
        _("Dibaca pengirim di halaman Cek Progres."),
        wajib=_("Tulis apa yang perlu dijelaskan pengirim."),
    )


class PutuskanBerkasForm(forms.Form):
    """Release a held file, or refuse it for good."""

    LEPAS, TOLAK = "lepas", "tolak"
    putusan = forms.ChoiceField(
        label=_("Putusan Anda"),
        choices=[(LEPAS, _("Lepas: petugas LKPP boleh membukanya")), (TOLAK, _("Tolak: isi berkas dihapus selamanya"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih lepas atau tolak.")},
    )
    catatan = _uraian(_("Alasan"), _("Tersimpan bersama berkas."), wajib=_("Tulis alasan putusan Anda."), rows=3)


class JawabForm(forms.Form):
    """The letter that answers, or a note why there is none."""

    SURAT, CATATAN = "surat", "catatan"
    cara = forms.ChoiceField(
        label=_("Bagaimana surat ini dijawab?"),
        choices=[(SURAT, _("Dengan surat jawaban")), (CATATAN, _("Tanpa surat; cukup catatan penutup"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih cara surat ini dijawab.")},
    )
    nomor_surat = Sebaris(
        label=_("Nomor surat jawaban"), help_text=_("Seperti tertulis di surat, misalnya B/123/D.4.3/11/2026."),
        max_length=255, penanda="",
    )  # fmt: skip
    tanggal_surat = forms.DateField(
        label=_("Tanggal surat jawaban"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10, "rupa-penanda": ""}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal surat yang benar.")},
    )
    tujuan = Sebaris(label=_("Ditujukan kepada"), max_length=255, penanda="")
    perihal = Sebaris(label=_("Perihal surat jawaban"), max_length=255, penanda="")
    penutup = _uraian(
        _("Catatan penutup"), _("Wajib bila tanpa surat. Dibaca pengirim di halaman Cek Progres."), rows=4, penanda=""
    )
    WAJIB: Sequence[tuple[str, Any]] = (
        ("nomor_surat", _("Tulis nomor surat jawaban.")),
        ("tanggal_surat", _("Tulis tanggal surat jawaban.")),
        ("tujuan", _("Tulis kepada siapa jawaban ditujukan.")),
        ("perihal", _("Tulis perihal surat jawaban.")),
    )

    def __init__(self, *args: Any, rahasia: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rahasia:  # the register of outgoing letters is open
            del self.fields["tujuan"], self.fields["perihal"]

    def clean(self) -> dict[str, Any]:
        """What the chosen way needs."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("cara") == self.CATATAN and not data.get("penutup") and "penutup" not in self.errors:
            self.add_error("penutup", _("Tulis mengapa surat ini tidak dijawab dengan surat."))
        if data.get("cara") == self.SURAT:
            for nama, kalimat in self.WAJIB:
                if nama in self.fields and not data.get(nama) and nama not in self.errors:
                    self.add_error(nama, kalimat)
        return data

"""What inspectors fill in. Labels say what the text is for and who will read it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor, Peran
from akun.isian import Sebaris, Teks
from akun.models import User
from pengaduan.pilihan import Kesimpulan
from pengaduan.ruang_apip import PANDANG

PANJANG = 10_000


class FormApip(forms.Form):
    """A step of an inspectorate: knows who fills it in, and which day it is."""

    def __init__(self, *args: Any, actor: Actor, hari_ini: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.hari_ini = actor, hari_ini


class TerimaForm(FormApip):
    """Nothing but the click."""


class KembalikanForm(FormApip):
    """Why the case does not belong here."""

    alasan = Teks(
        label=gettext_lazy("Mengapa kasus ini dikembalikan?"),
        help_text=gettext_lazy("Misalnya paket ini milik instansi lain. Dibaca petugas LKPP."),
        wajib=gettext_lazy("Tulis alasan mengapa kasus dikembalikan."),
        rows=6,
        max_length=PANJANG,
    )


class AuditorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of auditors by name."""

    def label_from_instance(self, obj: User) -> str:
        """The auditor as colleagues know him."""
        return obj.nama


class TugaskanForm(FormApip):
    """The auditor, and the letter of assignment."""

    auditor = AuditorField(
        label=gettext_lazy("Auditor"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Pilih auditor"),
        error_messages={
            "required": gettext_lazy("Pilih auditor."),
            "invalid_choice": gettext_lazy("Pilih auditor dari inspektorat Anda."),
        },
    )
    nomor_surat_tugas = Teks(
        label=gettext_lazy("Nomor surat tugas"),
        help_text=gettext_lazy("Seperti tertulis di surat, misalnya ST/7/INSP/2026."),
        wajib=gettext_lazy("Tulis nomor surat tugas."),
        max_length=255,
    )

    def __init__(self, *args: Any, actor: Actor, hari_ini: date, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, hari_ini=hari_ini, **kwargs)
        isian = self.fields["auditor"]
        assert isinstance(isian, AuditorField)  # noqa: S101 - tells mypy
        isian.queryset = auditor_dari(actor)


def auditor_dari(actor: Actor) -> Any:
    """The auditors of the actor's inspectorate."""
    return User.objects.filter(peran=Peran.AUDITOR_APIP, instansi_id=actor.instansi_id or 0, is_active=True).order_by(
        "nama", "pk"
    )


class KemajuanForm(FormApip):
    """How far the work has come."""

    isi = Teks(
        label=gettext_lazy("Catatan kemajuan"),
        help_text=gettext_lazy("Dibaca inspektorat Anda dan LKPP. Pelapor tidak membacanya."),
        wajib=gettext_lazy("Tulis catatannya."),
        rows=5,
        max_length=PANJANG,
    )


class KlarifikasiForm(FormApip):
    """A question to LKPP, or through LKPP to the complainant."""

    pertanyaan = Teks(
        label=gettext_lazy("Pertanyaan kepada LKPP"),
        help_text=gettext_lazy(
            "Pertanyaan untuk pelapor juga ditulis di sini; LKPP meneruskannya. "
            "Jam tindak lanjut berhenti sampai LKPP menjawab."
        ),
        wajib=gettext_lazy("Tulis pertanyaannya."),
        rows=6,
        max_length=PANJANG,
    )


class PesanForm(FormApip):
    """A message to LKPP."""

    isi = Teks(
        label=gettext_lazy("Pesan kepada LKPP"),
        help_text=gettext_lazy("Dibaca petugas LKPP. Pelapor tidak membacanya."),
        wajib=gettext_lazy("Tulis pesannya."),
        rows=4,
        max_length=PANJANG,
    )


class LaporkanForm(FormApip):
    """The result of the follow-up."""

    kesimpulan = forms.ChoiceField(
        label=gettext_lazy("Kesimpulan"),
        choices=Kesimpulan.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih kesimpulan: terbukti, terbukti sebagian, atau tidak terbukti.")
        },
    )
    nomor_lhp = Teks(
        label=gettext_lazy("Nomor laporan hasil pemeriksaan (LHP)"),
        help_text=gettext_lazy("Seperti tertulis di laporan, misalnya 700/12/LHP/2026."),
        wajib=gettext_lazy("Tulis nomor LHP."),
        max_length=255,
    )
    tanggal_lhp = forms.DateField(
        label=gettext_lazy("Tanggal LHP"),
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Tulis tanggal LHP."),
            "invalid": gettext_lazy("Tulis tanggal LHP yang benar, misalnya 2026-11-21."),
        },
    )
    rekomendasi = Teks(
        label=gettext_lazy("Rekomendasi"),
        help_text=gettext_lazy("Dibaca petugas LKPP."),
        wajib=gettext_lazy("Tulis rekomendasinya, atau “tidak ada”."),
        rows=6,
        max_length=PANJANG,
    )
    ringkasan = Teks(
        label=gettext_lazy("Ringkasan untuk pelapor"),
        help_text=gettext_lazy(
            "Dua atau tiga kalimat dengan kata sehari-hari, tanpa nama orang. "
            "LKPP memeriksanya sebelum pelapor membaca."
        ),
        wajib=gettext_lazy("Tulis ringkasan untuk pelapor."),
        rows=5,
        max_length=PANJANG,
    )
    berkas = forms.FileField(
        label=gettext_lazy("Berkas LHP"),
        help_text=gettext_lazy("PDF, gambar, atau dokumen kantor, paling besar 20 MB."),
        required=False,
        error_messages={"empty": gettext_lazy("Berkas ini kosong. Pilih berkas lain.")},
    )

    def clean_tanggal_lhp(self) -> date:
        """A report that exists."""
        tanggal: date = self.cleaned_data["tanggal_lhp"]
        if tanggal > self.hari_ini:
            raise ValidationError(_("Tanggal LHP tidak mungkin sesudah hari ini."))
        return tanggal


class TemplatForm(forms.Form):
    """A text that an inspectorate has ready for its reports."""

    judul = Sebaris(
        label=gettext_lazy("Judul"),
        help_text=gettext_lazy("Hanya dibaca inspektorat Anda, untuk memilih teks ini."),
        wajib=gettext_lazy("Tulis judulnya."),
        max_length=100,
    )
    kesimpulan = forms.ChoiceField(
        label=gettext_lazy("Untuk kesimpulan"),
        choices=Kesimpulan.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih kesimpulan: terbukti, terbukti sebagian, atau tidak terbukti.")
        },
    )
    rekomendasi = Teks(
        label=gettext_lazy("Rekomendasi"),
        help_text=gettext_lazy("Tandai yang harus diisi dengan […]. Jangan tulis nama orang."),
        wajib=gettext_lazy("Tulis rekomendasinya, atau “tidak ada”."),
        rows=6,
        max_length=PANJANG,
    )
    ringkasan = Teks(
        label=gettext_lazy("Ringkasan untuk pelapor"),
        help_text=gettext_lazy("Dua atau tiga kalimat dengan kata sehari-hari, tanpa nama orang."),
        wajib=gettext_lazy("Tulis ringkasan untuk pelapor."),
        rows=5,
        max_length=PANJANG,
    )


class SaringKotak(forms.Form):
    """The filters of the inbox; they stand in the URL."""

    status = forms.ChoiceField(label=gettext_lazy("Tahap"), required=False)
    auditor = forms.ChoiceField(label=gettext_lazy("Auditor"), required=False)
    tenggat = forms.ChoiceField(
        label=gettext_lazy("Tenggat"),
        required=False,
        choices=[("", gettext_lazy("Semua tenggat")), ("lewat", gettext_lazy("Lewat batas"))],
    )
    pandang = forms.ChoiceField(widget=forms.HiddenInput, required=False, choices=[(p, p) for p in PANDANG])

    def __init__(self, *args: Any, tahap: Sequence[tuple[str, Any]], auditor: Sequence[tuple[str, str]], **kw: Any):
        super().__init__(*args, **kw)
        self._isi("status", [("", _("Semua tahap")), *tahap])
        if auditor:
            self._isi("auditor", [("", _("Semua auditor")), ("belum", _("Belum ada auditor")), *auditor])
        else:
            del self.fields["auditor"]

    def _isi(self, nama: str, pilihan: list[tuple[str, Any]]) -> None:
        isian = self.fields[nama]
        assert isinstance(isian, forms.ChoiceField)  # noqa: S101 - tells mypy
        isian.choices = pilihan

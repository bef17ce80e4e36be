"""What the counter fills in for a provider: its data, the checklist, an explanation or a reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from akun.isian import Sebaris, Teks
from akun.ringkas import Ketik, Pilih, sekali
from helpdesk.flow_verifikasi import DataPenyedia, HasilItem, npwp_baku
from helpdesk.models.verifikasi import ItemVerifikasi
from helpdesk.pilihan_verifikasi import Bentuk, Bidang, Putusan, Wakil
from helpdesk.status_verifikasi import Status

TANGGAL = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
SISI = {"kelengkapan": _("Lengkap"), "validitas": _("Valid"), "kesesuaian": _("Sesuai")}
PUTUSAN = sekali([(Putusan.BELUM, _("Belum")), (Putusan.YA, _("Ya")), (Putusan.TIDAK, _("Tidak"))])


class DaftarForm(forms.Form):
    """A provider at the counter, or somebody for it."""

    nama = Sebaris(label=_("Nama usaha"), max_length=150, wajib=_("Tulis nama usaha seperti pada akta atau izinnya."))
    bentuk = forms.ChoiceField(
        label=_("Bentuk usaha"),
        choices=[("", _("Pilih bentuk usaha")), *Bentuk.choices],
        error_messages={"required": _("Pilih bentuk usaha; daftar dokumennya bergantung padanya.")},
    )
    bidang = forms.ChoiceField(
        label=_("Bidang usaha"), choices=Bidang.choices, widget=forms.RadioSelect, initial=Bidang.UMUM
    )
    npwp = Sebaris(
        label=_("NPWP"),
        help_text=_("15 atau 16 angka; titik dan tanda hubung boleh ditulis"),
        max_length=40,
        wajib=_("Tulis NPWP usaha."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "rupa-lebar": "20"}),
    )
    alamat = Teks(label=_("Alamat usaha"), rows=2, max_length=500, wajib=_("Tulis alamat usaha."))
    surel = forms.EmailField(
        label=_("E-mail usaha"),
        help_text=_("Kabar verifikasi dikirim ke sini"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Tulis alamat e-mail usaha."),
            "invalid": _("Tulis alamat e-mail yang benar, misalnya nama@perusahaan.co.id."),
        },
    )
    telepon = Sebaris(
        label=_("Telepon"),
        max_length=40,
        wajib=_("Tulis nomor telepon yang dapat dihubungi."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "rupa-lebar": "20"}),
    )
    pimpinan = Sebaris(
        label=_("Nama pimpinan atau pemilik"), max_length=100, wajib=_("Tulis nama pimpinan seperti pada KTP.")
    )
    wakil = forms.ChoiceField(
        label=_("Siapa yang datang?"), choices=Wakil.choices, widget=forms.RadioSelect, initial=Wakil.PIMPINAN
    )
    kuasa = Sebaris(
        label=_("Nama penerima kuasa"),
        help_text=_("Hanya bila yang datang bukan pimpinan. Surat kuasa asli masuk daftar periksa"),
        max_length=100,
        penanda=_("(kosongkan bila pimpinan datang sendiri)"),
    )

    def clean_npwp(self) -> str:
        """Its digits alone."""
        return npwp_baku(self.cleaned_data["npwp"])

    def clean(self) -> dict[str, Any]:
        """A proxy has a name."""
        isi = super().clean() or {}
        if isi.get("wakil") == Wakil.KUASA and not isi.get("kuasa", "").strip() and "kuasa" not in self.errors:
            self.add_error("kuasa", ValidationError(_("Tulis nama penerima kuasa seperti pada surat kuasa.")))
        return isi

    @property
    def data_penyedia(self) -> DataPenyedia:
        """What the flow takes."""
        return DataPenyedia(**self.cleaned_data)


class ItemForm(forms.Form):
    """One line of the checklist."""

    asli_dilihat = forms.BooleanField(required=False)
    kelengkapan = forms.ChoiceField(choices=PUTUSAN, widget=Pilih(attrs={"class": "govuk-select"}))
    validitas = forms.ChoiceField(choices=PUTUSAN, widget=Pilih(attrs={"class": "govuk-select"}))
    kesesuaian = forms.ChoiceField(choices=PUTUSAN, widget=Pilih(attrs={"class": "govuk-select"}))
    berlaku_sampai = forms.DateField(
        required=False,
        input_formats=TANGGAL,
        widget=forms.DateInput(attrs={"autocomplete": "off", "size": "11"}, format="%d/%m/%Y"),
        error_messages={"invalid": _("Tulis tanggal yang benar, misalnya 21/11/2026.")},
    )
    catatan = Sebaris(max_length=300, widget=Ketik(attrs={"class": "govuk-input", "autocomplete": "off"}))

    def __init__(self, item: ItemVerifikasi, data: Mapping[str, Any] | None = None) -> None:
        self.item = item
        awal = {nama: getattr(item, nama) for nama in ("asli_dilihat", *SISI, "berlaku_sampai", "catatan")}
        super().__init__(data, prefix=f"d{item.pk}", initial=awal)
        nama = item.dokumen.nama
        sebutan = {
            **SISI,
            "asli_dilihat": _("Asli dilihat"),
            "berlaku_sampai": _("Berlaku sampai"),
            "catatan": _("Catatan"),
        }
        for kolom, label in sebutan.items():
            self.fields[kolom].label = f"{nama}: {label}"
            self.fields[kolom].widget.attrs["aria-label"] = f"{nama}: {label}"
        if not item.dokumen.asli:
            del self.fields["asli_dilihat"]
        if not item.dokumen.berlaku:
            del self.fields["berlaku_sampai"]

    @property
    def sisi(self) -> list[tuple[Any, forms.BoundField]]:
        """The three verdicts with their words."""
        return [(label, self[nama]) for nama, label in SISI.items()]

    @property
    def asli(self) -> forms.BoundField | None:
        """Whether the original was seen; not asked for where there is none."""
        return self["asli_dilihat"] if "asli_dilihat" in self.fields else None

    @property
    def berlaku(self) -> forms.BoundField | None:
        """Until when it holds; not asked for where it holds for ever."""
        return self["berlaku_sampai"] if "berlaku_sampai" in self.fields else None

    @property
    def hasil(self) -> HasilItem:
        """What the flow takes."""
        isi = self.cleaned_data
        return HasilItem(
            item_id=self.item.pk,
            kelengkapan=isi["kelengkapan"],
            validitas=isi["validitas"],
            kesesuaian=isi["kesesuaian"],
            asli_dilihat=isi.get("asli_dilihat", False),
            berlaku_sampai=isi.get("berlaku_sampai"),
            catatan=isi["catatan"],
        )


def daftar_periksa(semua: Iterable[ItemVerifikasi], data: Mapping[str, Any] | None = None) -> list[ItemForm]:
    """The whole checklist."""
    return [ItemForm(item, data) for item in semua]


class KembalikanForm(forms.Form):
    """The explanation that goes back with the papers."""

    penjelasan = Teks(
        label=_("Penjelasan untuk penyedia"),
        help_text=_("Disusun dari hasil periksa. Ubah seperlunya; penyedia membacanya di halaman tiketnya"),
        rows=10,
        max_length=4000,
        wajib=_("Tulis apa yang perlu dilengkapi atau diperbaiki penyedia."),
    )


class AlasanForm(forms.Form):
    """Why a pass is withdrawn, or a verification given up."""

    alasan = Teks(
        label=_("Alasan"),
        help_text=_("Penyedia membacanya; alasan pencabutan juga tampil di Cek keaslian"),
        rows=4,
        max_length=1000,
        wajib=_("Tulis alasannya. Penyedia membacanya."),
    )


class SaringForm(forms.Form):
    """The filters that stand in the URL. `milik` is chosen by the quick views and travels along."""

    q = forms.CharField(
        label=_("Cari nomor, nama, NPWP"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Semua status")), *Status.choices])
    bentuk = forms.ChoiceField(
        label=_("Bentuk usaha"), required=False, choices=[("", _("Semua bentuk")), *Bentuk.choices]
    )
    milik = forms.CharField(required=False, widget=forms.HiddenInput)

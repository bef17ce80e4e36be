"""What officers of a desk fill in with a step. Labels say what the text is for and who will read it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks, UnggahBanyak
from helpdesk.pilihan import Solusi

PANJANG = 10_000
BERKAS_TERBANYAK = 5


class _AmbilSemua(UnggahBanyak):
    """All files of the field, not only the last."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Every file that was chosen."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class BerkasBanyak(forms.FileField):
    """Several files at once; gives the list of what was chosen."""

    widget = _AmbilSemua

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by itself."""
        semua = [super(BerkasBanyak, self).clean(satu, initial) for satu in data or ()]
        if len(semua) > BERKAS_TERBANYAK:
            raise ValidationError(_("Paling banyak %(n)s berkas sekali kirim.") % {"n": BERKAS_TERBANYAK})
        return semua


def berkas() -> BerkasBanyak:
    """Attachments of a message."""
    return BerkasBanyak(
        label=gettext_lazy("Lampiran"),
        required=False,
        help_text=gettext_lazy("PDF, foto, tangkapan layar, atau dokumen kantor; paling besar 20 MB per berkas."),
    )


def teks(label: Any, wajib: Any, petunjuk: Any = "", *, rows: int = 5) -> Teks:
    """A longer text that has to be written."""
    return Teks(label=label, help_text=petunjuk, wajib=wajib, max_length=PANJANG, rows=rows)


class BalasForm(forms.Form):
    """An answer to the reporter. A canned answer is put into the text, where it can still be changed."""

    isi = teks(
        gettext_lazy("Balasan untuk pelapor"),
        gettext_lazy("Tulis balasan untuk pelapor."),
        gettext_lazy("Pelapor membacanya dari “Petugas helpdesk”. Jangan menulis kata sandi."),
        rows=8,
    )
    berkas = berkas()

    def __init__(self, *args: Any, siap: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = forms.ChoiceField(
            label=_("Jawaban siap"),
            required=False,
            choices=[("", _("Pilih satu")), *((str(pk), judul) for pk, judul in siap)],
            error_messages={"invalid_choice": _("Jawaban ini tidak tersedia lagi. Pilih yang lain.")},
        )
        self.fields = {"siap": pilihan, **self.fields}
        self.ada_siap = bool(siap)


class CatatanForm(forms.Form):
    """A note among officers."""

    isi = teks(
        gettext_lazy("Catatan internal"),
        gettext_lazy("Tulis catatannya."),
        gettext_lazy("Hanya dibaca petugas. Pelapor tidak melihatnya."),
    )
    berkas = berkas()


class TanyaForm(forms.Form):
    """A question to the reporter."""

    isi = teks(
        gettext_lazy("Pertanyaan untuk pelapor"),
        gettext_lazy("Tulis pertanyaan untuk pelapor."),
        gettext_lazy("Sebutkan apa yang perlu dijelaskan atau dikirim."),
    )


class AlasanForm(forms.Form):
    """Why; read by officers."""

    alasan = teks(
        gettext_lazy("Alasan"),
        gettext_lazy("Tulis alasannya."),
        gettext_lazy("Tersimpan di linimasa dan dibaca petugas."),
        rows=3,
    )


class AlasanPelaporForm(forms.Form):
    """Why; the reporter reads it too."""

    alasan = teks(
        gettext_lazy("Alasan"),
        gettext_lazy("Tulis alasannya."),
        gettext_lazy("Dibaca pelapor di halaman status tiketnya."),
        rows=3,
    )


class PilihOrangForm(forms.Form):
    """Who takes the ticket over."""

    def __init__(self, *args: Any, orang: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kepada"] = forms.TypedChoiceField(
            label=_("Serahkan kepada"),
            choices=[(str(pk), nama) for pk, nama in orang],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Pilih petugas yang menerima tiket ini."),
                "invalid_choice": _("Petugas ini tidak lagi bertugas di meja ini. Pilih yang lain."),
            },
        )


class EskalasiFungsionalForm(AlasanForm):
    """Which team, and why."""

    def __init__(self, *args: Any, regu: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = forms.TypedChoiceField(
            label=_("Regu teknis"),
            choices=[(str(pk), nama) for pk, nama, _ket in regu],
            coerce=int,
            widget=forms.RadioSelect(attrs={"rupa-petunjuk": {str(pk): ket for pk, _nama, ket in regu}}),
            error_messages={
                "required": _("Pilih regu yang dimintai bantuan."),
                "invalid_choice": _("Regu ini tidak ada lagi di meja ini. Pilih yang lain."),
            },
        )
        self.fields = {"regu": pilihan, **self.fields}


class EskalasiLkppForm(AlasanForm):
    """In which part of LKPP's scope, and why."""

    def __init__(self, *args: Any, lingkup: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = forms.ChoiceField(
            label=_("Lingkup LKPP"),
            choices=lingkup,
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Pilih mengapa ini urusan LKPP."),
                "invalid_choice": _("Pilih dari daftar ini."),
            },
        )
        self.fields = {"lingkup": pilihan, **self.fields}


class JawabEskalasiForm(forms.Form):
    """The answer with which the ticket goes back to its desk."""

    jawaban = teks(
        gettext_lazy("Jawaban eskalasi"),
        gettext_lazy("Tulis jawaban eskalasinya."),
        gettext_lazy("Dibaca petugas meja yang mengeskalasi; pelapor tidak membacanya."),
    )


class SolusiForm(forms.Form):
    """What the reporter can do meanwhile."""

    isi = teks(
        gettext_lazy("Solusi sementara"),
        gettext_lazy("Tulis solusi sementaranya."),
        gettext_lazy("Dibaca pelapor. Tulis langkah yang dapat ia lakukan sekarang."),
    )


class SelesaikanForm(forms.Form):
    """The solution, for good or for now."""

    solusi = forms.ChoiceField(
        label=gettext_lazy("Jenis solusi"),
        choices=Solusi.choices,
        widget=forms.RadioSelect(attrs={"rupa-sebaris": True}),
        error_messages={"required": gettext_lazy("Pilih solusi sementara atau permanen.")},
    )
    isi = teks(
        gettext_lazy("Penyelesaian"),
        gettext_lazy("Tulis penyelesaiannya."),
        gettext_lazy("Dibaca pelapor, yang lalu menjawab “selesai” atau “belum”."),
    )


class KonfirmasiForm(forms.Form):
    """Solved, or not yet and why."""

    SELESAI, BELUM = "selesai", "belum"
    tanggapan = forms.ChoiceField(
        label=gettext_lazy("Tanggapan pelapor"),
        choices=[(SELESAI, gettext_lazy("Selesai")), (BELUM, gettext_lazy("Belum; dibuka kembali"))],
        widget=forms.RadioSelect(attrs={"rupa-sebaris": True}),
        error_messages={"required": gettext_lazy("Pilih selesai atau belum.")},
    )
    isi = Teks(label=gettext_lazy("Kata pelapor"), max_length=PANJANG, rows=3)

    def clean(self) -> dict[str, Any]:
        """Whoever says "not yet" says what is missing."""
        data = super().clean() or {}
        if data.get("tanggapan") == self.BELUM and not data.get("isi"):
            self.add_error("isi", _("Tulis apa yang belum selesai menurut pelapor."))
        return data


class JawabFaqForm(forms.Form):
    """One of the published answers that may fit."""

    def __init__(self, *args: Any, faq: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["faq"] = forms.ChoiceField(
            label=_("Jawaban yang cocok"),
            choices=[(kode, pertanyaan) for kode, pertanyaan, _isi in faq],
            widget=forms.RadioSelect(attrs={"rupa-petunjuk": {kode: isi for kode, _tanya, isi in faq}}),
            error_messages={
                "required": _("Pilih jawaban yang cocok."),
                "invalid_choice": _("Jawaban ini baru saja ditarik. Pilih yang lain."),
            },
        )


class NomorTiketForm(forms.Form):
    """Another ticket, by its number."""

    utama = Sebaris(
        label=gettext_lazy("Nomor tiket utama"),
        wajib=gettext_lazy("Tulis nomor tiket utamanya."),
        help_text=gettext_lazy("Tiket yang tetap dikerjakan; tiket ini mengikutinya."),
        max_length=40,
        widget=forms.TextInput(attrs={"rupa-lebar": 20, "autocomplete": "off"}),
    )


class MasalahForm(forms.Form):
    """An open problem record, or a new one."""

    BARU = "baru"

    def __init__(self, *args: Any, masalah: Iterable[tuple[int, str]], judul: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["masalah"] = forms.ChoiceField(
            label=_("Masalah"),
            choices=[*((str(pk), nama) for pk, nama in masalah), (self.BARU, _("Buat masalah baru"))],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Pilih masalahnya, atau buat yang baru."),
                "invalid_choice": _("Masalah ini baru saja selesai. Pilih yang lain, atau buat yang baru."),
            },
        )
        self.fields["judul"] = Sebaris(
            label=_("Judul masalah baru"), max_length=200, penanda=_("(hanya untuk masalah baru)"), initial=judul
        )
        self.fields["uraian"] = Teks(
            label=_("Uraian masalah baru"), max_length=PANJANG, rows=4, penanda=_("(hanya untuk masalah baru)")
        )

    def clean(self) -> dict[str, Any]:
        """A new one needs its title."""
        data = super().clean() or {}
        if data.get("masalah") == self.BARU and not data.get("judul"):
            self.add_error("judul", _("Tulis judul masalah yang baru."))
        return data


class SolusiMasalahForm(forms.Form):
    """The solution that all reporters of a problem read."""

    isi = teks(
        gettext_lazy("Solusi"),
        gettext_lazy("Tulis solusinya."),
        gettext_lazy("Dikirim sekaligus kepada pelapor semua tiket yang terkait."),
    )
    solusi = forms.ChoiceField(
        label=gettext_lazy("Jenis solusi"),
        choices=Solusi.choices,
        widget=forms.RadioSelect(attrs={"rupa-sebaris": True}),
        error_messages={"required": gettext_lazy("Pilih solusi sementara atau permanen.")},
    )

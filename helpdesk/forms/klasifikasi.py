"""The classification of a ticket: which kind, which stages, f, r and k; every refusal says how to mend it."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Teks
from helpdesk import prioritas
from helpdesk.models import JenisGangguan
from helpdesk.pilihan import Tahap
from helpdesk.saran_prioritas import Saran

TERENDAH, TERTINGGI = 1, 10


def bilangan(label: Any, petunjuk: Any, wajib: Any) -> forms.IntegerField:
    """A whole number from 1 to 10."""
    return forms.IntegerField(
        label=label,
        help_text=petunjuk,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "rupa-lebar": 3, "autocomplete": "off"}),
        error_messages={"required": wajib, "invalid": gettext_lazy("Tulis bilangan bulat dari 1 sampai 10.")},
    )


class KlasifikasiForm(forms.Form):
    """Kind, stages, f, r, k, and the reason where they differ from catalogue and suggestion."""

    jenis_gangguan = forms.ModelChoiceField(
        label=gettext_lazy("Jenis gangguan"),
        queryset=JenisGangguan.objects.none(),
        empty_label=gettext_lazy("Pilih satu"),
        error_messages={
            "required": gettext_lazy("Pilih jenis gangguannya."),
            "invalid_choice": gettext_lazy(
                "Jenis gangguan ini baru saja dinonaktifkan. Pilih jenis lain; isian Anda yang lain tetap."
            ),
        },
    )
    tahapan = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Tahapan tender yang terganggu"),
        choices=[(str(n), f"{n}. {nama}") for n, nama in Tahap.choices],
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={
            "required": gettext_lazy("Centang paling sedikit satu tahapan yang terganggu; f dihitung dari sana."),
            "invalid_choice": gettext_lazy("Pilih tahapan dari daftar ini, 1 sampai 12."),
        },
    )
    f = forms.DecimalField(
        label=gettext_lazy("f: dampak fungsional"),
        required=False,
        max_digits=6,
        decimal_places=4,
        localize=True,
        help_text=gettext_lazy("Kosongkan supaya dihitung dari tahapan: banyaknya tahapan / 12 × 10, paling kecil 1."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "rupa-lebar": 5, "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Tulis angka dari 1 sampai 10, misalnya 4,17."),
            "max_digits": gettext_lazy("Tulis angka dari 1 sampai 10, misalnya 4,17."),
            "max_decimal_places": gettext_lazy("Tulis paling banyak 4 angka di belakang koma."),
            "max_whole_digits": gettext_lazy("Tulis angka dari 1 sampai 10, misalnya 4,17."),
        },
    )
    r = bilangan(
        gettext_lazy("r: dampak informasi dan reputasi"),
        gettext_lazy("1 penyedia saja, 5 panitia, 10 pengelola atau aplikasinya sendiri yang gagal."),
        gettext_lazy("Tulis r, 1 sampai 10."),
    )
    k = bilangan(
        gettext_lazy("k: kemampuan pemulihan"),
        gettext_lazy("1 paling sering terjadi, 10 pertama kali. Maka masalah baru mendapat p lebih kecil: aturan SLA."),
        gettext_lazy("Tulis k, 1 sampai 10."),
    )
    alasan = Teks(
        label=gettext_lazy("Alasan mengubah saran"),
        max_length=2000,
        rows=3,
        penanda=gettext_lazy("(wajib bila f, r, atau k berbeda dari saran)"),
        help_text=gettext_lazy("Tersimpan bersama prioritasnya dan dibaca petugas."),
    )

    def __init__(
        self,
        *args: Any,
        saran: Saran | None,
        katalog: JenisGangguan | None = None,
        dipakai: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.saran = saran
        jenis: Any = self.fields["jenis_gangguan"]
        jenis.queryset = JenisGangguan.objects.aktif() | JenisGangguan.objects.filter(pk=dipakai or 0)
        if saran and katalog:
            kata = _("Katalog: %(katalog)s. Saran: %(n)s. %(sebab)s")
            for nama, isi in (
                ("r", {"katalog": katalog.r, "n": saran.r, "sebab": saran.sebab_r}),
                ("k", {"katalog": katalog.k, "n": saran.k, "sebab": saran.sebab_k}),
            ):
                self.fields[nama].help_text = f"{kata % isi} {self.fields[nama].help_text}"

    def clean_tahapan(self) -> list[int]:
        """In their order, each once."""
        return sorted(set(self.cleaned_data["tahapan"]))

    def clean_f(self) -> Decimal | None:
        """From 1 to 10."""
        f: Decimal | None = self.cleaned_data["f"]
        if f is not None and not TERENDAH <= f <= TERTINGGI:
            raise forms.ValidationError(_("f harus dari 1 sampai 10. Kosongkan supaya dihitung dari tahapan."))
        return f

    def clean_r(self) -> int:
        """From 1 to 10."""
        return _antara("r", self.cleaned_data["r"])

    def clean_k(self) -> int:
        """From 1 to 10."""
        return _antara("k", self.cleaned_data["k"])

    def clean(self) -> dict[str, Any]:
        """Whatever is neither the catalogue's nor the suggestion's needs its reason."""
        data = super().clean() or {}
        diubah = list(self._diubah(data))
        if diubah and not data.get("alasan") and "alasan" not in self.errors:
            isi = {"apa": ", ".join(diubah)}
            self.add_error("alasan", _("%(apa)s berbeda dari saran. Tulis alasannya dalam satu kalimat.") % isi)
        return data

    def _diubah(self, data: dict[str, Any]) -> Iterable[str]:
        jenis: JenisGangguan | None = data.get("jenis_gangguan")
        f, tahapan = data.get("f"), data.get("tahapan")
        if f is not None and tahapan and Fraction(f) != prioritas.f_dari_tahapan(tahapan):
            yield "f"
        for nama in ("r", "k"):
            nilai = data.get(nama)
            if (
                jenis
                and self.saran
                and nilai is not None
                and nilai not in {getattr(self.saran, nama), getattr(jenis, nama)}
            ):
                yield nama


def _antara(nama: str, nilai: int) -> int:
    if not TERENDAH <= nilai <= TERTINGGI:
        raise forms.ValidationError(_("%(nama)s harus dari 1 sampai 10.") % {"nama": nama})
    return nilai

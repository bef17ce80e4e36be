"""What happened: the story, when, who is complained about, and which kind of violation (Pasal 3)."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Teks
from pengaduan.forms.langkah import FormLangkah
from pengaduan.pilihan import JenisPelanggaran, PeranTeradu

MAKS_URAIAN = 20_000
BARIS, MAKS_BARIS = 2, 20
AWALAN = "teradu"
KELOMPOK = {
    "administrasi": gettext_lazy("Pelanggaran administrasi"),
    "persaingan_tidak_sehat": gettext_lazy("Persaingan usaha tidak sehat"),
    "tindak_pidana": gettext_lazy("Tindak pidana"),
}
PETUNJUK_JENIS = {
    JenisPelanggaran.ADM_ORGANISASI: gettext_lazy("Misalnya orang yang tidak berwenang memutuskan pemenang"),
    JenisPelanggaran.ADM_PROSEDUR: gettext_lazy("Misalnya tahapan dilewati, atau syarat diubah tanpa pengumuman"),
    JenisPelanggaran.ADM_KEWAJIBAN: gettext_lazy("Misalnya dokumen tidak diumumkan, atau sanggahan tidak dijawab"),
    JenisPelanggaran.SEKONGKOL: gettext_lazy("Pemenang sudah diatur, antarpeserta atau dengan panitia"),
    JenisPelanggaran.BENTURAN: gettext_lazy("Misalnya panitia punya hubungan dengan salah satu peserta"),
    JenisPelanggaran.PIDANA: gettext_lazy("Misalnya suap, pemalsuan dokumen, atau pekerjaan fiktif"),
}


def pilihan_jenis() -> list[Any]:
    """The kinds of violation under their headings, as in Pasal 3, and "not sure" at the end."""
    kelompok: dict[str, list[tuple[str, str]]] = {}
    for nilai, label in JenisPelanggaran.choices:
        pendek = str(label).partition(": ")[2] or str(label)
        kelompok.setdefault(nilai.partition(".")[0], []).append((nilai, pendek[:1].upper() + pendek[1:]))
    daftar: list[Any] = [(KELOMPOK[k], isi) for k, isi in kelompok.items()]
    return [*daftar, (_("Belum tahu"), [("", _("Saya tidak yakin; biar petugas yang menentukan"))])]


class FormKejadian(FormLangkah):
    """Step four, without the rows of people."""

    uraian = Teks(
        label=gettext_lazy("Apa yang terjadi?"),
        max_length=MAKS_URAIAN,
        rows=10,
        strip=False,
        wajib=gettext_lazy("Ceritakan apa yang terjadi, walau singkat."),
        help_text=gettext_lazy(
            "Siapa melakukan apa, bagaimana caranya, dan bagaimana Anda mengetahuinya. Jangan menulis nama Anda sendiri"
        ),
    )
    waktu_kejadian = Teks(
        label=gettext_lazy("Kapan terjadinya?"),
        max_length=300,
        help_text=gettext_lazy("Perkiraan pun cukup, misalnya “awal Agustus 2026, dua hari sebelum batas penawaran”"),
    )
    jenis_pelanggaran = forms.ChoiceField(
        label=gettext_lazy("Pelanggaran yang mana?"),
        required=False,
        choices=pilihan_jenis,
        widget=forms.RadioSelect(attrs={"rupa-petunjuk": PETUNJUK_JENIS, "rupa-penanda": ""}),
    )

    @classmethod
    def mentah(cls, post: Mapping[str, Any]) -> dict[str, Any]:
        """The rows of people are kept too, as typed."""
        baris = {k: post[k] for k in post if k.startswith(f"{AWALAN}-")}
        return super().mentah(post) | baris

    def clean_uraian(self) -> str:
        """Blanks alone tell nothing."""
        uraian: str = self.cleaned_data["uraian"]
        if not uraian.strip():
            raise forms.ValidationError(self.fields["uraian"].error_messages["required"])
        return uraian


class FormTeradu(forms.Form):
    """One row: a role, and a name where it is known."""

    peran = forms.ChoiceField(
        label=gettext_lazy("Peran"),
        required=False,
        choices=[("", gettext_lazy("Pilih peran")), *PeranTeradu.choices],
        widget=forms.Select(attrs={"rupa-penanda": ""}),
        error_messages={"invalid_choice": gettext_lazy("Pilih salah satu peran dari daftar.")},
    )
    nama = Teks(label=gettext_lazy("Nama orang atau perusahaan"), max_length=200)

    def clean(self) -> dict[str, Any]:
        """A name needs its role."""
        data = super().clean() or {}
        if data.get("nama") and not data.get("peran") and "peran" not in self.errors:
            self.add_error("peran", _("Pilih peran untuk %(nama)s.") % {"nama": data["nama"][:60]})
        return data


class DaftarTeradu(BaseFormSet):  # type: ignore[type-arg]
    """The rows; empty ones do not count."""

    def isi(self) -> tuple[tuple[str, str], ...]:
        """(role, name) of each filled row of a valid set."""
        return tuple(
            (f.cleaned_data["peran"], f.cleaned_data["nama"]) for f in self.forms if f.cleaned_data.get("peran")
        )


def _kosong(jumlah: int, data: Mapping[str, Any] | None = None) -> DaftarTeradu:
    kelas = formset_factory(FormTeradu, formset=DaftarTeradu, extra=jumlah, max_num=MAKS_BARIS, absolute_max=MAKS_BARIS)
    return cast(DaftarTeradu, kelas(data, prefix=AWALAN))


def jumlah_baris(data: Mapping[str, Any]) -> int:
    """How many rows a draft has."""
    angka = str(data.get(f"{AWALAN}-TOTAL_FORMS", ""))
    return min(int(angka), MAKS_BARIS) if angka.isascii() and angka.isdigit() and len(angka) < 10 else BARIS


def teradu(data: Mapping[str, Any], *, periksa: bool) -> DaftarTeradu:
    """The rows of a draft: to be filled in, or (`periksa`) bound to what was typed."""
    n = max(BARIS, jumlah_baris(data))
    if periksa:
        terikat = {**data, f"{AWALAN}-TOTAL_FORMS": str(n), f"{AWALAN}-INITIAL_FORMS": "0"}
        return _kosong(0, terikat)
    kumpulan = _kosong(n)
    for i, form in enumerate(kumpulan.forms):
        form.initial = {k: data.get(f"{AWALAN}-{i}-{k}", "") for k in ("peran", "nama")}
    return kumpulan

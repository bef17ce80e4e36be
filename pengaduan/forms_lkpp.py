"""What officers fill in. Labels say what the text is for and who will read it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from akun.models import Instansi, User
from pengaduan.models import ButirPeriksa, Pengaduan
from pengaduan.pilihan import AlasanTolak, Butir, JenisPelanggaran, LembagaTujuan
from pengaduan.status import Status

PANJANG = 10_000


def teks(label: Any, help_text: Any = "", *, baris: int = 6, awal: Any = "") -> forms.CharField:
    """A long text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=PANJANG,
        initial=awal,
        widget=forms.Textarea(attrs={"rows": baris}),
        error_messages={"required": format_lazy(_("Tulis dahulu: {label}."), label=label)},
    )


class MintaLengkapiForm(forms.Form):
    """What is missing, and the words to the complainant."""

    kurang = forms.MultipleChoiceField(
        label=_("Apa yang kurang?"),
        choices=Butir.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={"required": _("Pilih paling sedikit satu hal yang kurang.")},
    )
    pesan = teks(
        _("Pesan untuk pelapor"), _("Sebutkan apa yang perlu dikirim. Pelapor membacanya dari “Petugas LKPP”.")
    )


class AlihkanForm(forms.Form):
    """The body concerned, and the words to the complainant."""

    lembaga = forms.ChoiceField(
        label=_("Lembaga yang berwenang"),
        choices=LembagaTujuan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih lembaga yang berwenang.")},
    )
    pesan = teks(_("Penjelasan untuk pelapor"), _("Mengapa bukan wewenang LKPP, dan bagaimana melapor ke lembaga itu."))


class GabungkanForm(forms.Form):
    """The open case that goes on for both. Nothing of its complainant is shown."""

    def __init__(self, *args: Any, calon: Sequence[Pengaduan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        petunjuk = {p.nomor: f"{Status(p.status).label} · {p.nama_instansi}" for p in calon}
        self.fields["induk"] = forms.ChoiceField(
            label=_("Kasus yang diteruskan"),
            choices=[(p.nomor, f"{p.nomor} · {p.nama_paket}") for p in calon],
            widget=forms.RadioSelect(attrs={"rupa-petunjuk": petunjuk}),
            error_messages={
                "required": _("Pilih kasus yang diteruskan."),
                "invalid_choice": _("Pilih dari daftar ini."),
            },
        )


class TelaahForm(forms.Form):
    """The classification with which a case goes to the review."""

    jenis_pelanggaran = forms.ChoiceField(
        label=_("Jenis pelanggaran"),
        help_text=_("Pasal 3 Peraturan LKPP Nomor 6 Tahun 2022."),
        choices=[("", _("Pilih satu")), *JenisPelanggaran.choices],
        error_messages={"required": _("Pilih jenis pelanggaran.")},
    )
    instansi = forms.CharField(
        label=_("Instansi pemilik paket"),
        help_text=_("Menentukan inspektorat yang menerima kasus. Ketik sebagian nama, lalu pilih."),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "daftar-instansi", "autocomplete": "off", "rupa-saran": []}),
        error_messages={"required": _("Tulis instansi pemilik paket.")},
    )

    def __init__(self, *args: Any, saran_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].widget.attrs["data-url"] = saran_url

    def clean_instansi(self) -> Instansi:
        """The institution of that name on the list."""
        nama = self.cleaned_data["instansi"].strip()
        found = Instansi.objects.filter(nama__iexact=nama).first()
        if found is None:
            mirip = Instansi.objects.filter(nama__icontains=nama).values_list("nama", flat=True)[:5]
            saran = _(" Mungkin: %(nama)s.") % {"nama": ", ".join(mirip)} if mirip else ""
            raise ValidationError(_("Nama ini tidak ada di daftar instansi. Tulis nama lengkapnya.") + saran)
        return found


class UsulTolakForm(forms.Form):
    """The ground for refusing, and the reasoned notice that the complainant will read."""

    alasan = forms.ChoiceField(
        label=_("Alasan"),
        choices=AlasanTolak.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan mengapa pengaduan tidak dapat ditindaklanjuti.")},
    )
    isi = teks(_("Pemberitahuan untuk pelapor"), _("Dikirim kepada pelapor setelah pejabat menyetujui."))


class UsulSiapkanForm(forms.Form):
    """The review note with the indications."""

    isi = teks(
        _("Catatan telaah"),
        _("Indikasi pelanggaran, dasar hukum, dan apa yang perlu diperiksa APIP. Dibaca pejabat dan petugas LKPP."),
        baris=10,
    )


class UsulJawabForm(forms.Form):
    """The answer that ends a case without the inspectorate."""

    isi = teks(
        _("Jawaban untuk pelapor"), _("Dibaca pelapor setelah pejabat menyetujui. Jangan sebut nama orang."), baris=10
    )


class PutuskanForm(forms.Form):
    """Approve, or not and why."""

    SETUJU, TOLAK = "setuju", "tolak"
    usulan = forms.IntegerField(widget=forms.HiddenInput)
    putusan = forms.ChoiceField(
        label=_("Putusan Anda"),
        choices=[(SETUJU, _("Setujui")), (TOLAK, _("Tidak setuju, kembalikan ke petugas"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih setujui atau tidak setuju.")},
    )
    alasan = forms.CharField(
        label=_("Alasan bila tidak setuju"),
        required=False,
        max_length=PANJANG,
        widget=forms.Textarea(attrs={"rows": 4, "rupa-penanda": ""}),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever does not approve says why."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("putusan") == self.TOLAK and not data.get("alasan"):
            self.add_error("alasan", _("Tulis alasan mengapa usulan tidak disetujui."))
        return data


class SuratForm(forms.Form):
    """The letter that took the case to an inspectorate outside the portal."""

    nomor_surat = forms.CharField(
        label=_("Nomor surat"),
        help_text=_("Seperti tertulis di surat, misalnya B/123/D.4.3/11/2026."),
        max_length=255,
        error_messages={"required": _("Tulis nomor surat.")},
    )
    tanggal_surat = forms.DateField(
        label=_("Tanggal surat"),
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        error_messages={"required": _("Tulis tanggal surat."), "invalid": _("Tulis tanggal surat yang benar.")},
    )


class PesanPelaporForm(forms.Form):
    """A message to the complainant."""

    isi = teks(_("Pesan untuk pelapor"), _("Pelapor membacanya dari “Petugas LKPP”. Nama Anda tidak tampil."))


class PesanApipForm(forms.Form):
    """A message to the inspectorate."""

    isi = teks(_("Pesan untuk APIP"), _("Dibaca inspektorat yang menangani. Pelapor tidak membacanya."))


class KembalikanHasilForm(forms.Form):
    """What the report lacks."""

    isi = teks(_("Apa yang perlu dilengkapi APIP?"), _("Dibaca inspektorat yang menangani."))


class SelesaikanForm(forms.Form):
    """The summary that the complainant reads."""

    ringkasan = teks(
        _("Ringkasan hasil untuk pelapor"),
        _("Dibaca pelapor dengan nomor dan tokennya. Jangan sebut nama orang atau rincian pemeriksaan."),
        baris=8,
    )


class BukaKembaliForm(forms.Form):
    """The new evidence."""

    isi = teks(_("Alasan membuka kembali"), _("Bukti baru apa yang masuk. Tersimpan sebagai catatan telaah."))


class CatatForm(forms.Form):
    """An internal note."""

    isi = teks(_("Tambah catatan internal"), _("Hanya dibaca petugas LKPP."), baris=3)


class PenerimaField(forms.ModelChoiceField[User]):
    """A choice of officers by name and role."""

    def label_from_instance(self, obj: User) -> str:
        """The officer as colleagues know him."""
        return f"{obj.nama} · {obj.get_peran_display()}"


class TugaskanForm(forms.Form):
    """The officer who is to hold the case."""

    def __init__(self, *args: Any, peran: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kepada"] = PenerimaField(
            label=_("Tugaskan kepada"),
            queryset=User.objects.filter(is_active=True, peran__in=peran).order_by("nama"),
            empty_label=_("Pilih petugas"),
            error_messages={"required": _("Pilih petugas."), "invalid_choice": _("Pilih petugas dari daftar.")},
        )


class PeriksaForm(forms.Form):
    """The checklist: for each item whether it is there, and a note."""

    def __init__(self, *args: Any, butir: Sequence[ButirPeriksa], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.butir = butir
        for b in butir:
            self.fields[f"ada_{b.butir}"] = forms.BooleanField(
                label=Butir(b.butir).label, required=False, initial=b.terpenuhi
            )
            self.fields[f"ket_{b.butir}"] = forms.CharField(
                label=_("Keterangan untuk “%(butir)s”") % {"butir": Butir(b.butir).label},
                required=False,
                max_length=500,
                initial=b.keterangan,
            )

    @property
    def isian(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields, item by item."""
        return [(self[f"ada_{b.butir}"], self[f"ket_{b.butir}"]) for b in self.butir]


class KarantinaForm(forms.Form):
    """Release a held file, or refuse it for good."""

    LEPAS, TOLAK = "lepas", "tolak"
    putusan = forms.ChoiceField(
        label=_("Putusan Anda"),
        choices=[(LEPAS, _("Lepas: petugas LKPP boleh membukanya")), (TOLAK, _("Tolak: isi berkas dihapus selamanya"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih lepas atau tolak.")},
    )
    catatan = teks(_("Alasan"), _("Tersimpan bersama berkas."), baris=3)


class PindahForm(forms.Form):
    """Another version of a policy, each with the date that it would give, and why."""

    def __init__(self, *args: Any, versi: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versi"] = forms.TypedChoiceField(
            label=_("Pindah ke versi mana?"),
            coerce=int,
            choices=[(nilai, kata) for nilai, kata, _akibat in versi],
            widget=forms.RadioSelect(attrs={"rupa-petunjuk": {nilai: akibat for nilai, _kata, akibat in versi}}),
            error_messages={"required": _("Pilih satu versi."), "invalid_choice": _("Pilih dari daftar ini.")},
        )
        self.fields["alasan"] = teks(
            _("Alasan"), _("Tersimpan sebagai catatan internal; pelapor dan APIP tidak membacanya."), baris=3
        )


class BukaIdentitasForm(forms.Form):
    """Why an identity is opened."""

    alasan = forms.CharField(
        label=_("Alasan membuka identitas"),
        help_text=_(
            "Paling sedikit 20 huruf. Pelapor dapat membaca alasan ini. Jangan menulis identitas pelapor di sini."
        ),
        min_length=20,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Tulis alasan membuka identitas, paling sedikit 20 huruf."),
            "min_length": _("Alasan terlalu pendek: tulis paling sedikit 20 huruf."),
        },
    )

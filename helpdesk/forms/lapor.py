"""What somebody fills in who needs help: for which desk, who he is, what happens, and pictures of it.

Against bots there are a field that people do not see, a signed moment at which the form was opened, and a limit per
address, as for letters (persuratan/forms/kirim.py).
"""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks, UnggahBanyak
from akun.ringkas import Ketik
from helpdesk import cari_meja
from helpdesk.flow import DataTiket
from helpdesk.models import MejaLayanan
from helpdesk.pilihan import Jenis, Kanal, Pengguna
from pengaduan.forms.isian import KodeTender

CEPAT = 2
"""Seconds in which nobody fills in the form."""
GARAM = "tiket:dibuka"
MAKS_JUDUL = 150
MAKS_URAIAN = 10_000
LPSE, LKPP = "lpse", "lkpp"
TUJUAN = [
    (LPSE, gettext_lazy("LPSE yang menangani paket atau akun saya")),
    (LKPP, gettext_lazy("Helpdesk LKPP")),
]
ARTI_TUJUAN = {LKPP: gettext_lazy("Untuk petugas LPSE, atau bila LPSE Anda tidak ada di daftar")}
PERLU = [
    (Jenis.GANGGUAN, gettext_lazy("Ada yang tidak berjalan")),
    (Jenis.PERTANYAAN, gettext_lazy("Saya ingin bertanya")),
]
MASUKAN = ("untuk", "lpse", "pengguna", "nama", "surel", "telepon", "jenis", "judul", "uraian", "kode_tender")


def stempel(now: datetime) -> str:
    """The moment at which a form was opened, signed."""
    return signing.dumps(int(now.timestamp()), salt=GARAM)


class FormLapor(forms.Form):
    """One short page. Files are not judged here: they go through the gate, and stay with the draft."""

    # As on the page: the error summary follows it.
    field_order = ("jenis", "judul", "uraian", "kode_tender", "berkas", *MASUKAN)

    untuk = forms.ChoiceField(
        label=gettext_lazy("Siapa yang menangani?"),
        choices=TUJUAN,
        initial=LPSE,
        widget=forms.RadioSelect(attrs={"rupa-petunjuk": ARTI_TUJUAN, "rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih siapa yang menangani.")},
    )
    lpse = Sebaris(
        label=gettext_lazy("Nama LPSE"),
        max_length=150,
        penanda="",
        help_text=gettext_lazy("Ketik nama daerah atau instansinya, misalnya Mamuju. Kosongkan untuk Helpdesk LKPP"),
        widget=forms.TextInput(
            attrs={
                "list": "daftar-lpse",
                "data-url": reverse_lazy("helpdesk:lpse_saran"),
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    jenis = forms.ChoiceField(
        label=gettext_lazy("Apa yang Anda perlukan?"),
        choices=PERLU,
        initial=Jenis.GANGGUAN,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih yang Anda perlukan.")},
    )
    judul = Sebaris(
        label=gettext_lazy("Singkatnya"),
        max_length=MAKS_JUDUL,
        help_text=gettext_lazy("Satu kalimat, misalnya: tidak bisa mengunggah penawaran"),
        widget=Ketik(attrs={"autocomplete": "off"}),
        wajib=gettext_lazy("Tulis masalahnya dalam satu kalimat."),
    )
    uraian = Teks(
        label=gettext_lazy("Apa yang terjadi?"),
        max_length=MAKS_URAIAN,
        rows=6,
        help_text=gettext_lazy(
            "Apa yang Anda lakukan, pesan yang muncul, dan jam kejadiannya. Jangan menulis kata sandi"
        ),
        wajib=gettext_lazy("Ceritakan apa yang terjadi, walau singkat."),
    )
    kode_tender = KodeTender(
        label=gettext_lazy("Kode tender"),
        max_length=20,
        widget=Ketik(attrs={"inputmode": "numeric", "autocomplete": "off", "rupa-lebar": "20"}),
    )
    berkas = forms.FileField(
        label=gettext_lazy("Tangkapan layar"),
        required=False,
        allow_empty_file=True,  # the gate says it better
        help_text=gettext_lazy(
            "Gambar atau PDF, paling besar 20 MB tiap berkas. Tutupi dahulu kata sandi yang terlihat"
        ),
        widget=UnggahBanyak(attrs={"accept": "image/*,application/pdf,.pdf"}),
    )
    pengguna = forms.ChoiceField(
        label=gettext_lazy("Anda sebagai"),
        choices=[("", gettext_lazy("Pilih")), *Pengguna.choices],
        error_messages={"required": gettext_lazy("Pilih Anda sebagai siapa.")},
    )
    nama = Sebaris(
        label=gettext_lazy("Nama"),
        max_length=150,
        widget=Ketik(attrs={"autocomplete": "name"}),
        wajib=gettext_lazy("Tulis nama Anda."),
    )
    surel = forms.EmailField(
        label=gettext_lazy("Alamat e-mail"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Tanda terima dan jawaban kami kirim ke sini"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "rupa-penanda": ""}),
        error_messages={"invalid": gettext_lazy("Tulis alamat e-mail lengkap, misalnya nama@contoh.id.")},
    )
    telepon = Sebaris(
        label=gettext_lazy("Nomor telepon"),
        max_length=40,
        penanda="",
        help_text=gettext_lazy("Isi e-mail atau telepon; keduanya lebih baik"),
        widget=Ketik(attrs={"autocomplete": "tel", "inputmode": "tel", "rupa-lebar": "20"}),
    )
    situs = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    dibuka = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.meja: MejaLayanan | None = None
        self.fields["lpse"].widget.attrs["rupa-saran"] = SimpleLazyObject(cari_meja.beberapa)

    def clean(self) -> dict[str, Any]:
        """A desk, a way to answer, and a person who takes a moment to type."""
        data = super().clean() or {}
        if data.get("untuk") == LKPP:
            self.meja = MejaLayanan.objects.lkpp()
        elif data.get("untuk") and "lpse" not in self.errors:
            self._cari_meja(data["lpse"])
        if not data.get("surel") and not data.get("telepon") and not {"surel", "telepon"} & set(self.errors):
            self.add_error("surel", _("Isi alamat e-mail atau nomor telepon, supaya kami dapat menjawab."))
        self._periksa_orang(data)
        return data

    def _cari_meja(self, teks: str) -> None:
        if not teks:
            self.add_error("lpse", _("Tulis nama LPSE-nya, atau pilih Helpdesk LKPP."))
            return
        mungkin = cari_meja.arti(teks)
        if len(mungkin) == 1:
            self.meja = mungkin[0]
        elif mungkin:
            nama = {"nama": ", ".join(m.nama for m in mungkin[:4])}
            self.add_error("lpse", _("Ada beberapa LPSE dengan nama itu: %(nama)s. Tulis nama lengkapnya.") % nama)
        else:
            self.add_error("lpse", _("LPSE ini tidak ada di daftar kami. Periksa ejaannya, atau pilih Helpdesk LKPP."))

    def _periksa_orang(self, data: dict[str, Any]) -> None:
        """People see no trap and need a moment; whoever trips is told, and nothing is lost."""
        try:
            dibuka = int(signing.loads(data.get("dibuka", ""), salt=GARAM))
        except (signing.BadSignature, ValueError):  # no moment at all: as good as none
            dibuka = int(self.now.timestamp())
        if data.get("situs") or self.now.timestamp() - dibuka < CEPAT:
            raise ValidationError(_("Kiriman ini terlalu cepat untuk ketikan orang. Periksa isiannya, lalu kirim."))

    def tiket(self) -> DataTiket:
        """The report as the flow takes it, from valid data."""
        data = self.cleaned_data
        return DataTiket(
            kanal=Kanal.WEB,
            meja=cast(MejaLayanan, self.meja),
            alamat="",
            kode_tender=data["kode_tender"] or "",
            **{k: data[k] for k in ("jenis", "pengguna", "nama", "telepon", "surel", "judul", "uraian")},
        )

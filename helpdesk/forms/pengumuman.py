"""What a desk fills in to announce maintenance; times are those of its own zone."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from helpdesk.forms.layanan import SATU_BARIS, isian_jam, isian_tanggal
from helpdesk.models import Layanan, MejaLayanan, Pengumuman
from helpdesk.pengumuman import Isi
from helpdesk.pilihan_layanan import Pemberi


def _lama(label: Any, batas: int) -> forms.IntegerField:
    salah = gettext_lazy("Tulis bilangan bulat, misalnya 2.")
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=batas,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "rupa-lebar": 5, "rupa-penanda": "", **SATU_BARIS}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), salah),
    )


class PengumumanForm(forms.Form):
    """A maintenance: what, when, for how long, and what it hits."""

    judul = Sebaris(
        label=gettext_lazy("Judul"),
        max_length=150,
        help_text=gettext_lazy("Misalnya: Pemeliharaan server SPSE"),
        wajib=gettext_lazy("Tulis judul pengumuman."),
        widget=forms.TextInput(attrs=SATU_BARIS),
    )
    mulai_tanggal = isian_tanggal(gettext_lazy("Tanggal mulai"))
    mulai_jam = isian_jam(gettext_lazy("Jam mulai"))
    lama_jam = _lama(gettext_lazy("Lamanya, jam"), 336)
    lama_menit = _lama(gettext_lazy("Lamanya, menit"), 59)
    layanan = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Layanan yang terdampak"),
        queryset=Layanan.objects.filter(aktif=True),
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={
            "required": gettext_lazy("Pilih paling sedikit satu layanan yang terdampak."),
            "invalid_choice": gettext_lazy("Pilih layanan dari daftar."),
        },
    )
    isi = Teks(
        label=gettext_lazy("Penjelasan"),
        max_length=3000,
        rows=5,
        help_text=gettext_lazy("Apa yang tidak dapat dipakai, dan apa yang sebaiknya dilakukan sebelumnya"),
    )
    alasan_darurat = Sebaris(
        label=gettext_lazy("Alasan darurat"),
        max_length=300,
        help_text=gettext_lazy("Hanya bila pemeliharaan tidak dapat menunggu; alasan ini dibaca semua orang"),
        widget=forms.TextInput(attrs=SATU_BARIS),
    )

    def __init__(self, *args: Any, meja: MejaLayanan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zona = ZoneInfo(meja.kalender.zona)
        self.fields["mulai_jam"].label = _("Jam mulai (%(zona)s)") % {"zona": meja.kalender.get_zona_display()}
        sendiri = Pemberi.LKPP if meja.is_lkpp else Pemberi.LPSE
        milik = Layanan.objects.filter(aktif=True, pemberi__in=(sendiri, Pemberi.KEDUANYA))
        self.fields["layanan"].queryset = milik  # type: ignore[attr-defined]
        self.fields["layanan"].label_from_instance = lambda lay: lay.sebutan  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Some length, not none."""
        data = self.cleaned_data
        if not {"lama_jam", "lama_menit"} & self.errors.keys() and not (data["lama_jam"] or data["lama_menit"]):
            self.add_error("lama_jam", _("Tulis lamanya, paling sedikit 1 menit."))
        return data

    @property
    def hasil(self) -> Isi:
        """What was filled in."""
        data = self.cleaned_data
        mulai = datetime.combine(data["mulai_tanggal"], data["mulai_jam"], self.zona)
        lama = timedelta(hours=data["lama_jam"] or 0, minutes=data["lama_menit"] or 0)
        teks = {nama: data[nama] for nama in ("judul", "isi", "alasan_darurat")}
        return Isi(mulai=mulai, selesai=mulai + lama, layanan=list(data["layanan"]), **teks)


def awal(p: Pengumuman) -> dict[str, Any]:
    """The initial values of the form for an announcement as it is now."""
    mulai = p.mulai.astimezone(p.zona)
    menit = int(p.lama.total_seconds()) // 60
    return {
        "judul": p.judul,
        "isi": p.isi,
        "alasan_darurat": p.alasan_darurat,
        "mulai_tanggal": mulai.date(),
        "mulai_jam": mulai.time(),
        "lama_jam": menit // 60,
        "lama_menit": menit % 60,
        "layanan": [lay.pk for lay in p.layanan.all()],
    }


class BatalForm(forms.Form):
    """Why a maintenance is called off."""

    alasan = Sebaris(
        label=gettext_lazy("Alasan pembatalan"),
        max_length=300,
        help_text=gettext_lazy("Dibaca semua orang"),
        wajib=gettext_lazy("Tulis alasan pembatalan."),
        widget=forms.TextInput(attrs=SATU_BARIS),
    )

"""Which report, and the work plan that is written to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.bulan import Bulan
from helpdesk.models import MejaLayanan

SEMUA = "semua"
BANYAK_BULAN = 36
PANJANG = 5000


class PilihLaporan(forms.Form):
    """Desk and month; it stands in the URL."""

    meja = forms.ChoiceField(label=_("Meja layanan"), required=False)
    bulan = forms.ChoiceField(label=_("Bulan"), required=False)

    def __init__(self, meja: list[MejaLayanan], *, semua: bool, terpilih: Bulan, kini: Bulan, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        pilihan = [(str(m.pk), m.nama) for m in meja]
        bulan, pilih = kini, list[tuple[str, str]]()
        for _n in range(BANYAK_BULAN):
            pilih.append((str(bulan), bulan.sebutan))
            bulan = bulan.lalu
        if str(terpilih) not in dict(pilih):
            pilih.append((str(terpilih), terpilih.sebutan))
        self.fields["meja"].choices = [(SEMUA, _("Semua meja")), *pilihan] if semua else pilihan  # type: ignore[attr-defined]
        self.fields["bulan"].choices = pilih  # type: ignore[attr-defined]


class RencanaForm(forms.Form):
    """The work plan of a month."""

    rencana = forms.CharField(
        label=_("Rencana kerja"),
        help_text=_("Apa yang diperbaiki bulan berikut, oleh siapa, dan kapan selesai. Tulis tanpa nama pelapor."),
        max_length=PANJANG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

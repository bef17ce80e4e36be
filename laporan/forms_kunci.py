"""What is filled in for a key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from akun.isian import Sebaris
from akun.ringkas import Pilih
from laporan.models.api import Lingkup
from laporan.permissions import may_lingkup

MASA = ((30, _("30 hari")), (90, _("90 hari")), (180, _("180 hari")), (365, _("Satu tahun")))


class KunciForm(forms.Form):
    """For which program, what it reads, until when."""

    nama = Sebaris(
        label=_("Nama sistem"),
        wajib=_("Tulis sistem yang akan memakai kunci ini."),
        max_length=100,
        help_text=_("Sistem yang memakainya, misalnya gudang data pengaduan."),
    )
    lingkup = forms.MultipleChoiceField(
        label=_("Yang dibaca"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pilih sesedikit mungkin. Kunci membaca sejauh Anda boleh membaca."),
        error_messages={"required": _("Centang paling sedikit satu bagian.")},
    )
    hari = forms.TypedChoiceField(label=_("Berlaku selama"), coerce=int, choices=MASA, initial=90, widget=Pilih)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boleh = [(str(kode), label) for kode, label in Lingkup.choices if may_lingkup(actor, kode)]
        self.fields["lingkup"].choices = boleh  # type: ignore[attr-defined]

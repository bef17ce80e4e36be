"""The catalogue of incidents for the system administrator. What tickets use is switched off, never deleted."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from akun.admin import KeepRows
from helpdesk.models import JenisGangguan
from helpdesk.pilihan import Tahap


class JenisGangguanForm(forms.ModelForm):  # type: ignore[type-arg]
    """Stages are ticked; r and k lie between 1 and 10."""

    tahapan = forms.TypedMultipleChoiceField(
        label=_("Tahapan yang terdampak"),
        choices=Tahap.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    r = forms.IntegerField(label=_("Dampak reputasi (r)"), min_value=1, max_value=10)
    k = forms.IntegerField(
        label=_("Kemampuan pemulihan (k)"),
        min_value=1,
        max_value=10,
        help_text=_("1 untuk yang paling sering terjadi dan mudah dipulihkan, 10 untuk yang baru pertama kali."),
    )

    class Meta:
        model = JenisGangguan
        fields: ClassVar[list[str]] = [
            "urut",
            "kode",
            "nama",
            "tahapan",
            "r",
            "k",
            "galat_aplikasi",
            "jaringan",
            "aktif",
        ]

    def clean_tahapan(self) -> list[int]:
        """In order."""
        return sorted(self.cleaned_data["tahapan"])


@admin.register(JenisGangguan)
class JenisGangguanAdmin(KeepRows, admin.ModelAdmin):  # type: ignore[type-arg]
    """The nine kinds of the SLA, and those that LKPP adds."""

    form: Any = JenisGangguanForm
    list_display = ("urut", "nama", "r", "k", "jaringan", "aktif")
    list_display_links = ("nama",)
    list_filter = ("aktif",)
    search_fields = ("kode", "nama")

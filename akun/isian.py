"""The text field of all forms: any script and sign is welcome, and each error says how to mend it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Teks(forms.CharField):
    """Text with everything kept as typed, except a NUL, which no database and no printer takes."""

    def __init__(self, *, wajib: Any = "", rows: int = 0, penanda: Any = None, **kwargs: Any) -> None:
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(required=bool(wajib), **kwargs)
        self.validators = []  # the two below speak our language
        if wajib:
            self.error_messages["required"] = wajib
        if penanda is not None:
            self.widget.attrs["rupa-penanda"] = penanda

    def validate(self, value: str) -> None:
        """Refuse a NUL and what is longer than may be kept."""
        super().validate(value)
        if "\x00" in value:
            raise ValidationError(_("Ada tanda tak terlihat (NUL) di isian ini. Hapus, atau ketik ulang bagian itu."))
        if self.max_length and len(value) > self.max_length:
            raise ValidationError(
                _("Terlalu panjang: %(ada)s huruf. Ringkas menjadi paling banyak %(batas)s huruf.")
                % {"ada": len(value), "batas": self.max_length}
            )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength for the browser: it would cut pasted text without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class Sebaris(Teks):
    """Text of one line: a line break or another invisible sign is refused, because it would split what it stands in."""

    def validate(self, value: str) -> None:
        """Refuse what cannot be seen; the browser shows the text as one line, so that sending again is enough."""
        super().validate(value)
        if any(c in "\u2028\u2029" or ord(c) < 32 or 127 <= ord(c) < 160 for c in value):
            raise ValidationError(_("Isian ini satu baris saja. Baris baru di dalamnya kami hapus; periksa lagi."))


class UnggahBanyak(forms.FileInput):
    """A field for several files at once."""

    allow_multiple_selected = True

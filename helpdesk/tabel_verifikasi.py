"""The list of verifications of one LPSE: quick views, filters, search and order."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from akun import blind
from akun.actor import Actor
from helpdesk.flow_verifikasi import AWALAN, PEMISAH_NPWP
from helpdesk.forms.verifikasi import SaringForm
from helpdesk.models.verifikasi import Verifikasi, VerifikasiQuerySet
from helpdesk.status_verifikasi import TERBUKA, Status

MILIK: Mapping[str, Any] = {
    "perlu": _("Perlu diperiksa"),
    "dikembalikan": _("Dikembalikan"),
    "lulus": _("Lulus"),
    "semua": _("Semua"),
}
RUJUKAN = ("meja", "meja__unit", "diperiksa_oleh", "didaftarkan_oleh", "lulus_oleh")


def pilih(kunci: str, actor: Actor) -> VerifikasiQuerySet:
    """The verifications of a quick view."""
    rows = Verifikasi.objects.visible_to(actor)
    match kunci:
        case "semua":
            return rows
        case "lulus" | "dikembalikan":
            return rows.filter(status=kunci)
        case _:
            return rows.filter(status__in=[s for s in TERBUKA if s != Status.DIKEMBALIKAN])


class DaftarVerifikasi:
    """The filtered list of one reader. An unreadable filter finds nothing rather than everything."""

    def __init__(self, data: Mapping[str, Any], actor: Actor) -> None:
        self.actor = actor
        self.milik = data["milik"] if data.get("milik") in MILIK else next(iter(MILIK))
        self.form = SaringForm(data)

    @property
    def rows(self) -> VerifikasiQuerySet:
        """The list in its order: what is due first; everything by its age."""
        rows = pilih(self.milik, self.actor)
        rows = self._saring(rows) if self.form.is_valid() else rows.none()
        if self.milik == "perlu":
            return rows.order_by(F("jatuh_tempo").asc(nulls_last=True), "id")
        return rows.order_by("-id")

    def _saring(self, rows: VerifikasiQuerySet) -> VerifikasiQuerySet:
        isi = self.form.cleaned_data
        rows = rows.filter(**{k: isi[k] for k in ("status", "bentuk") if isi[k]})
        return cari(rows, isi["q"]) if isi["q"] else rows

    @property
    def aktif(self) -> dict[str, str]:
        """The filters in use: field -> value in words, for the chips."""
        bersih = self.form.cleaned_data if self.form.is_valid() else {}
        dipakai = {}
        for nama, nilai in bersih.items():
            if nilai and not self.form[nama].is_hidden:
                tetap = dict(getattr(self.form.fields[nama], "choices", ()))
                dipakai[nama] = str(tetap.get(nilai, f"“{nilai}”"))
        return dipakai


def cari(rows: VerifikasiQuerySet, teks: str) -> VerifikasiQuerySet:
    """A ticket or its beginning, an NPWP, or all words of the query by their stems."""
    tiket, angka = teks.strip().upper(), teks.strip().translate(PEMISAH_NPWP)
    if tiket.startswith(AWALAN):
        return rows.filter(nomor__startswith=tiket)
    kata = blind.query(angka if angka.isdigit() else teks)
    return rows.filter(cari__contains=kata) if kata else rows.none()


def baris(kunci: Sequence[int], actor: Actor) -> list[Verifikasi]:
    """The verifications of a page, in the order of their keys."""
    rows = Verifikasi.objects.visible_to(actor).filter(pk__in=kunci).select_related(*RUJUKAN).defer("cari")
    isi = {satu.pk: satu for satu in rows}
    return [isi[k] for k in kunci if k in isi]

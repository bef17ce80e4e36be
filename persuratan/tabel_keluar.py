"""The list of letters out: whose they are, filters, search and order. Counts and pages end where tabel.py ends them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from akun import blind
from akun.models import Unit
from persuratan.models import Paraf, SuratKeluar, SuratKeluarQuerySet
from persuratan.models.jabatan import jabatan_kini
from persuratan.pilihan import JenisKeluar
from persuratan.status_keluar import KONSEP, Status
from persuratan.tabel import Pembaca

AWALAN_TIKET = "SK20"
MILIK: Mapping[str, Any] = {
    "perlu": _("Menunggu saya"),
    "tanda_tangan": _("Untuk saya tanda tangani"),
    "konsep": _("Konsep saya"),
    "semua": _("Semua"),
}
MENUNGGU_TANDA_TANGAN = (Status.SIAP_TANDA_TANGAN, Status.DINOMORI)
BELUM_TERBIT = (*KONSEP, Status.PARAF, *MENUNGGU_TANDA_TANGAN)


class SaringKeluarForm(forms.Form):
    """The filters that stand in the URL. `milik` is chosen by the quick views and travels along."""

    q = forms.CharField(
        label=_("Cari nomor, perihal, tujuan"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Semua status")), *Status.choices])
    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[("", _("Semua jenis")), *JenisKeluar.choices])
    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.lkpp().order_by("nama"), empty_label=_("Semua unit")
    )
    milik = forms.CharField(required=False, widget=forms.HiddenInput)


def pilih(kunci: str, pembaca: Pembaca) -> SuratKeluarQuerySet:
    """The letters of a quick view."""
    rows, jabatan = SuratKeluar.objects.all(), jabatan_kini(pembaca.user_id)
    terlihat = SuratKeluar.objects.visible_to(pembaca.actor)
    tanda_tangan = rows.filter(status__in=MENUNGGU_TANDA_TANGAN, penandatangan__in=jabatan)
    milik = rows.filter(konseptor_id=pembaca.user_id)
    match kunci:
        case "semua":
            return terlihat
        case "konsep":
            return terlihat.filter(pk__in=milik.filter(status__in=BELUM_TERBIT).values("pk"))
        case "tanda_tangan":
            return terlihat.filter(pk__in=tanda_tangan.values("pk"))
        case _:
            paraf = rows.filter(status=Status.PARAF).alias(giliran=Subquery(_giliran())).filter(giliran__in=jabatan)
            revisi = milik.filter(status=Status.REVISI)
            bagian = [q.order_by().values("pk") for q in (paraf, tanda_tangan, revisi)]
            return terlihat.filter(pk__in=bagian[0].union(*bagian[1:]))


def _giliran() -> Any:
    """The post of the rung that is to initial next."""
    rows = Paraf.objects.filter(surat=OuterRef("pk"), putaran=OuterRef("putaran"))
    rows = rows.filter(pada__isnull=True, dikembalikan_pada__isnull=True)
    return rows.order_by("urutan").values("pejabat_id")[:1]


class DaftarKeluar:
    """The filtered list of one reader. An unreadable filter finds nothing rather than everything."""

    def __init__(self, data: Mapping[str, Any], pembaca: Pembaca) -> None:
        self.pembaca = pembaca
        self.milik = data["milik"] if data.get("milik") in MILIK else next(iter(MILIK))
        self.form = SaringKeluarForm(data)

    @property
    def rows(self) -> SuratKeluarQuerySet:
        """The list in its order: what is due first; everything by its age."""
        rows = pilih(self.milik, self.pembaca)
        rows = self._saring(rows) if self.form.is_valid() else rows.none()
        if self.milik == "semua":
            return rows.order_by("-id")
        return rows.order_by(F("jatuh_tempo").asc(nulls_last=True), "id")

    def _saring(self, rows: SuratKeluarQuerySet) -> SuratKeluarQuerySet:
        isi = self.form.cleaned_data
        rows = rows.filter(**{k: isi[k] for k in ("status", "jenis", "unit") if isi[k]})
        return cari(rows, isi["q"]) if isi["q"] else rows

    @property
    def aktif(self) -> dict[str, str]:
        """The filters in use: field -> value in words, for the chips."""
        bersih = self.form.cleaned_data if self.form.is_valid() else {}
        dipakai = {}
        for nama, nilai in bersih.items():
            if nilai and not self.form[nama].is_hidden:
                tetap = dict(getattr(self.form.fields[nama], "choices", ())) if isinstance(nilai, str) else {}
                dipakai[nama] = str(tetap.get(nilai, f"“{nilai}”" if nama == "q" else nilai))
        return dipakai


def cari(rows: SuratKeluarQuerySet, teks: str) -> SuratKeluarQuerySet:
    """A ticket or its beginning, or all words of the query by their stems; of secret letters only their numbers."""
    tiket = teks.strip().upper()
    if tiket.startswith(AWALAN_TIKET) and tiket[2:].isdigit():
        return rows.filter(nomor__startswith=tiket)
    kata = blind.query(teks)
    return rows.filter(Q(cari__contains=kata)) if kata else rows.none()


def baris(kunci: Sequence[int], pembaca: Pembaca) -> list[SuratKeluar]:
    """The letters of a page with what they refer to, in the order of their keys."""
    rows = SuratKeluar.objects.visible_to(pembaca.actor).filter(pk__in=kunci)
    isi = {s.pk: s for s in rows.select_related("penandatangan", "konseptor").defer("cari", "isi_segel")}
    return [isi[k] for k in kunci if k in isi]

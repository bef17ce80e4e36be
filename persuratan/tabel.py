"""The list of letters for officials and their people: whose they are, filters, search, order, pages, capped counts.

Nothing here counts or sorts everything: counts and pages stop at terbatas.BATAS, and each part has an index.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import DateField, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Least, TruncDate
from django.utils.translation import gettext_lazy as _

from akun import blind, terbatas
from akun.actor import Actor
from akun.receipt import WIB
from persuratan.models import Disposisi, SuratMasuk, SuratMasukQuerySet
from persuratan.models.jabatan import jabatan_kini
from persuratan.pilihan import Kerahasiaan
from persuratan.status import Status

SEDIKIT = 2000  # letters of a reader that are looked up one by one
NOMOR = re.compile(r"SM\d{4,}", re.IGNORECASE)
MILIK: Mapping[str, Any] = {
    "perlu": _("Perlu tindakan saya"),
    "jabatan": _("Untuk jabatan saya"),
    "kepada": _("Disposisi kepada saya"),
    "dari": _("Disposisi dari saya"),
    "semua": _("Semua surat saya"),
}
LEWAT = "ya"


@dataclass(frozen=True)
class Pembaca:
    """Whose list it is, and when he looks."""

    actor: Actor
    now: datetime

    @property
    def hari_ini(self) -> date:
        """Today in Jakarta."""
        return self.now.astimezone(WIB).date()

    @property
    def user_id(self) -> int:
        """Whoever reads here is logged in."""
        return self.actor.petugas_id

    @property
    def kepada(self) -> Q:
        """Dispositions to this person or to his unit."""
        q = Q(kepada_id=self.user_id)
        return q | Q(kepada_unit_id=self.actor.unit_id) if self.actor.unit_id else q


class SaringForm(forms.Form):
    """The filters that stand in the URL. `milik` is chosen by the quick views and travels along."""

    q = forms.CharField(
        label=_("Cari nomor, perihal, pengirim"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Semua status")), *Status.choices])
    kerahasiaan = forms.ChoiceField(
        label=_("Kerahasiaan"), required=False, choices=[("", _("Semua tingkat")), *Kerahasiaan.choices]
    )
    lewat = forms.ChoiceField(
        label=_("Tenggat"), required=False, choices=[("", _("Semua tenggat")), (LEWAT, _("Lewat tenggat"))]
    )
    milik = forms.CharField(required=False, widget=forms.HiddenInput)


def milik_terpilih(data: Mapping[str, Any]) -> str:
    """The key of the quick view that the URL asks for, or the first."""
    return data["milik"] if data.get("milik") in MILIK else next(iter(MILIK))


def pilih(kunci: str, pembaca: Pembaca) -> SuratMasukQuerySet:
    """The letters of a quick view."""
    surat = SuratMasuk.objects.all()
    jabatan = surat.filter(penerima__in=jabatan_kini(pembaca.user_id))
    tugas = Disposisi.objects.terbuka()
    match kunci:
        case "jabatan":
            return _terlihat(pembaca, jabatan.terbuka())
        case "kepada":
            return _terlihat(pembaca, tugas.filter(pembaca.kepada)).terbuka()
        case "dari":
            return _terlihat(pembaca, tugas.filter(dari_id=pembaca.user_id)).terbuka()
        case "semua":
            return _semua(pembaca)
        case _:
            giliran = jabatan.filter(status__in=(Status.DIPERIKSA_TU, Status.DIJAWAB))
            return _terlihat(pembaca, giliran, tugas.filter(pembaca.kepada)).terbuka()


def _terlihat(pembaca: Pembaca, *bagian: Any) -> SuratMasukQuerySet:
    """Letters of any of these parts, each found by its index; through the one door all the same."""
    kunci = [b.order_by().values("surat_id" if b.model is Disposisi else "pk") for b in bagian]
    gabung = kunci[0].union(*kunci[1:]) if len(kunci) > 1 else kunci[0]
    return SuratMasuk.objects.visible_to(pembaca.actor).filter(pk__in=gabung)


def _semua(pembaca: Pembaca) -> SuratMasukQuerySet:
    """Everything of a reader. Few are found by their keys; many by walking all letters, the newest first, which then
    ends soon.
    """
    terlihat = SuratMasuk.objects.visible_to(pembaca.actor)
    pegang = jabatan_kini(pembaca.user_id)
    tugas = Disposisi.objects.order_by().filter(pembaca.kepada | Q(dari_id=pembaca.user_id))
    jabatan = SuratMasuk.objects.order_by().filter(penerima__in=pegang).values_list("pk", flat=True)
    kunci = jabatan[: SEDIKIT + 1].union(tugas.values_list("surat_id", flat=True)[: SEDIKIT + 1], all=True)
    sedikit = list(kunci)
    if len(sedikit) <= SEDIKIT:
        return terlihat.filter(pk__in=sedikit)
    return terlihat.filter(Q(penerima__in=pegang) | Exists(tugas.filter(surat=OuterRef("pk"))))


def bertenggat(rows: SuratMasukQuerySet, pembaca: Pembaca) -> SuratMasukQuerySet:
    """With `tempo`: the day by which this reader has to do something, by his disposition or by the letter's stage."""
    batas = (
        Disposisi.objects.terbuka()
        .filter(pembaca.kepada | Q(dari_id=pembaca.user_id), surat=OuterRef("pk"))
        .order_by()
        .values("surat")
        .annotate(batas_terdekat=Min("batas"))
        .values("batas_terdekat")
    )
    return rows.annotate(
        tempo=Least(
            TruncDate("jatuh_tempo", tzinfo=WIB), Subquery(batas, output_field=DateField()), output_field=DateField()
        )
    )


class Daftar:
    """The filtered list of one reader. An unreadable filter finds nothing rather than everything."""

    def __init__(self, data: Mapping[str, Any], pembaca: Pembaca) -> None:
        self.pembaca = pembaca
        self.milik = milik_terpilih(data)
        self.form = SaringForm(data)

    @property
    def rows(self) -> SuratMasukQuerySet:
        """The list in its order: what is due first; everything by the day of receipt."""
        rows = bertenggat(pilih(self.milik, self.pembaca), self.pembaca)
        rows = self._saring(rows) if self.form.is_valid() else rows.none()
        if self.milik == "semua":
            return rows.order_by("-diterima_pada", "-id")
        return rows.order_by(F("tempo").asc(nulls_last=True), "id")

    def _saring(self, rows: SuratMasukQuerySet) -> SuratMasukQuerySet:
        isi = self.form.cleaned_data
        sama = {k: isi[k] for k in ("status", "kerahasiaan") if isi[k]}
        rows = rows.filter(**sama)
        if isi["lewat"]:
            rows = rows.terbuka().filter(Q(tempo__lt=self.pembaca.hari_ini))
        return cari(rows, isi["q"]) if isi["q"] else rows

    @property
    def aktif(self) -> dict[str, str]:
        """The filters in use: field -> value in words, for the chips."""
        bersih = self.form.cleaned_data if self.form.is_valid() else {}
        dipakai = {}
        for nama, nilai in bersih.items():
            if nilai and not self.form[nama].is_hidden:
                pilihan = dict(getattr(self.form.fields[nama], "choices", ()))
                dipakai[nama] = str(pilihan.get(nilai, f"“{nilai}”"))
        return dipakai


def cari(rows: SuratMasukQuerySet, teks: str) -> SuratMasukQuerySet:
    """A number or its beginning, or all words of the query by their stems; of secret letters only the number."""
    if NOMOR.fullmatch(teks.strip()):
        return rows.filter(nomor__startswith=teks.strip().upper())
    kata = blind.query(teks)
    return rows.filter(cari__contains=kata) if kata else rows.none()


def baca(daftar: "Daftar") -> tuple[dict[str, int], list[int]]:
    """In one query: how many letters each quick view holds that can be counted, and the keys of the list."""
    hitung = {k: terbatas.banyak(pilih(k, daftar.pembaca).order_by().values("pk")) for k in MILIK if k != "semua"}
    *jumlah, kunci = terbatas.tanya([*hitung.values(), terbatas.kunci(daftar.rows)], {})
    return dict(zip(hitung, jumlah, strict=True)), kunci


def baris(kunci: Sequence[int], pembaca: Pembaca) -> list[SuratMasuk]:
    """The letters of a page with what they refer to, in the order of their keys."""
    rows = SuratMasuk.objects.visible_to(pembaca.actor).filter(pk__in=kunci).select_related("instansi", "penerima")
    isi = {s.pk: s for s in bertenggat(rows.defer("cari"), pembaca)}
    return [isi[k] for k in kunci if k in isi]

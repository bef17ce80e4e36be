"""The desk's list of consultations: quick views, filters, search, order, pages, capped counts.

Whoever holds a right of compensation stands first, then what is due. Counts and pages stop at terbatas.BATAS.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from akun import blind, terbatas
from akun.actor import Actor
from akun.models import Unit
from akun.receipt import WIB
from konsultasi.models import Konsultasi, Subjek
from konsultasi.models.konsultasi import KonsultasiQuerySet
from konsultasi.permissions import unit_dilayani
from konsultasi.pilihan import DITERIMA_DIREKTUR, Kanal
from konsultasi.status import JANJI, TERBUKA, Status
from sla.models import Tenggat

NOMOR = re.compile(r"KNS\d{4,}", re.IGNORECASE)
LEWAT = "ya"
PANDANG: Mapping[str, Any] = {
    "saya": _("Untuk saya"),
    "baru": _("Belum ditugaskan"),
    "reviu": _("Reviu"),
    "temu": _("Pertemuan hari ini"),
    "semua": _("Semua"),
}
BELUM = (Status.DIAJUKAN, Status.DIVERIFIKASI)


@dataclass(frozen=True)
class Pembaca:
    """Whose desk it is, and when he looks."""

    actor: Actor
    now: datetime
    unit: Sequence[Unit] = field(default=())

    @classmethod
    def dari(cls, actor: Actor, now: datetime) -> "Pembaca":
        """The reader with the directorates that he serves; one query."""
        return cls(actor, now, unit_dilayani(actor))

    @property
    def unit_id(self) -> list[int]:
        """The keys of his directorates."""
        return [u.pk for u in self.unit]

    @property
    def dipangku(self) -> list[int]:
        """The keys of those of which he holds a post."""
        return [u.pk for u in self.unit if getattr(u, "dipangku", False)]

    @property
    def hari_ini(self) -> date:
        """Today in Jakarta."""
        return self.now.astimezone(WIB).date()

    @cached_property
    def sehari(self) -> tuple[datetime, datetime]:
        """When today begins and ends in Jakarta."""
        awal = datetime.combine(self.hari_ini, time.min, tzinfo=WIB)
        return awal, awal + timedelta(days=1)


def meja(pembaca: Pembaca) -> KonsultasiQuerySet:
    """The consultations of his directorates. One's own question is read as an applicant, never at the desk."""
    rows = Konsultasi.objects.visible_to(pembaca.actor).filter(unit__in=pembaca.unit_id)
    return rows.exclude(pemohon_id=pembaca.actor.petugas_id)


def pilih(kunci: str, pembaca: Pembaca) -> KonsultasiQuerySet:
    """The consultations of a quick view."""
    rows = meja(pembaca)
    match kunci:
        case "baru":
            return rows.filter(status__in=BELUM)
        case "reviu":
            return rows.filter(status=Status.REVIU_JAWABAN).exclude(petugas_id=pembaca.actor.petugas_id)
        case "temu":
            return _temu(rows, pembaca)
        case "semua":
            return rows
        case _:
            saya = Q(petugas_id=pembaca.actor.petugas_id, status__in=TERBUKA)
            direktur = Q(unit__in=pembaca.dipangku, diterima_direktur_pada__isnull=True, status__in=BELUM)
            return rows.filter(saya | direktur & Q(kanal__in=DITERIMA_DIREKTUR) if pembaca.dipangku else saya)


def _temu(rows: KonsultasiQuerySet, pembaca: Pembaca) -> KonsultasiQuerySet:
    """Who comes or is met today, and meetings that were begun and have no report yet."""
    hari = Q()
    for kolom in ("janji__slot__mulai", "janji__datang_pada", "pertemuan__mulai"):
        hari |= Q(**{f"{kolom}__gte": pembaca.sehari[0], f"{kolom}__lt": pembaca.sehari[1]})
    return rows.filter(Q(status=Status.BERLANGSUNG) | Q(status=Status.DIJADWALKAN) & hari)


def urut(rows: KonsultasiQuerySet, kunci: str) -> KonsultasiQuerySet:
    """The order of a quick view: the right of compensation first, then what is due; visitors as they came."""
    if kunci == "semua":
        return rows.order_by("-diterima_pada", "-id")
    if kunci != "temu":
        return rows.antrean()
    belum = ExpressionWrapper(Q(janji__datang_pada__isnull=True), output_field=BooleanField())
    return rows.order_by(
        belum, "-hak_prioritas", "janji__nomor_antrean", Coalesce("janji__slot__mulai", "pertemuan__mulai"), "id"
    )


class SaringForm(forms.Form):
    """The filters that stand in the URL. `pandang` is chosen by the quick views and travels along."""

    q = forms.CharField(
        label=_("Cari nomor, pertanyaan, pemohon"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kanal = forms.ChoiceField(label=_("Kanal"), required=False, choices=[("", _("Semua kanal")), *Kanal.choices])
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Semua status")), *Status.choices])
    subjek = forms.ModelChoiceField(
        label=_("Subjek"), required=False, queryset=Subjek.objects.all(), to_field_name="kode", empty_label=_("Semua")
    )
    lewat = forms.ChoiceField(
        label=_("Tenggat"), required=False, choices=[("", _("Semua tenggat")), (LEWAT, _("Lewat tenggat"))]
    )
    pandang = forms.CharField(required=False, widget=forms.HiddenInput())


class Daftar:
    """The filtered list of one reader. An unreadable filter finds nothing rather than everything."""

    def __init__(self, data: Mapping[str, Any], pembaca: Pembaca) -> None:
        self.pembaca = pembaca
        self.pandang = data["pandang"] if data.get("pandang") in PANDANG else next(iter(PANDANG))
        self.form = SaringForm(data)

    @property
    def rows(self) -> KonsultasiQuerySet:
        """The list in its order."""
        rows = pilih(self.pandang, self.pembaca)
        return urut(self._saring(rows) if self.form.is_valid() else rows.none(), self.pandang)

    def _saring(self, rows: KonsultasiQuerySet) -> KonsultasiQuerySet:
        isi = self.form.cleaned_data
        rows = rows.filter(**{k: isi[k] for k in ("kanal", "status", "subjek") if isi[k]})
        if isi["lewat"]:
            rows = rows.terbuka().filter(jatuh_tempo__lt=self.pembaca.now)
        return cari(rows, isi["q"]) if isi["q"] else rows

    @property
    def aktif(self) -> dict[str, str]:
        """The filters in use: field -> value in words, for the chips."""
        bersih = self.form.cleaned_data if self.form.is_valid() else {}
        return {n: self._kata(n, nilai) for n, nilai in bersih.items() if nilai and not self.form[n].is_hidden}

    def _kata(self, nama: str, nilai: Any) -> str:
        if isinstance(nilai, Subjek):
            return nilai.nama
        pilihan = dict(getattr(self.form.fields[nama], "choices", ()))
        return str(pilihan.get(nilai, f"“{nilai}”"))


def cari(rows: KonsultasiQuerySet, teks: str) -> KonsultasiQuerySet:
    """A number or its beginning, or all words of the query by their stems."""
    if NOMOR.fullmatch(teks.strip()):
        return rows.filter(nomor__startswith=teks.strip().upper())
    kata = blind.query(teks)
    return rows.filter(cari__contains=kata) if kata else rows.none()


def baca(daftar: Daftar) -> tuple[dict[str, int], list[int]]:
    """In one query: how many each quick view holds (but not of everything), and the keys of the list."""
    hitung = {k: terbatas.banyak(pilih(k, daftar.pembaca).order_by().values("pk")) for k in PANDANG if k != "semua"}
    *jumlah, kunci = terbatas.tanya([*hitung.values(), terbatas.kunci(daftar.rows)], {})
    return dict(zip(hitung, jumlah, strict=True)), kunci


def baris(kunci: Sequence[int], pembaca: Pembaca) -> list[Konsultasi]:
    """The consultations of a page in the order of their keys; `batas` is what is due, of a visitor his hour."""
    rujukan = ("instansi", "petugas", "subjek", "unit", "janji__slot", "pertemuan")
    isi = {k.pk: k for k in meja(pembaca).filter(pk__in=kunci).select_related(*rujukan).defer("cari")}
    menunggu = [k.pk for k in isi.values() if k.jatuh_tempo is None and k.status in TERBUKA]
    jam = Tenggat.objects.filter(objek_tipe=Konsultasi._meta.label_lower, objek_id__in=menunggu, kode=JANJI)
    janji = dict(jam.filter(berhenti_pada__isnull=True).values_list("objek_id", "jatuh_tempo")) if menunggu else {}
    for k in isi.values():
        k.__dict__["batas"] = k.jatuh_tempo or janji.get(k.pk)
    return [isi[k] for k in kunci if k in isi]

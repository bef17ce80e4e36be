"""The queue of a desk: quick views, filters, search, order, pages, capped counts.

What nobody has classified yet stands on top, because it may be an Emergency; then Emergency, Mayor, Minor; within a
class what is due first; then the LPSE with the right of compensation. Nothing here counts or sorts everything.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from akun import blind, terbatas
from akun.actor import Actor, Peran
from akun.prepared import Blank, prepared
from akun.ringkas import Ketik, Pilih, sekali
from akun.terbatas import Sql, satu_dari, tetap
from helpdesk.models import JenisGangguan, MejaLayanan, Regu, Tiket, TiketQuerySet
from helpdesk.models.tiket import ANTREAN, URUT_KELAS
from helpdesk.pilihan import Jenis, Kelas
from helpdesk.status import TERBUKA, Status

NOMOR = re.compile(r"TKT\d{2,}", re.IGNORECASE)
TERBARU = ("-diterima_pada", "-id")
TERESKALASI = (Status.ESKALASI_FUNGSIONAL, Status.ESKALASI_STRUKTURAL, Status.ESKALASI_LKPP)
MENUNGGU = (Status.MENUNGGU_PENGGUNA, *TERESKALASI)
KEPALA = frozenset({Peran.KEPALA_LPSE, Peran.PIMPINAN})
BELUM = "belum"
SEKARANG = Blank("now")
KOLOM = {"status": "status", "kelas": "kelas", "jenis": "jenis", "gangguan": "jenis_gangguan__kode", "regu": "regu"}
PANDANG: Mapping[str, Any] = {
    "perlu": _("Perlu dikerjakan"),
    "lewat": _("Lewat tenggat"),
    "milik": _("Milik saya"),
    "bebas": _("Belum ada pemegang"),
    "belum": _("Belum diklasifikasi"),
    "eskalasi": _("Dieskalasi"),
    "pending": _("Belum terjawab"),
    "terbuka": _("Semua terbuka"),
    "semua": _("Semua"),
}


@dataclass(frozen=True)
class Pembaca:
    """Whose queue it is, at which desk, and when he looks."""

    actor: Actor
    now: datetime
    meja: MejaLayanan | None

    @property
    def kepala(self) -> bool:
        """Heads decide on escalations; they hold no tickets."""
        return self.actor.peran in KEPALA

    @cached_property
    def regu(self) -> list[Regu]:
        """The teams of the desk."""
        return _regu(self.meja.pk) if self.meja else []


@prepared
def _regu(meja_id: int) -> QuerySet[Regu]:
    return Regu.objects.filter(meja_id=meja_id).order_by("nama")


@prepared
def _gangguan() -> "QuerySet[JenisGangguan, tuple[Any, ...]]":
    return JenisGangguan.objects.values_list("kode", "nama")


class SaringForm(forms.Form):
    """The filters that stand in the URL. `pandang` is chosen by the quick views and travels along."""

    q = forms.CharField(
        label=_("Cari nomor, isi, atau nama pelapor"),
        required=False,
        max_length=200,
        widget=Ketik(attrs={"type": "search"}),
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, widget=Pilih, choices=sekali([("", _("Semua status")), *Status.choices])
    )
    kelas = forms.ChoiceField(
        label=_("Kelas"),
        required=False,
        widget=Pilih,
        choices=sekali([("", _("Semua kelas")), *reversed(Kelas.choices), (BELUM, _("Belum diklasifikasi"))]),
    )
    jenis = forms.ChoiceField(
        label=_("Jenis tiket"), required=False, widget=Pilih, choices=sekali([("", _("Semua jenis")), *Jenis.choices])
    )
    gangguan = forms.ChoiceField(label=_("Jenis gangguan"), required=False, widget=Pilih)
    regu = forms.ChoiceField(label=_("Regu"), required=False, widget=Pilih)
    pandang = forms.CharField(required=False, widget=Ketik(attrs={"type": "hidden"}))

    def __init__(self, data: Mapping[str, Any], *, regu: Sequence[Regu]) -> None:
        super().__init__(data)
        gangguan = [("", _("Semua gangguan")), *_gangguan()]
        semua_regu = [("", _("Semua regu")), *((str(r.pk), r.nama) for r in regu)]
        for nama, pilihan in (("gangguan", gangguan), ("regu", semua_regu)):
            isian: Any = self.fields[nama]
            isian.choices = pilihan


def pandangan_untuk(pembaca: Pembaca) -> list[str]:
    """The quick views of a reader: heads hold no tickets."""
    return [k for k in PANDANG if not (pembaca.kepala and k == "milik")]


def pandang_terpilih(data: Mapping[str, Any], pembaca: Pembaca) -> str:
    """The key of the quick view that the URL asks for, or the first."""
    semua = pandangan_untuk(pembaca)
    return data["pandang"] if data.get("pandang") in semua else semua[0]


def pilih(kunci: str, pembaca: Pembaca) -> list[TiketQuerySet]:
    """The tickets of a quick view in the parts of which each has an index of its own; no ticket is in two."""
    return [_pilih(kunci, rows, pembaca) for rows in _di_meja(pembaca)]


def _pilih(kunci: str, rows: TiketQuerySet, pembaca: Pembaca) -> TiketQuerySet:
    buka = rows.filter(tetap("status", TERBUKA))
    match kunci:
        case "lewat":
            return buka.filter(jatuh_tempo__lt=pembaca.now)
        case "milik":
            return buka.filter(pemegang_id=pembaca.actor.user_id)
        case "bebas":
            return buka.filter(pemegang__isnull=True)
        case "belum":
            return buka.filter(tetap("jenis", [Jenis.GANGGUAN]), kelas_urut=0)
        case "eskalasi":
            return buka.filter(tetap("status", TERESKALASI))
        case "pending":
            return rows.filter(pending=True)
        case "terbuka":
            return buka
        case "semua":
            return rows
        case _:
            return _perlu(buka, pembaca)


def _di_meja(pembaca: Pembaca) -> list[TiketQuerySet]:
    """What the desk works on, which is his own and so all in his sight; LKPP's recorded and what was escalated to it.

    As one condition the two would have no order that an index knows.
    """
    meja, rows = pembaca.meja, Tiket.objects.all()
    if meja is None:
        return []
    milik = rows.filter(meja=meja)
    return [milik, rows.filter(~Q(meja=meja), lkpp=True)] if meja.is_lkpp else [milik]


def _perlu(buka: TiketQuerySet, pembaca: Pembaca) -> TiketQuerySet:
    """What waits for this person: his own and what nobody holds; for a head the escalations to him."""
    if pembaca.kepala:
        return buka.filter(tetap("status", [Status.ESKALASI_STRUKTURAL]))
    bebas = Q(pemegang__isnull=True) | Q(pemegang_id=pembaca.actor.user_id)
    di_sini = Q(tetap("status", [s for s in TERBUKA if s not in MENUNGGU]))
    if pembaca.meja and pembaca.meja.is_lkpp:
        asal = (di_sini & Q(meja=pembaca.meja)) | (Q(tetap("status", [Status.ESKALASI_LKPP])) & Q(di_lkpp=True))
        return buka.filter(asal).filter(bebas)
    return buka.filter(di_sini).filter(bebas)


class Daftar:
    """The filtered queue of one reader. An unreadable filter finds nothing rather than everything."""

    def __init__(self, data: Mapping[str, Any], pembaca: Pembaca) -> None:
        self.pembaca = pembaca
        self.pandang = pandang_terpilih(data, pembaca)
        self.form = SaringForm(data, regu=pembaca.regu)

    @property
    def mirip(self) -> bool:
        """Words were searched for, which a second look may find in titles that are only similar."""
        return bool(self.form.is_valid() and self.form.cleaned_data["q"])

    def kunci(self, *, mirip: bool = False) -> Sql:
        """The keys of the list in its order; everything by the day of receipt."""
        if not self.form.is_valid():
            return terbatas.kunci(Tiket.objects.none())
        urut = TERBARU if self.pandang == "semua" else ANTREAN
        return terbatas.kunci_gabungan(self.bagian(mirip=mirip) or [Tiket.objects.none()], urut)

    def bagian(self, *, mirip: bool = False) -> list[TiketQuerySet]:
        """The filtered list in its parts, in no order; the filter has been found readable."""
        return [self._saring(rows, mirip=mirip) for rows in pilih(self.pandang, self.pembaca)]

    def _saring(self, rows: TiketQuerySet, *, mirip: bool) -> TiketQuerySet:
        isi = self.form.cleaned_data
        sama = {kolom: isi[k] for k, kolom in KOLOM.items() if isi[k]}
        if sama.get("kelas") == BELUM:
            sama["kelas"] = ""
        elif "kelas" in sama:
            sama["kelas_urut"] = URUT_KELAS[sama["kelas"]]  # which the index of the queue has
        rows = rows.filter(**sama)
        if not isi["q"]:
            return rows
        return rows.filter(judul__trigram_word_similar=isi["q"]) if mirip else cari(rows, isi["q"])

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


def cari(rows: TiketQuerySet, teks: str) -> TiketQuerySet:
    """A number or its beginning; else words of the report by their stems, or of the reporter's name and addresses."""
    if NOMOR.fullmatch(teks.strip()):
        return rows.filter(nomor__startswith=teks.strip().upper())
    isi = Q(teks=SearchQuery(teks, config="indonesian", search_type="websearch"))
    kata = blind.query(teks)
    return rows.filter(isi | Q(cari__contains=kata)) if kata else rows.filter(isi)


def baca(daftar: Daftar) -> tuple[dict[str, int], list[int]]:
    """In one query: how many tickets each quick view holds, and the keys of the list; BATAS + 1 at most.

    What is not found by its words is looked for once more among similar titles.
    """
    pembaca, jumlah = daftar.pembaca, dict[str, int]()
    hitung = _hitungan(pembaca.actor, pembaca.meja)
    bagian = [sql for _k, sql in hitung]
    if daftar.mirip:
        banyak, kunci = terbatas.tanya(bagian, {"now": pembaca.now}) if bagian else [], _cari_kunci(daftar.kunci())
    else:
        *banyak, kunci = terbatas.tanya([*bagian, daftar.kunci()], {"now": pembaca.now})
    for (nama, _sql), n in zip(hitung, banyak, strict=True):
        jumlah[nama] = min(jumlah.get(nama, 0) + n, terbatas.BATAS + 1)
    if not kunci and daftar.mirip:
        kunci = _cari_kunci(daftar.kunci(mirip=True))
    return {k: jumlah.get(k, 0) for k in pandangan_untuk(pembaca) if k != "semua"}, kunci


def _cari_kunci(sql: Sql) -> list[int]:
    """The keys of a search, planned for its words each time: a common word is best met walking the list in its order, a
    rare one by its index, and a plan that the server keeps for all words takes one way for both.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql.teks}", sql.nilai)
        kunci: list[int] = cursor.fetchone()[0]
    return kunci


@dataclass(frozen=True)
class _Kapanpun(Pembaca):
    """A reader at no time in particular: where the time belongs, the SQL has a blank of that name."""

    now: Any = SEKARANG
    meja: MejaLayanan | None = None


@lru_cache(maxsize=500)
def _hitungan(actor: Actor, meja: MejaLayanan | None) -> list[tuple[str, Sql]]:
    """What counts the quick views of a reader, by parts: written once, because nothing but the time changes in it.

    It asks for a column that stands in every index of the queue, so that it reads the index alone.
    """
    pembaca = _Kapanpun(actor, meja=meja)
    bagian = [(k, rows) for k in pandangan_untuk(pembaca) if k != "semua" for rows in pilih(k, pembaca)]
    return [(k, terbatas.banyak(rows.order_by().values("meja"))) for k, rows in bagian]


class Baris(NamedTuple):
    """A ticket as the queue lists it: plain values, nothing sealed."""

    pk: int
    nomor: str
    judul: str
    jenis: str
    kelas: str
    status: str
    jatuh_tempo: datetime | None
    diterima_pada: datetime
    pemegang_id: int | None
    hak_prioritas: bool
    pending: bool
    lkpp: bool
    pemegang: str | None
    meja: str
    kalender: str


@prepared
def _baris(kunci: list[int]) -> "QuerySet[Tiket, tuple[Any, ...]]":
    rows = Tiket.objects.filter(satu_dari("pk", kunci))
    return rows.values_list(*Baris._fields[:-3], "pemegang__nama", "meja__unit__nama", "meja__kalender_id")


def baris(kunci: Sequence[int]) -> list[Baris]:
    """The tickets of a page with the names they refer to, in the order of their keys."""
    isi = {row[0]: Baris(*row) for row in _baris(list(kunci))}
    return [isi[k] for k in kunci if k in isi]

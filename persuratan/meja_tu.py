"""The inbox of TU: what is to be checked comes first. Lists are read as envelopes, from one index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from akun import terbatas
from akun.actor import Actor, Peran
from akun.prepared import prepared
from akun.receipt import WIB
from akun.terbatas import BATAS, Sql, satu_dari
from persuratan.forms.tu import SaringTuForm
from persuratan.models import SuratMasuk, SuratMasukQuerySet
from persuratan.models.masuk import AKHIR
from persuratan.pilihan import PERORANGAN_SAJA
from persuratan.status import Status
from persuratan.tabel import NOMOR, cari

PANDANG: Mapping[str, tuple[Any, str]] = {
    "perlu": (_("Perlu diperiksa"), Status.TERKIRIM),
    "disposisi": (_("Menunggu disposisi"), Status.DIPERIKSA_TU),
    "kembali": (_("Dikembalikan"), Status.DIKEMBALIKAN),
    "arsip": (_("Siap diarsipkan"), Status.SELESAI),
    "semua": (_("Semua"), ""),
}
TERBARU = ("-diterima_pada", "-id")
TERDEKAT = ("jatuh_tempo", "id")
LUAR = ("pk", "nomor", "penerima__jabatan", "kerahasiaan", "diterima_pada", "status", "jatuh_tempo")
DALAM = ("nomor", "segel_id", "nama_segel", "instansi_segel", "perihal_segel", "kanal", "instansi__nama")


@dataclass(frozen=True)
class Baris:
    """A row: the envelope, and what may be read of the letter (nothing of a secret one)."""

    isi: SuratMasuk | None
    pk: int
    nomor: str
    pejabat: str
    kerahasiaan: str
    diterima_pada: datetime
    status: str
    jatuh_tempo: datetime | None


class Kotak:
    """The filtered inbox of one officer. An unreadable filter finds nothing rather than everything."""

    def __init__(self, data: Mapping[str, Any], *, actor: Actor, now: datetime) -> None:
        self.actor, self.now = actor, now
        self.pandang = data["pandang"] if data.get("pandang") in PANDANG else "perlu"
        self.form = SaringTuForm(data)

    def baca(self) -> tuple[dict[str, int], list[int]]:
        """In one query: how many letters each quick view has, and the keys of the list in its order.

        BATAS + 1 at most: so are they counted as well.
        """
        daftar = [terbatas.kunci(rows) for rows in self.bagian()]
        *jumlah, satu, dua = terbatas.tanya([*_hitungan(self.actor), *(daftar + [KOSONG] * 2)[:2]], {})
        return dict(zip(PANDANG, jumlah, strict=True)), (satu + dua)[: BATAS + 1]

    def bagian(self) -> list[SuratMasukQuerySet]:
        """The list in its order; everything is what waits for TU, then the newest."""
        if not self.form.is_valid():
            return []
        rows = self._saring(_pilih(self.actor, self.pandang))
        if self.pandang in {"perlu", "disposisi"}:
            return [rows.order_by(*TERDEKAT)]
        if self.pandang in {"kembali", "arsip"} or self.form.cleaned_data["status"]:
            return [rows.order_by(*TERBARU)]
        perlu = rows.filter(status=Status.TERKIRIM).order_by(*TERDEKAT)
        return [perlu, rows.exclude(status=Status.TERKIRIM).order_by(*TERBARU)]

    def _saring(self, rows: SuratMasukQuerySet) -> SuratMasukQuerySet:
        isi = self.form.cleaned_data
        rows = rows.filter(**{k: isi[k] for k in ("kanal", "penerima", "kerahasiaan", "status") if isi[k]})
        if isi["lewat"]:
            rows = rows.filter(jatuh_tempo__lt=self.now).exclude(status__in=AKHIR)
        if isi["dari"]:
            rows = rows.filter(diterima_pada__gte=_awal(isi["dari"]))
        if isi["sampai"]:
            rows = rows.filter(diterima_pada__lt=_awal(isi["sampai"] + timedelta(days=1)))
        return _cari(rows, isi["q"]) if isi["q"] else rows

    @property
    def aktif(self) -> dict[str, str]:
        """The filters in use: field -> value in words, for the chips."""
        bersih = self.form.cleaned_data if self.form.is_valid() else {}
        dipakai = {}
        for nama, nilai in bersih.items():
            if nilai and not self.form[nama].is_hidden:
                kata = {str(k): v for k, v in getattr(self.form.fields[nama], "choices", ())}
                teks = f"{nilai:%d/%m/%Y}" if isinstance(nilai, date) else str(nilai)
                dipakai[nama] = str(kata.get(teks, f"“{teks}”" if nama == "q" else teks))
        return dipakai

    def baris(self, kunci: Sequence[int]) -> list[Baris]:
        """The rows of a page, in the order of their keys. Of secret letters nothing but the envelope is read."""
        isi = {s.pk: s for s in _isi(list(kunci), self.actor.petugas_id)}
        ada = {row[0]: Baris(isi.get(row[0]), *row) for row in _amplop(list(kunci))}
        return [ada[k] for k in kunci if k in ada]


KOSONG = Sql("ARRAY[]::bigint[]", ())


def _pilih(actor: Actor, kunci: str) -> SuratMasukQuerySet:
    """The envelopes of a quick view."""
    rows = SuratMasuk.objects.amplop(actor)
    status = PANDANG[kunci][1]
    return rows.filter(status=status) if status else rows


@lru_cache(maxsize=100)
def _hitungan(actor: Actor) -> list[Sql]:
    """What counts the quick views, written once; it asks for a column that stands in every index of the desk."""
    return [terbatas.banyak(_pilih(actor, kunci).order_by().values("jatuh_tempo")) for kunci in PANDANG]


@prepared
def _amplop(kunci: list[int]) -> "QuerySet[SuratMasuk, tuple[Any, ...]]":
    rows = SuratMasuk.objects.amplop(Actor("", Peran.PETUGAS_TU))
    return rows.filter(satu_dari("pk", kunci)).values_list(*LUAR)


@prepared
def _isi(kunci: list[int], user_id: int) -> "QuerySet[SuratMasuk]":
    rows = SuratMasuk.objects.visible_to(Actor("", Peran.PETUGAS_TU, user_id)).filter(satu_dari("pk", kunci))
    return rows.exclude(kerahasiaan__in=PERORANGAN_SAJA).select_related("instansi").only(*DALAM)


def _cari(rows: SuratMasukQuerySet, teks: str) -> SuratMasukQuerySet:
    """By number or by words. Numbers are looked up first: their index knows no order of days."""
    if not NOMOR.fullmatch(teks.strip()):
        return cari(rows, teks)
    cocok = cari(SuratMasuk.objects.order_by(), teks).values_list("pk", flat=True)
    return rows.filter(pk__in=list(cocok[: BATAS + 1]))


def _awal(hari: date) -> datetime:
    return datetime.combine(hari, time(), tzinfo=WIB)

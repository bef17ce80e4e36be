"""The inbox of TU: what is to be checked comes first. Lists are read as envelopes, from one index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from akun.receipt import WIB
from persuratan.forms.tu import SaringTuForm
from persuratan.models import SuratMasuk, SuratMasukQuerySet
from persuratan.models.masuk import AKHIR
from persuratan.status import Status
from persuratan.tabel import BATAS, NOMOR, PER_HALAMAN, cari, hitung

PANDANG: Mapping[str, tuple[Any, str]] = {
    "perlu": (_("Perlu diperiksa"), Status.TERKIRIM),
    "disposisi": (_("Menunggu disposisi"), Status.DIPERIKSA_TU),
    "kembali": (_("Dikembalikan"), Status.DIKEMBALIKAN),
    "semua": (_("Semua"), ""),
}
TERBARU = ("-diterima_pada", "-id")
TERDEKAT = ("jatuh_tempo", "id")


@dataclass(frozen=True)
class Baris:
    """A row: the envelope, and what may be read of the letter (nothing of a secret one)."""

    amplop: SuratMasuk
    isi: SuratMasuk | None


class Kotak:
    """The filtered inbox of one officer. An unreadable filter finds nothing rather than everything."""

    def __init__(self, data: Mapping[str, Any], *, actor: Actor, now: datetime) -> None:
        self.actor, self.now = actor, now
        self.pandang = data["pandang"] if data.get("pandang") in PANDANG else "perlu"
        self.form = SaringTuForm(data)

    def jumlah(self) -> dict[str, int]:
        """How many letters each quick view has, up to BATAS + 1; one query."""
        return hitung({kunci: self._pilih(kunci) for kunci in PANDANG})

    def kunci(self) -> list[int]:
        """The keys of the list in its order, BATAS + 1 at most: they are read once, and that counts them as well."""
        if not self.form.is_valid():
            return []
        rows = self._saring(self._pilih(self.pandang))
        if self.pandang in {"perlu", "disposisi"}:
            return _ambil(rows.order_by(*TERDEKAT))
        if self.pandang == "kembali" or self.form.cleaned_data["status"]:
            return _ambil(rows.order_by(*TERBARU))
        dulu = _ambil(rows.filter(status=Status.TERKIRIM).order_by(*TERDEKAT))
        return dulu + _ambil(rows.exclude(status=Status.TERKIRIM).order_by(*TERBARU), BATAS + 1 - len(dulu))

    def _pilih(self, kunci: str) -> SuratMasukQuerySet:
        rows = SuratMasuk.objects.amplop(self.actor)
        status = PANDANG[kunci][1]
        return rows.filter(status=status) if status else rows

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
                tetap = dict(getattr(self.form.fields[nama], "choices", ())) if isinstance(nilai, str) else {}
                teks = f"{nilai:%d/%m/%Y}" if isinstance(nilai, date) else str(nilai)
                dipakai[nama] = str(tetap.get(nilai, f"“{teks}”" if nama == "q" else teks))
        return dipakai

    def baris(self, kunci: Sequence[int]) -> list[Baris]:
        """The rows of a page, in the order of their keys. Of secret letters nothing but the envelope is read."""
        amplop = SuratMasuk.objects.amplop(self.actor).filter(pk__in=kunci)
        kolom = ("segel_id", "nama_segel", "instansi_segel", "perihal_segel", "kanal", "instansi__nama")
        ada = {s.pk: s for s in amplop.select_related("penerima")}
        buka = [s.pk for s in ada.values() if not s.rahasia]
        terbaca = SuratMasuk.objects.visible_to(self.actor).filter(pk__in=buka)
        isi = {s.pk: s for s in terbaca.select_related("instansi").only(*kolom)}
        return [Baris(ada[k], isi.get(k)) for k in kunci if k in ada]


class Halaman(Paginator[int]):
    """Pages over keys that were read already."""

    def __init__(self, kunci: Sequence[int]) -> None:
        super().__init__(list(kunci[:BATAS]), PER_HALAMAN)


def _cari(rows: SuratMasukQuerySet, teks: str) -> SuratMasukQuerySet:
    """By number or by words. Numbers are looked up first: their index knows no order of days."""
    if not NOMOR.fullmatch(teks.strip()):
        return cari(rows, teks)
    return rows.filter(pk__in=_ambil(cari(SuratMasuk.objects.order_by(), teks)))


def _ambil(rows: SuratMasukQuerySet, banyak: int = BATAS + 1) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:banyak])


def _awal(hari: date) -> datetime:
    return datetime.combine(hari, time(), tzinfo=WIB)

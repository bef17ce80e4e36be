"""Golden totals: every figure is counted a second time by laporan.pembanding and compared number by number."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from laporan import efektivitas, papan_skor, pembanding
from laporan.angka.beban import SEGERA
from laporan.angka.bentuk import Angka, Bagian, Bilangan, Deret, Hasil, Ketepatan, Lamanya, Muatan, Rincian
from laporan.angka.daftar import SEMUA
from laporan.angka.jam import KODE
from laporan.saringan import Saringan
from sla import office

SEHARI, DUA_HARI = 86_400, 172_800
Isi = Mapping[str, tuple[float, ...]]
"""Code -> numbers; what is zero throughout is left out."""


@dataclass(frozen=True, slots=True)
class Beda:
    """A number that was counted differently."""

    angka: str
    kode: str
    tampil: tuple[float, ...]  # as the portal shows it
    polos: tuple[float, ...]  # by plain SQL

    def __str__(self) -> str:
        return f"{self.angka} {self.kode!r}: tampil {self.tampil or 0}, SQL {self.polos or 0}"


def periksa(*, dari: datetime, sampai: datetime, now: datetime) -> Iterator[tuple[str, list[Beda]]]:
    """Each figure of the period with what differs in it."""
    nilai = {"dari": dari, "sampai": sampai, "kini": now, "kode": list(KODE)}
    nilai |= {"segera": office.kalender().closing_after(now, SEGERA)}
    for kode, angka in SEMUA.items():
        yield kode, list(_angka(angka, nilai, now=now))
    yield "papan_skor", list(_beda("papan_skor", _papan(dari, sampai), _polos(pembanding.PAPAN, nilai)))
    paket = efektivitas.per_instansi(dari=dari, sampai=sampai)
    tampil = {str(pk or ""): (satu.diadukan, satu.dieskalasi) for pk, satu in paket.items()}
    yield "paket", list(_beda("paket", tampil, _polos(pembanding.PER_INSTANSI, nilai)))


def _angka(angka: Angka, nilai: Mapping[str, Any], *, now: datetime) -> Iterator[Beda]:
    hasil = angka.hitung(Saringan(nilai["dari"], nilai["sampai"]), now)
    if isinstance(hasil, Deret):
        polos = _aliran(pembanding.ALIRAN[angka.kode], nilai, hasil)
    else:
        polos = _polos(pembanding.SQL[angka.kode], nilai)
    if isinstance(hasil, Rincian) and "#" not in polos:
        polos = {**polos, "#": (sum(n for (n,) in polos.values()),)}
    if isinstance(hasil, Lamanya):
        polos = {kode: (n, _bulat(tengah), _bulat(ujung)) for kode, (n, tengah, ujung) in polos.items()}
    yield from _beda(angka.kode, ringkas(hasil), polos)


def ringkas(hasil: Hasil) -> Isi:
    """A result as code and numbers."""
    match hasil:
        case Bilangan():
            return {"": (hasil.nilai or 0,)}
        case Bagian():
            return {"": (hasil.x, hasil.n)}
        case Rincian():
            return {**{b.kode: (b.jumlah,) for b in hasil.baris}, "#": (hasil.jumlah,)}
        case Deret():
            isi = hasil.deret.items()
            return {f"{nama}:{k}": (n or 0,) for nama, satu in isi for k, n in zip(hasil.kode, satu, strict=True)}
        case Lamanya():
            return {b.kode: (b.n, b.median or 0, b.p90 or 0) for b in hasil.baris}
        case Ketepatan():
            return {b.kode: (b.tepat, b.telat) for b in hasil.baris}
        case Muatan():
            return {b.kode: (b.terbuka, b.lewat, b.segera) for b in hasil.baris}


def _bulat(detik: float) -> float:
    """A duration in days, rounded as the figure says."""
    ember = SEHARI // 100 if detik < DUA_HARI else SEHARI // 10
    return round((detik + ember // 2) // ember * ember / SEHARI, 2)


def _papan(dari: datetime, sampai: datetime) -> Isi:
    hitungan = papan_skor.hitung(dari=dari, sampai=sampai)
    return {str(pk): tuple(n for u in papan_skor.UKURAN for n in (isi[u].n, isi[u].x)) for pk, isi in hitungan.items()}


def _baca(sql: str, nilai: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, nilai)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _polos(sql: str, nilai: Mapping[str, Any]) -> Isi:
    return {kode: tuple(float(n) for n in angka) for kode, *angka in _baca(sql, nilai)}


def _aliran(sql: str, nilai: Mapping[str, Any], hasil: Deret) -> Isi:
    """Days put into the days, weeks or months of the figure."""
    awal, jumlah = [date.fromisoformat(k) for k in hasil.kode], Counter[str]()
    for nama, hari, n in _baca(sql, nilai):
        jumlah[f"{nama}:{awal[bisect_right(awal, hari) - 1].isoformat()}"] += n
    return {kode: (float(n),) for kode, n in jumlah.items()}


def _beda(angka: str, tampil: Isi, polos: Isi) -> Iterator[Beda]:
    for kode in sorted({*tampil, *polos}):
        satu, lain = tampil.get(kode, ()), polos.get(kode, ())
        if satu != lain and (any(satu) or any(lain)):
            yield Beda(angka, kode, satu, lain)

"""Parameters of a list, and its pages: newest first, each page goes on after the last row of the one before."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Schema
from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from akun.receipt import WIB
from laporan.api.pintu import PermintaanBerkunci
from laporan.saringan import awal_hari

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MIKRODETIK = timedelta(microseconds=1)
TERTUA, TERMUDA = date(2000, 1, 1), date(2200, 12, 31)
PENUNJUK = r"^[0-9a-f]{1,13}-[0-9a-f]{1,15}$"
HARI = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class SatuDari:
    """One of these words."""

    nilai: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._kenal, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema) | {"enum": list(self.nilai)}

    def _kenal(self, nilai: str) -> str:
        if nilai not in self.nilai:
            raise ValueError(_("Pilih salah satu: %(pilihan)s.") % {"pilihan": ", ".join(self.nilai)})
        return nilai


def satu_dari(nilai: list[Any]) -> SatuDari:
    """One of the values of a list of choices."""
    return SatuDari(tuple(str(satu) for satu in nilai))


def _hari(nilai: Any) -> Any:
    """A day as ISO writes it, and nothing else that could be read as one."""
    if isinstance(nilai, str) and HARI.fullmatch(nilai):
        try:
            return date.fromisoformat(nilai)
        except ValueError:
            pass
    raise ValueError(_("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-11-21."))


Hari = Annotated[date, BeforeValidator(_hari), WithJsonSchema({"type": "string", "format": "date"})]


def _ya(nilai: Any) -> bool:
    """true or false, and no other word for them."""
    if nilai in ("true", "false"):
        return bool(nilai == "true")
    raise ValueError(_("Tulis true atau false."))


YaTidak = Annotated[bool, BeforeValidator(_ya)]
Terbuka = Annotated[
    YaTidak | None, Field(description=gettext_noop("true: yang masih dikerjakan; false: yang sudah berakhir."))
]
Berikut = Annotated[
    str | None, Field(description=gettext_noop("Nilai `setelah` untuk halaman berikutnya; null bila sudah habis."))
]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Halaman(Schema):
    """How much of a list, and after which row."""

    batas: int = Field(50, ge=1, le=200, description=gettext_noop("Berapa baris paling banyak."))
    setelah: str | None = Field(
        None, pattern=PENUNJUK, description=gettext_noop("Isi `berikut` dari jawaban sebelumnya.")
    )


class HalamanWaktu(Halaman):
    """The same, of what came in between two days."""

    sejak: Hari | None = Field(None, description=gettext_noop("Masuk pada hari ini atau sesudahnya (WIB)."))
    sampai: Hari | None = Field(None, description=gettext_noop("Masuk pada hari ini atau sebelumnya (WIB)."))

    def syarat(self, kolom: str) -> Q:
        """The condition on the column of the moment when it came in."""
        syarat = Q()
        if self.sejak:
            syarat &= Q(**{f"{kolom}__gte": awal_hari(_wajar(self.sejak))})
        if self.sampai:
            syarat &= Q(**{f"{kolom}__lt": awal_hari(_wajar(self.sampai) + timedelta(days=1))})
        return syarat


def _wajar(hari: date) -> date:
    """Within the years that the portal can have."""
    return min(max(hari, TERTUA), TERMUDA)


def sehalaman(
    request: PermintaanBerkunci,
    rows: "QuerySet[Any, Any]",
    halaman: Halaman,
    *,
    waktu: str,
    kolom: Mapping[str, str],
    bentuk: Callable[[dict[str, Any]], dict[str, Any]],
) -> dict[str, Any]:
    """One page of `rows`, newest by `waktu` first. `kolom` are read (answer's name -> ORM's), `bentuk` shapes a row."""
    if halaman.setelah:
        pada, pk = _baca_penunjuk(halaman.setelah)
        rows = rows.filter(Q(**{f"{waktu}__lt": pada}) | Q(pk__lt=pk), **{f"{waktu}__lte": pada})
    terbaca = list(rows.order_by(f"-{waktu}", "-pk").values("pk", waktu, *kolom.values())[: halaman.batas + 1])
    isi = terbaca[: halaman.batas]
    request.jumlah_baris = len(isi)
    berikut = penunjuk(isi[-1][waktu], isi[-1]["pk"]) if len(terbaca) > len(isi) else None
    return {"data": [bentuk({nama: b[asal] for nama, asal in kolom.items()}) for b in isi], "berikut": berikut}


def satu(request: PermintaanBerkunci, rows: "QuerySet[Any, Any]", kolom: Mapping[str, str]) -> dict[str, Any] | None:
    """The one row of `rows` with its key `pk`, or None."""
    baris = rows.values("pk", *kolom.values()).first()
    if baris is None:
        return None
    request.jumlah_baris = 1
    return {"pk": baris["pk"]} | {nama: baris[asal] for nama, asal in kolom.items()}


def penunjuk(pada: datetime, pk: int) -> str:
    """Where a page ended."""
    return f"{(pada - EPOCH) // MIKRODETIK:x}-{pk:x}"


def _baca_penunjuk(teks: str) -> tuple[datetime, int]:
    mikro, _strip, pk = teks.partition("-")
    return EPOCH + int(mikro, 16) * MIKRODETIK, int(pk, 16)


def hari(pada: datetime | None) -> date | None:
    """The day in WIB."""
    return pada.astimezone(WIB).date() if pada else None


def rujuk(baris: dict[str, Any], nama: str, *, kunci: str = "id") -> dict[str, Any] | None:
    """Two columns, `<nama>_<kunci>` and `<nama>_nama`, as one object; None where there is none."""
    pengenal, sebutan = baris.pop(f"{nama}_{kunci}"), baris.pop(f"{nama}_nama")
    return None if pengenal is None else {kunci: pengenal, "nama": sebutan}

"""Loads what every installation starts with: regions, institutions, LKPP's units and posts.

Every loader may be repeated. Regions follow the file; everything else that exists is left as the officers made it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from akun.models import Instansi, Pejabat, Unit, Wilayah
from akun.nama_instansi import PEMISAH_ALIAS, alias_daerah, ejaan, resmi

DATA = Path(__file__).parent / "data"
ALIAS_LAIN = {"31": ("DKI Jakarta", "Daerah Khusus Jakarta"), "34": ("DI Yogyakarta", "DIY")}


@dataclass(frozen=True)
class Dimuat:
    """What a loader did: `baru` rows added, `ada` rows that were there before."""

    nama: str
    baru: int
    ada: int


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header, UTF-8."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_wilayah() -> Dimuat:
    """Provinces, kabupaten and kota; names follow the file when it is renewed."""
    ada = set(Wilayah.objects.values_list("kode", flat=True))
    rows = [
        Wilayah(
            kode=r["kode"],
            induk_id=r["kode_induk"] or None,
            jenis=r["jenis"],
            nama=r["nama"],
            otonom=r["otonom"] == "1",
        )
        for r in rows_of(DATA / "wilayah.csv")
    ]
    Wilayah.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kode"], update_fields=["induk", "jenis", "nama", "otonom"]
    )
    return Dimuat("Wilayah", len({r.kode for r in rows} - ada), len(ada))


@transaction.atomic
def load_instansi() -> Dimuat:
    """Ministries, agencies and the 546 local governments; an institution known by any of its names is left alone."""
    semua = list(Instansi.objects.all())
    dikenal = {e for i in semua for e in ejaan(i)}
    berwilayah = {i.wilayah_id for i in semua}
    calon = [Instansi(**r) for r in rows_of(DATA / "instansi_pusat.csv")]
    baru = [i for i in calon if not ejaan(i) & dikenal]
    baru += [i for i in _pemda() if i.wilayah_id not in berwilayah and not ejaan(i) & dikenal]
    Instansi.objects.bulk_create(baru)
    return Dimuat("Instansi", len(baru), len(semua))


def _pemda() -> Iterator[Instansi]:
    for w in Wilayah.objects.filter(otonom=True):
        alias = PEMISAH_ALIAS.join((alias_daerah(w.nama, w.jenis), *ALIAS_LAIN.get(w.kode, ())))
        yield Instansi(nama=resmi(w.nama, w.jenis), jenis=w.jenis, wilayah=w, alias=alias)


@transaction.atomic
def load_unit() -> Dimuat:
    """LKPP's units by their code; names and places of units that exist are left alone."""
    units = {u.kode: u for u in Unit.objects.all()}
    ada = len(units)
    for r in rows_of(DATA / "unit.csv"):
        if r["kode"] not in units:
            units[r["kode"]] = Unit.objects.create(kode=r["kode"], nama=r["nama"], induk=units.get(r["induk"]))
    return Dimuat("Unit LKPP", len(units) - ada, ada)


@transaction.atomic
def load_pejabat() -> Dimuat:
    """Posts that letters are addressed to, for units that have none yet: a renamed post does not come back."""
    berpejabat = set(Pejabat.objects.values_list("unit__kode", flat=True))
    ada = Pejabat.objects.count()
    units = {u.kode: u for u in Unit.objects.all()}
    rows = [r for r in rows_of(DATA / "pejabat.csv") if r["unit"] not in berpejabat]
    Pejabat.objects.bulk_create([Pejabat(jabatan=r["jabatan"], unit=units[r["unit"]]) for r in rows])
    return Dimuat("Pejabat LKPP", len(rows), ada)


LOADERS = (load_wilayah, load_instansi, load_unit, load_pejabat)

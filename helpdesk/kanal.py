"""Where to turn: LKPP's helpdesk and consultation with their limits (SK 234/2024), and who helps with other matters."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "kanal.csv"


@dataclass(frozen=True)
class Kanal:
    """One way to reach somebody; texts in both languages, empty where there is nothing to say."""

    kode: str
    jenis: str
    nama: str
    untuk: str
    syarat: str
    batas: str
    telepon: str
    surel: str
    situs: str

    @property
    def sambungan(self) -> str:
        """The phone number as a link dials it: extensions are asked for after the call is taken."""
        nomor = "".join(c for c in self.telepon.partition("ext")[0] if c.isdigit())
        return f"+62{nomor[1:]}" if nomor.startswith("0") else nomor

    @property
    def nama_situs(self) -> str:
        """The website's address without its beginning."""
        return self.situs.removeprefix("https://").removeprefix("www.")


@cache
def _read(bahasa: str) -> tuple[Kanal, ...]:
    def kata(row: dict[str, str], kolom: str) -> str:
        return row[f"{kolom}_en"] if bahasa == "en" else row[kolom]

    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(
            Kanal(
                **{k: row[k] for k in ("kode", "jenis", "telepon", "surel", "situs")},
                **{k: kata(row, k) for k in ("nama", "untuk", "syarat", "batas")},
            )
            for row in csv.DictReader(file)
        )


def semua(jenis: str) -> list[Kanal]:
    """The channels of a kind (helpdesk, keberatan, lembaga) in the active language, in the file's order."""
    bahasa = "en" if (get_language() or "id").startswith("en") else "id"
    return [k for k in _read(bahasa) if k.jenis == jenis]

"""From rounds to a table: medians over the rounds, targets, and whether they are reached. No Django here."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.plan import LANTAI, PORTAL


@dataclass(frozen=True)
class Target:
    """What is promised: milliseconds at p95, queries at most, and a share of the floor's throughput."""

    p95: float = math.inf
    kueri: int | None = None
    rasio: float = 0.0

    def __str__(self) -> str:
        parts = [f"p95 < {self.p95:.0f} ms"] if self.p95 < math.inf else []
        parts += [f"kueri <= {self.kueri}"] if self.kueri is not None else []
        parts += [f"rasio >= {_comma(self.rasio, 2)}"] if self.rasio else []
        return ", ".join(parts) or "-"


SASARAN: Mapping[str, Target] = {
    "status": Target(p95=50, rasio=0.5),
    "pengajuan": Target(p95=250, rasio=1 / 3),
    "meja": Target(p95=100, kueri=12, rasio=0.5),
    "langka": Target(p95=100, rasio=0.5),
    "sering": Target(p95=300, rasio=0.5),
    "sapuan": Target(p95=2000),
    "lapor": Target(p95=150),
    "antrean": Target(p95=100, kueri=12),
    "cari_tiket": Target(p95=150),
    "saran_faq": Target(p95=50),
    "laporan": Target(p95=1000),
}
KEPALA = ("Apa", "per detik", "median ms", "p95 ms", "kueri", "lantai/detik", "rasio", "sasaran", "tercapai")
KANAN = range(1, 7)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    kunci: str
    apa: str
    per_detik: float
    median_ms: float
    p95_ms: float
    kueri: int
    lantai_per_detik: float
    sasaran: Target = Target()

    @property
    def rasio(self) -> float:
        return self.per_detik / self.lantai_per_detik if self.lantai_per_detik else math.nan

    def meleset(self) -> list[str]:
        """What of the target is missed, in a word each."""
        target = self.sasaran
        missed = ["p95"] if not self.p95_ms < target.p95 else []
        missed += ["kueri"] if target.kueri is not None and self.kueri > target.kueri else []
        return missed + (["rasio"] if target.rasio and not self.rasio >= target.rasio else [])

    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        missed = self.meleset()
        reached = "-" if self.sasaran == Target() else f"TIDAK ({', '.join(missed)})" if missed else "ya"
        numbers = (_comma(self.per_detik), _comma(self.median_ms), _comma(self.p95_ms), str(self.kueri))
        floor = (_comma(self.lantai_per_detik), _comma(self.rasio, 2))
        return (self.apa, *numbers, *floor, str(self.sasaran), reached)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"sasaran": str(self.sasaran), "rasio": self.rasio, "meleset": self.meleset()}


def _comma(number: float, digits: int = 1) -> str:
    return "-" if math.isnan(number) else f"{number:.{digits}f}".replace(".", ",")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not exceeded by `share` of all."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


Rounds = Sequence[Mapping[str, Any]]
"""What bench.load printed, round by round."""


def _over_rounds(rounds: Rounds, nama: str | None) -> tuple[float, float, float]:
    """Throughput, median and p95: of one request, or of the whole shot; each the median over the rounds."""
    times = [r["per_nama"][nama] if nama else r["tembakan"] for r in rounds]
    speed = [len(t) / r["detik"] for t, r in zip(times, rounds, strict=True)]
    return median(speed), median(median(t) for t in times), median(percentile(t, 0.95) for t in times)


def rows_of(kunci: str, judul: str, kueri: Mapping[str, int], rounds: Mapping[str, Rounds]) -> list[Row]:
    """The line of a scenario; one that consists of several requests gets a line for each of them as well."""
    found = []
    names: list[str | None] = [*kueri, None] if len(kueri) > 1 else [None]
    for nama in names:
        speed, middle, high = _over_rounds(rounds[PORTAL], nama)
        floor, _middle, _high = _over_rounds(rounds[LANTAI], nama)
        count = kueri[nama] if nama else sum(kueri.values())
        label, target = (f"  {nama}", Target()) if nama else (judul, SASARAN[kunci])
        found.append(Row(nama or kunci, label, speed, middle, high, count, floor, target))
    return found


def sweep_row(found: Mapping[str, Any]) -> Row:
    """The line of the sweep: its milliseconds are those of a whole sweep, its throughput is clocks per second."""
    due, ms = found["jatuh_tempo"], [s * 1000 for s in found[PORTAL]]
    return Row(
        "sapuan",
        f"Sapuan: {due} dari {found['terbuka']} tenggat",
        due / median(found[PORTAL]),
        median(ms),
        percentile(ms, 0.95),
        found["kueri"],
        due / median(found[LANTAI]),
        SASARAN["sapuan"],
    )


def table(rows: Sequence[Row]) -> str:
    """The table, aligned for a terminal."""
    lines = [KEPALA, *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(KEPALA))]

    def line(cells: Sequence[str]) -> str:
        padded = [c.rjust(w) if i in KANAN else c.ljust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))]
        return "  ".join(padded).rstrip()

    return "\n".join([line(lines[0]), line(["-" * w for w in widths]), *map(line, lines[1:])])


def cpu_line(rounds: Mapping[str, Mapping[str, Rounds]]) -> str:
    """Processor time of the web workers per visit: it tells more than the clock on a machine that is shared."""
    parts = []
    for kunci, sides in rounds.items():
        portal, floor = (median(r["cpu_ms"] for r in sides[side]) for side in (PORTAL, LANTAI))
        parts.append(f"{kunci} {_comma(portal)}/{_comma(floor)}")
    return f"CPU pekerja web per kunjungan, portal/lantai (ms): {'; '.join(parts)}"


def verdict(rows: Sequence[Row]) -> str:
    """The sentence below the table."""
    missed = [row.apa for row in rows if row.meleset()]
    if not missed:
        return "Semua sasaran tercapai."
    return f"TIDAK TERCAPAI kali ini: {'; '.join(missed)}. Mesin yang sibuk menaikkan p95; ulangi bila ragu."

"""The printed table."""

from collections.abc import Sequence
from dataclasses import dataclass

from faults.judge import Verdict

KEPALA = ("Gangguan", "Tenggat", "Bunyi", "Ganda", "Hilang", "Dini", "Kabar", "Terlambat", "Rantai", "Putusan")
KANAN = range(1, 8)  # columns of numbers


@dataclass(frozen=True)
class Row:
    """One fault: what was done, to how many deadlines, and what the judge says."""

    kode: str
    nama: str
    dilakukan: str
    tenggat: int
    putusan: Verdict
    pelanggaran: str = ""  # broken beyond what the rows tell

    def broken(self) -> list[str]:
        """Everything that went wrong, in words."""
        return [*self.putusan.broken(), *([self.pelanggaran] if self.pelanggaran else [])]

    def cells(self) -> tuple[str, ...]:
        """As printed."""
        v = self.putusan
        heard = f"{v.bunyi}/{v.harus}"
        numbers = (self.tenggat, heard, v.ganda, v.hilang, v.dini, v.kabar, f"{v.terlambat:.1f} d".replace(".", ","))
        chain = "utuh" if not v.putus else f"{v.putus} putus"
        words = "lulus" if not self.broken() else f"GAGAL ({', '.join(self.broken())})"
        return (f"{self.kode} {self.nama}", *map(str, numbers), chain, words)


def table(rows: Sequence[Row]) -> str:
    """All faults, and below what was done in each."""
    lines = [KEPALA, *(row.cells() for row in rows)]
    width = [max(len(line[n]) for line in lines) for n in range(len(KEPALA))]

    def shown(line: Sequence[str]) -> str:
        cells = enumerate(zip(line, width, strict=True))
        padded = (cell.rjust(w) if n in KANAN else cell.ljust(w) for n, (cell, w) in cells)
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * w for w in width)
    did = [f"{row.kode}: {row.dilakukan}." for row in rows if row.dilakukan]
    return "\n".join([shown(lines[0]), rule, *map(shown, lines[1:]), "", *did])

"""`./portal bench sla`: how fast dates are computed, deadlines fired and a calendar moved; and whether they are right.

`--oracle N` compares N random deadlines with the oracle of the tests, on all processors.
"""

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from bench.parts import HASIL, environments, run
from lkpp_portal.bootstrap import ROOT, say, tell

PENGADUAN = 200_000  # gives about 100,000 clocks that run


def oracle(jumlah: int, env: dict[str, str]) -> int:
    """Compare so many random deadlines, split over the processors; returns how many differ."""
    workers = os.cpu_count() or 1
    command = [sys.executable, "-m", "bench.inside", "oracle"]
    shares = [jumlah // workers + (n < jumlah % workers) for n in range(workers)]
    children = [
        subprocess.Popen([*command, str(n), str(share)], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        for n, share in enumerate(shares)
    ]
    return sum(json.loads(child.communicate()[0])["berbeda"] for child in children)


def row(apa: str, hasil: str, sasaran: str, tercapai: bool) -> tuple[str, str, str, str]:
    """One line of the table."""
    return apa, hasil, sasaran, "ya" if tercapai else "TIDAK"


def number(value: float) -> str:
    """With a dot for thousands, as it is written here."""
    return f"{value:,.0f}".replace(",", ".")


def comma(value: float) -> str:
    """Two digits behind a comma."""
    return f"{value:.2f}".replace(".", ",")


def rows_of(raw: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The table."""
    a, m, few, many = (raw[k] for k in ("hitung", "geser", "sapu_1000", "sapu_20000"))
    alone, together = a["jam_kerja"] / a["businesstimedelta"], a["sekaligus"] / a["numpy"]
    found = [
        row(
            "satu per satu, 12 jam kerja",
            f"{number(a['jam_kerja'])}/d; {alone:.0f} x businesstimedelta",
            ">= 100 x",
            alone >= 100,
        ),
        row("satu per satu, 5 hari kerja", f"{number(a['hari_kerja'])}/d", "-", True),
        row(
            "10.000 sekaligus, 5 hari kerja",
            f"{number(a['sekaligus'])}/d; {comma(together)} x numpy",
            ">= 0,33 x",
            together >= 1 / 3,
        ),
        row("jawaban yang berbeda dari keduanya", number(a["berbeda"]), "0", a["berbeda"] == 0),
        row(
            f"kalender digeser, {number(m['diperiksa'])} tenggat",
            f"{comma(m['detik'])} d; {number(m['bergeser'])} bergeser",
            "< 10 d",
            m["detik"] < 10,
        ),
        row(
            f"sapuan 1.000 dari {number(few['terbuka'])}",
            f"{comma(few['detik'])} d; {few['mb']:.0f} MB",
            "< 2 d, < 150 MB",
            few["detik"] < 2 and few["mb"] < 150,
        ),
        row(
            "20.000 jatuh tempo bersamaan",
            f"{comma(many['detik'])} d; {number(many['tembak'])} ditembak",
            "< 20 d",
            many["detik"] < 20 and many["tembak"] == many["jatuh_tempo"],
        ),
    ]
    if "oracle" in raw:
        diuji, berbeda = raw["oracle"]["diuji"], raw["oracle"]["berbeda"]
        found.append(row(f"{number(diuji)} kasus acak terhadap pembanding", f"{berbeda} berbeda", "0", berbeda == 0))
    return found


def table(rows: list[tuple[str, str, str, str]]) -> str:
    """As text, columns aligned."""
    lines = [("Apa", "hasil", "sasaran", "tercapai"), *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(4)]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines)


def main(arguments: list[str]) -> int:
    """Seed, measure, print the table, write the figures. A missed target is said, but is no failure."""
    parser = argparse.ArgumentParser(prog="./portal bench sla")
    parser.add_argument("--oracle", type=int, default=0, help="bandingkan sekian kasus acak dengan pembanding uji")
    parser.add_argument("--putaran", type=int, default=5)
    chosen = parser.parse_args(arguments)
    owner, env = environments()
    raw: dict[str, Any] = {}
    say("Mengukur hitungan tanggal ...")
    raw["hitung"] = run("bench.inside arithmetic", chosen.putaran, env=env, read_output=True)
    say(f"Mengisi basis data sekali pakai: {PENGADUAN} pengaduan ...")
    run("bench.inside seed", PENGADUAN, env=owner)
    say("Menggeser kalender ...")
    raw["geser"] = run("bench.inside firing", "move", env=env, read_output=True)
    say("Menambah sejuta tenggat yang berjalan ...")
    run("bench.inside firing", "seed", env=owner, read_output=True)
    for jumlah in (1_000, 20_000):
        say(f"Menyapu {jumlah} ...")
        raw[f"sapu_{jumlah}"] = run("bench.inside firing", jumlah, env=env, read_output=True)
    if chosen.oracle:
        say(f"Membandingkan {chosen.oracle} kasus dengan pembanding ...")
        raw["oracle"] = {"diuji": chosen.oracle, "berbeda": oracle(chosen.oracle, env)}
    HASIL.mkdir(exist_ok=True)
    file = HASIL / f"sla-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(raw, indent=1))
    tell(f"\n{table(rows_of(raw))}\n\nRincian: {file.relative_to(ROOT)}")
    return 0

"""`./portal bench inspektorat`: the registry of all inspectorates, and the scoreboard over 200,000 cases.

Each page is measured beside its floor: a bare view that says to the database what the page says. The scoreboard is
counted anew on every visit; nothing of it is kept.
"""

import argparse
import asyncio
import json
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import web
from bench.load import PEMANASAN, Round, portion, visitor
from bench.parts import HASIL, environments, run
from bench.plan import PORTAL, SISI, Plan, Scenario
from bench.report import percentile
from bench.sla import comma, row, table
from lkpp_portal.bootstrap import ROOT, say, tell

KASUS = 200_000
# what -> milliseconds within which 95 of 100 are answered, and how many ask at a time
SASARAN = {"registri": (150.0, 4), "papan": (500.0, 1), "efektivitas": (None, 1)}


async def fire(scenario: Scenario, side: str, port: int, number: int, rounds: int, seconds: float) -> Round:
    """One round on one side."""
    result, now = Round(), time.perf_counter()
    shots = portion(scenario, side, number, rounds)
    visitors = SASARAN[scenario.kunci][1]
    begin, end = now + seconds * PEMANASAN, now + seconds
    await asyncio.gather(*(visitor(shots, port, result, begin, end) for _ in range(visitors)))
    return result


def measure(folder: Path, env: dict[str, str], rounds: int, seconds: float) -> dict[str, Any]:
    """Scenario -> side -> median over the rounds of p50 and p95, and the processor time of the workers per visit."""
    found: dict[str, Any] = {}
    for side in SISI:
        child, port = web.start(side, folder, env)
        try:
            for scenario in Plan.load(folder).skenario:
                say(f"Mengukur: {scenario.judul} ({side}) ...")
                before = web.cpu_seconds(child)
                all_ = [asyncio.run(fire(scenario, side, port, n, rounds, seconds)) for n in range(rounds)]
                used = (web.cpu_seconds(child) - before) * 1000 / max(1, sum(r.dikirim for r in all_))
                satu = {f"p{p}": sorted(percentile(r.tembakan, p / 100) for r in all_)[rounds // 2] for p in (50, 95)}
                satu |= {"kueri": max(scenario.kueri.values()), "cpu_ms": used}
                found.setdefault(scenario.kunci, {"judul": scenario.judul})[side] = satu
        finally:
            child.stop()
    return found


def rows_of(raw: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The table."""
    rows = []
    for kunci, (sasaran, _sambungan) in SASARAN.items():
        satu, lantai = raw[kunci][PORTAL], raw[kunci]["lantai"]
        hasil = f"p50 {comma(satu['p50'])} md; p95 {comma(satu['p95'])} md; {satu['kueri']} kueri"
        hasil += f"; CPU {comma(satu['cpu_ms'])} md; lantai p95 {comma(lantai['p95'])} md"
        teks = f"p95 < {sasaran:.0f} md" if sasaran else "-"
        rows.append(row(raw[kunci]["judul"], hasil, teks, sasaran is None or satu["p95"] < sasaran))
    return rows


def main(arguments: list[str]) -> int:
    """Seed, prepare, measure, print. A missed target is said, but is no failure."""
    parser = argparse.ArgumentParser(prog="./portal bench inspektorat")
    parser.add_argument("--kecil", action="store_true", help="seperdua puluh data; untuk mencoba")
    parser.add_argument("--putaran", type=int, default=3)
    parser.add_argument("--detik", type=float, default=6.0)
    chosen = parser.parse_args(arguments)
    owner, env = environments()
    jumlah = KASUS // 20 if chosen.kecil else KASUS
    with tempfile.TemporaryDirectory(prefix="portal-bench-inspektorat-") as name:
        folder = Path(name)
        say(f"Mengisi basis data sekali pakai: {jumlah} kasus ...")
        run("bench.inside inspektorat_isi seed", jumlah, env=owner)
        say("Menyiapkan sesi dan rekaman kueri ...")
        run("bench.inside inspektorat_isi prepare", folder, env=env)
        raw = measure(folder, env, chosen.putaran, chosen.detik)
    HASIL.mkdir(exist_ok=True)
    file = HASIL / f"inspektorat-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(raw | {"kasus": jumlah}, indent=1))
    tell(f"\nMedian dari {chosen.putaran} putaran, {jumlah} kasus:\n\n{table(rows_of(raw))}\n")
    tell(f"Rincian: {file.relative_to(ROOT)}")
    return 0

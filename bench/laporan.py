"""`./portal bench laporan`: figures over a million cases and five million rows of trail.

The dashboard with its figures counted a moment ago and with nothing counted yet, the public page, an export of a
hundred thousand rows, the report of a year; and every figure against plain SQL. Pages are measured beside their floor.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import web
from bench.load import PEMANASAN, Round, portion, visitor
from bench.parts import HASIL, environments, run
from bench.plan import LANTAI, PORTAL, SISI, Plan, Scenario
from bench.report import percentile
from bench.sla import comma, number, row, table
from lkpp_portal.bootstrap import ROOT, say, tell

KASUS, BARIS = 1_000_000, 100_000
SASARAN = {"dasbor": (300.0, 2), "publik": (100.0, 8)}
"""Page -> milliseconds within which 95 of 100 are answered, and how many ask at a time."""
DINGIN_MS, EKSPOR_DETIK, EKSPOR_MB, LAPORAN_DETIK = 2000.0, 20.0, 150.0, 30.0
Baris = tuple[str, str, str, str]


async def fire(scenario: Scenario, side: str, port: int, number_: int, rounds: int, seconds: float) -> Round:
    """One round on one side."""
    result, now = Round(), time.perf_counter()
    shots = portion(scenario, side, number_, rounds)
    begin, end = now + seconds * PEMANASAN, now + seconds
    visitors = SASARAN[scenario.kunci][1]
    await asyncio.gather(*(visitor(shots, port, result, begin, end) for _ in range(visitors)))
    return result


def measure(folder: Path, env: dict[str, str], rounds: int, seconds: float) -> dict[str, Any]:
    """Page -> side -> median over the rounds of p50 and p95, and the processor time per visit; the two sides in turns.

    The cold dashboard comes first, on a server that has just started.
    """
    servers = {}
    try:
        for side in SISI:
            servers[side] = web.start(side, folder, env)
        say("Mengukur: dasbor yang belum dihitung ...")
        dingin = run("bench.inside laporan_ukur dingin", servers[PORTAL][1], rounds * 8, env=env, read_output=True)
        found: dict[str, Any] = {"dingin": dingin}
        for scenario in Plan.load(folder).skenario:
            say(f"Mengukur: {scenario.judul} ...")
            semua: dict[str, list[Round]] = {side: [] for side in SISI}
            cpu = dict.fromkeys(SISI, 0.0)
            for n in range(rounds):
                for side, (child, port) in servers.items():
                    before = web.cpu_seconds(child)
                    semua[side].append(asyncio.run(fire(scenario, side, port, n, rounds, seconds)))
                    cpu[side] += web.cpu_seconds(child) - before
            found[scenario.kunci] = {"judul": scenario.judul} | {
                side: _sisi(semua[side], cpu[side]) | {"kueri": max(scenario.kueri.values())} for side in SISI
            }
        found["rss_mb"] = {side: [round(mb, 1) for mb in web.memory(child)] for side, (child, _port) in servers.items()}
    finally:
        for child, _port in servers.values():
            child.stop()
    return found


def _sisi(rounds: list[Round], cpu: float) -> dict[str, float]:
    satu = {f"p{p}": sorted(percentile(r.tembakan, p / 100) for r in rounds)[len(rounds) // 2] for p in (50, 95)}
    return satu | {"cpu_ms": cpu * 1000 / max(1, sum(r.dikirim for r in rounds))}


def page_rows(raw: dict[str, Any]) -> list[Baris]:
    """The lines of the pages."""
    rows = []
    for kunci, (sasaran, _visitors) in SASARAN.items():
        satu, lantai = raw[kunci][PORTAL], raw[kunci][LANTAI]
        hasil = f"p50 {comma(satu['p50'])} md; p95 {comma(satu['p95'])} md; {satu['kueri']} kueri"
        hasil += f"; CPU {comma(satu['cpu_ms'])} md; lantai p95 {comma(lantai['p95'])} md"
        rows.append(row(raw[kunci]["judul"], hasil, f"p95 < {sasaran:.0f} md", satu["p95"] < sasaran))
    semua = raw["dingin"]["ms"]
    tengah, p95 = percentile(semua, 0.5), percentile(semua, 0.95)
    hasil = f"p50 {comma(tengah)} md; p95 {comma(p95)} md; yang pertama {comma(semua[0])} md"
    return [*rows, row("Dasbor yang belum dihitung", hasil, f"p95 < {DINGIN_MS:.0f} md", p95 < DINGIN_MS)]


def work_rows(raw: dict[str, Any]) -> list[Baris]:
    """The lines of what a worker does."""
    rows = []
    for bentuk, satu in raw["ekspor"].items():
        hasil = f"{comma(satu['detik'])} d (CPU {comma(satu['cpu'])} d); {satu['mb']:.0f} MB"
        tercapai = satu["detik"] < EKSPOR_DETIK and satu["mb"] < EKSPOR_MB
        sasaran = f"< {EKSPOR_DETIK:.0f} d, < {EKSPOR_MB:.0f} MB"
        rows.append(row(f"Ekspor {number(satu['baris'])} baris, {bentuk.upper()}", hasil, sasaran, tercapai))
    for bentuk, satu in raw["laporan"].items():
        hasil = f"{comma(satu['detik'])} d (CPU {comma(satu['cpu'])} d); {satu['mb']:.0f} MB"
        tercapai = satu["detik"] < LAPORAN_DETIK
        rows.append(row(f"Laporan setahun, {bentuk.upper()}", hasil, f"< {LAPORAN_DETIK:.0f} d", tercapai))
    satu = raw["periksa"]
    hasil = f"{'sama' if satu['sama'] else 'BERBEDA'}; {comma(satu['detik'])} d"
    return [*rows, row("Semua angka terhadap SQL biasa", hasil, "sama", satu["sama"])]


def main(arguments: list[str]) -> int:
    """Seed, prepare, measure, print. A missed target is said, but is no failure."""
    parser = argparse.ArgumentParser(prog="./portal bench laporan")
    parser.add_argument("--kecil", action="store_true", help="seperdua puluh data; untuk mencoba")
    parser.add_argument("--kasus", type=int, default=0, help="banyaknya pengaduan; bawaannya sejuta")
    parser.add_argument("--putaran", type=int, default=3)
    parser.add_argument("--detik", type=float, default=6.0)
    chosen = parser.parse_args(arguments)
    owner, env = environments()
    load = os.getloadavg()[0]
    jumlah = chosen.kasus or (KASUS // 20 if chosen.kecil else KASUS)
    with tempfile.TemporaryDirectory(prefix="portal-bench-laporan-") as name:
        folder = Path(name)
        say(f"Mengisi basis data sekali pakai: {jumlah} pengaduan dan {jumlah * 5} baris jejak ...")
        run("bench.inside laporan_isi seed", jumlah, env=owner)
        say("Menerbitkan statistik, menyiapkan sesi dan rekaman kueri ...")
        run("bench.inside laporan_ukur prepare", folder, env=env)
        raw = measure(folder, env, chosen.putaran, chosen.detik)
    for nama, kata, isi in (
        ("ekspor", "ekspor", (min(BARIS, jumlah),)),
        ("laporan", "laporan setahun", ()),
        ("periksa", "semua angka terhadap SQL biasa", ()),
    ):
        say(f"Mengukur: {kata} ...")
        raw[nama] = run(f"bench.inside laporan_kerja {nama}", *isi, env=env, read_output=True)
    HASIL.mkdir(exist_ok=True)
    file = HASIL / f"laporan-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(raw | {"kasus": jumlah, "beban_awal": load}, indent=1))
    tell(f"\nMedian dari {chosen.putaran} putaran, {jumlah} kasus:\n\n{table([*page_rows(raw), *work_rows(raw)])}\n")
    for side in SISI:
        tell(f"RSS pekerja gunicorn {side}: {', '.join(f'{mb:.0f} MB' for mb in raw['rss_mb'][side])}")
    if not raw["periksa"]["sama"]:
        tell("\n".join(reversed(raw["periksa"]["kata"])))
    tell(f"Rincian: {file.relative_to(ROOT)}")
    return 0

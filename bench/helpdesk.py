"""`./portal bench helpdesk`: a report by the web form, the queue, its search, suggestions, the report of a month, the
sweep; all over a hundred thousand tickets, each beside its floor in the same run.
"""

import argparse
import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench import report, web
from bench.parts import HASIL, environments, run
from bench.plan import LANTAI, PETUGAS, PORTAL, SISI, Plan
from bench.report import SASARAN, Row, percentile
from lkpp_portal.bootstrap import ROOT, say, tell

TIKET = 100_000
AJUAN = PETUGAS * 16  # reports per round and side


def measure(folder: Path, env: dict[str, str], putaran: int, detik: float) -> tuple[list[Row], dict[str, Any]]:
    """All pages, the floor and the portal in turns."""
    rows: list[Row] = []
    raw: dict[str, Any] = {}
    servers = {}
    try:
        for side in SISI:
            servers[side] = web.start(side, folder, env)
        for scenario in Plan.load(folder).skenario:
            say(f"Mengukur: {scenario.judul} ...")
            rounds: dict[str, list[Any]] = {side: [] for side in SISI}
            for number in range(putaran):
                for side, (child, port) in servers.items():
                    before = web.cpu_seconds(child)
                    place = (folder, scenario.kunci, side, port, number, putaran, detik)
                    found = run("bench.load", *place, env=env, read_output=True)
                    used = (web.cpu_seconds(child) - before) * 1000 / max(1, found["dikirim"])
                    rounds[side].append(found | {"cpu_ms": used})
            rows += report.rows_of(scenario.kunci, scenario.judul, scenario.kueri, rounds)
            raw[scenario.kunci] = rounds
        raw["rss_mb"] = {side: [round(mb, 1) for mb in web.memory(child)] for side, (child, _port) in servers.items()}
    finally:
        for child, _port in servers.values():
            child.stop()
    return rows, raw


def month_row(found: dict[str, Any]) -> Row:
    """The line of the monthly report: tickets per second, milliseconds of the whole."""
    ms = [s * 1000 for s in found[PORTAL]]
    return Row(
        "laporan",
        f"Laporan sebulan, {found['tiket']} tiket",
        found["tiket"] / median(found[PORTAL]),
        median(ms),
        percentile(ms, 0.95),
        found["kueri"],
        found["tiket"] / median(found[LANTAI]),
        SASARAN["laporan"],
    )


def main(arguments: list[str]) -> int:
    """Seed, prepare, measure, print. A missed target is said, but is no failure."""
    parser = argparse.ArgumentParser(prog="./portal bench helpdesk")
    parser.add_argument("--kecil", action="store_true", help="seperdua puluh data; untuk mencoba")
    parser.add_argument("--putaran", type=int, default=3)
    parser.add_argument("--detik", type=float, default=4.0)
    chosen = parser.parse_args(arguments)
    owner, env = environments()
    load = os.getloadavg()[0]
    jumlah = TIKET // 20 if chosen.kecil else TIKET
    with tempfile.TemporaryDirectory(prefix="portal-bench-helpdesk-") as name:
        folder = Path(name)
        say(f"Mengisi basis data sekali pakai: {jumlah} tiket ...")
        run("bench.inside helpdesk_isi seed", jumlah, env=owner)
        say("Menyiapkan sesi, laporan, dan rekaman kueri ...")
        run("bench.inside helpdesk_isi prepare", folder, AJUAN * chosen.putaran, env=env)
        rows, raw = measure(folder, env, chosen.putaran, chosen.detik)
    say("Mengukur: laporan sebulan ...")
    raw["laporan"] = run("bench.inside helpdesk_isi report", chosen.putaran + 2, env=env, read_output=True)
    say("Mengukur: sapuan tenggat ...")
    raw["sapuan"] = run("bench.inside sweeping", chosen.putaran, env=env, read_output=True)
    rows += [month_row(raw["laporan"]), report.sweep_row(raw["sapuan"])]
    HASIL.mkdir(exist_ok=True)
    file = HASIL / f"helpdesk-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps({"tiket": jumlah, "beban_awal": load, "baris": [r.as_json() for r in rows]}, indent=1))
    tell(f"\n{PETUGAS} sambungan, median dari {chosen.putaran} putaran:\n\n{report.table(rows)}\n")
    tell(report.cpu_line({row.kunci: raw[row.kunci] for row in rows if row.kunci not in {"laporan", "sapuan"}}))
    for side in (PORTAL, LANTAI):
        tell(f"RSS pekerja gunicorn {side}: {', '.join(f'{mb:.0f} MB' for mb in raw['rss_mb'][side])}")
    tell(f"{report.verdict(rows)}\nRincian: {file.relative_to(ROOT)}")
    return 0

"""`./portal bench`: seed, prepare, measure in turns, print the table. `--kecil` is a twentieth of everything."""

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import helpdesk, inspektorat, keaslian, laporan, report, sla, surat, web
from bench.parts import HASIL, environments, run
from bench.plan import LANTAI, PETUGAS, PORTAL, SISI, WARGA, Plan
from lkpp_portal.bootstrap import ROOT, Refusal, say, tell


@dataclass(frozen=True)
class Options:
    """How much and how long."""

    pengaduan: int
    pengunjung: int
    ajuan: int
    putaran: int
    detik: float


def read(arguments: list[str]) -> Options:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./portal bench", description="Mengukur kecepatan portal terhadap lantai.")
    parser.add_argument("--kecil", action="store_true", help="seperdua puluh data; untuk mencoba, bukan untuk menilai")
    parser.add_argument("--putaran", type=int, default=3, help="putaran per ukuran, bergantian dengan lantai")
    parser.add_argument("--detik", type=float, default=4.0, help="lama satu putaran")
    chosen = parser.parse_args(arguments)
    if chosen.kecil:
        return Options(10_000, 16, PETUGAS * 6 * chosen.putaran, chosen.putaran, min(chosen.detik, 2.0))
    return Options(200_000, 64, PETUGAS * 16 * chosen.putaran, chosen.putaran, chosen.detik)


def measure(options: Options, folder: Path, env: dict[str, str]) -> tuple[list[report.Row], dict[str, Any]]:
    """All scenarios, the floor and the portal in turns; returns the lines of the table and everything behind them."""
    rows: list[report.Row] = []
    raw: dict[str, Any] = {}
    with contextlib.ExitStack() as stack:
        servers = {}
        for side in SISI:
            child, port = web.start(side, folder, env)
            stack.callback(child.stop)
            servers[side] = (child, port)
        for scenario in Plan.load(folder).skenario:
            say(f"Mengukur: {scenario.judul} ...")
            rounds: dict[str, list[Any]] = {side: [] for side in SISI}
            for number in range(options.putaran):
                for side, (child, port) in servers.items():
                    place = (folder, scenario.kunci, side, port, number, options.putaran, options.detik)
                    before = web.cpu_seconds(child)
                    found = run("bench.load", *place, env=env, read_output=True)
                    used = (web.cpu_seconds(child) - before) * 1000 / max(1, found["dikirim"])
                    rounds[side].append(found | {"cpu_ms": used})
            rows += report.rows_of(scenario.kunci, scenario.judul, scenario.kueri, rounds)
            raw[scenario.kunci] = summary(rounds)
        raw["rss_mb"] = {side: [round(mb, 1) for mb in web.memory(servers[side][0])] for side in SISI}
    say("Mengukur: sapuan tenggat ...")
    raw["sapuan"] = run("bench.inside sweeping", options.putaran, env=env, read_output=True)
    return [*rows, report.sweep_row(raw["sapuan"])], raw


def summary(rounds: dict[str, list[Any]]) -> dict[str, list[dict[str, float]]]:
    """What is kept of each round."""
    return {
        side: [
            {
                "detik": round(r["detik"], 3),
                "jumlah": len(r["tembakan"]),
                "p50": round(report.percentile(r["tembakan"], 0.5), 2),
                "p95": round(report.percentile(r["tembakan"], 0.95), 2),
                "cpu_ms": round(r["cpu_ms"], 2),
            }
            for r in list_
        ]
        for side, list_ in rounds.items()
    }


def write(options: Options, rows: list[report.Row], raw: dict[str, Any], load: float) -> Path:
    """The result as a file."""
    HASIL.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    file = HASIL / f"{now:%Y%m%d-%H%M%S}.json"
    machine = {"prosesor": os.cpu_count(), "sistem": platform.platform(), "python": platform.python_version()}
    content = {"waktu": now.isoformat(), "mesin": machine, "beban_awal": load, "ukuran": vars(options)}
    content |= {"baris": [row.as_json() for row in rows], "putaran": raw}
    file.write_text(json.dumps(content, indent=1))
    return file


def main(arguments: list[str]) -> int:
    """Everything, in order. A missed target is said, but is no failure: machines are noisy."""
    if arguments[:1] == ["sla"]:
        return sla.main(arguments[1:])
    if arguments[:1] == ["surat"]:
        return surat.main(arguments[1:])
    if arguments[:1] == ["inspektorat"]:
        return inspektorat.main(arguments[1:])
    if arguments[:1] == ["keaslian"]:
        return keaslian.main(arguments[1:])
    if arguments[:1] == ["helpdesk"]:
        return helpdesk.main(arguments[1:])
    if arguments[:1] == ["laporan"]:
        return laporan.main(arguments[1:])
    options = read(arguments)
    owner, env = environments()
    load = os.getloadavg()[0]
    if load > 0.5:
        say(f"Mesin ini sedang sibuk (beban {load:.1f}); hasilnya akan lebih buruk daripada mesin yang tenang.")
    with tempfile.TemporaryDirectory(prefix="portal-bench-rencana-") as name:
        folder = Path(name)
        say(f"Mengisi basis data sekali pakai: {options.pengaduan} pengaduan ...")
        run("bench.inside seed", options.pengaduan, env=owner)
        say("Menyiapkan sesi, draf, dan rekaman kueri ...")
        run("bench.inside prepare", folder, options.pengunjung, options.ajuan, env=env)
        rows, raw = measure(options, folder, env)
    file = write(options, rows, raw, load)
    tell(f"\n{WARGA} sambungan pada halaman lacak, {PETUGAS} pada yang lain; median {options.putaran} putaran:\n")
    tell(f"{report.table(rows)}\n")
    for side in (PORTAL, LANTAI):
        sizes = ", ".join(f"{mb:.0f} MB" for mb in raw["rss_mb"][side])
        tell(f"RSS pekerja gunicorn {side}: {sizes or 'tidak diketahui'}")
    tell(report.cpu_line({row.kunci: raw[row.kunci] for row in rows if row.kunci in raw and row.kunci != "sapuan"}))
    tell(f"{report.verdict(rows)}\nRincian: {file.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refusal as refusal:
        sys.exit(str(refusal))

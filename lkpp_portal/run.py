"""The subcommands of `./portal`, once its environment stands."""

# ruff: noqa: S603, S606 - the commands are our own and fixed

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from lkpp_portal import inspection, secret_files, supervisor
from lkpp_portal.bootstrap import ROOT, Refusal, cause, say, tell
from lkpp_portal.servers import PRODUCTION, throw_away
from lkpp_portal.surroundings import Address, Place, address, environment

HELP = """Pemakaian:
  ./portal [--port N]        menyalakan seluruh portal (mode demo; PORT, BIND, PORTAL_MODE dari lingkungan)
  ./portal kode              kode masuk kedua untuk akun demo
  ./portal manage ...        perintah manage.py pada basis data portal ini
  ./portal test [...]        semua uji dengan basis data sekali pakai (argumen diteruskan ke pytest)
  ./portal periksa [...]     pemeriksaan gaya, tipe, impor, migrasi dan setelan produksi
  ./portal bench [...]       pengukuran kecepatan
  ./portal faults sla [...]  latihan gangguan: setiap tenggat berbunyi tepat sekali, apa pun yang rusak
  ./portal bantuan           tulisan ini"""
MOST_WORKERS = 8


def start(arguments: list[str]) -> int:
    """Run the portal in the foreground."""
    where = address(arguments)
    try:
        supervisor.serve(where)
    except supervisor.Interrupted:
        say("Portal berhenti.")
    return 0


def test(arguments: list[str]) -> int:
    """Run pytest; its early plugin starts throw-away servers."""
    parallel = any(part.startswith(("-n", "--dist", "--pdb")) or part == "no:xdist" for part in arguments)
    workers = [] if parallel else ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS))]
    say("Menjalankan semua uji dengan basis data sekali pakai ...")
    return subprocess.run([sys.executable, "-m", "pytest", *workers, *arguments], cwd=ROOT, check=False).returncode


def bench(arguments: list[str]) -> int:
    """Run the benchmark on servers of its own, with the settings of a real run."""
    with throw_away(PRODUCTION) as servers, tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        place = Place(Path(folder))
        secret_files.ensure(place.secrets)
        env = environment(place, Address("127.0.0.1", 8000), servers)
        env |= {"FOLDER_BERKAS": f"{folder}/berkas", "STATIC_ROOT": f"{folder}/static"}
        env |= {"DATABASE_URL_PEMILIK": servers.owner_url}
        return subprocess.run([sys.executable, "-m", "bench", *arguments], cwd=ROOT, env=env, check=False).returncode


def faults(arguments: list[str]) -> int:
    """Become the fault drills, which start and break servers of their own; Ctrl-C then reaches them alone."""
    os.execv(sys.executable, [sys.executable, "-m", "faults", *arguments])


def show_help(arguments: list[str]) -> int:
    """Print what there is."""
    tell(HELP)
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "test": test,
    "bench": bench,
    "faults": faults,
    "periksa": inspection.run,
    "manage": supervisor.run_once,
    "kode": lambda arguments: supervisor.run_once(["kode_demo", *arguments]),
    "bantuan": show_help,
    "--help": show_help,
    "-h": show_help,
}


def main(arguments: list[str]) -> int:
    """Choose the subcommand; without one, start the portal. A refusal is one sentence and exit code 1."""
    command, rest = (
        (COMMANDS[arguments[0]], arguments[1:]) if arguments[:1] and arguments[0] in COMMANDS else (start, arguments)
    )
    try:
        return command(rest)
    except Refusal as refusal:
        complaint = str(refusal)
    except OSError as error:
        complaint = f"Portal berhenti: {cause(error)} ({error.filename or 'sistem'})."
    except KeyboardInterrupt:
        complaint = "\nDihentikan."
    sys.stderr.write(f"{complaint}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

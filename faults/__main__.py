"""`./portal faults sla`: throw-away servers with the settings of production, then the drills on them."""

import argparse
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django

from lkpp_portal import secret_files, supervisor
from lkpp_portal.bootstrap import ROOT, Refusal, cause, say, tell
from lkpp_portal.servers import Servers, throw_away
from lkpp_portal.surroundings import ADDRESSES, Address, Place, environment, owner_environment

PALING_SEDIKIT = 100


def read(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./portal faults", description="Latihan gangguan; mencetak tabel putusan.")
    parser.add_argument("bagian", choices=["sla"], help="sla: tenggat")
    parser.add_argument("--jumlah", type=int, default=20_000, help="banyaknya tenggat untuk seluruh latihan")
    parser.add_argument("--hanya", default="", metavar="F3,F8", help="gangguan yang dijalankan; tanpa ini semua")
    parser.add_argument("--benih", type=int, default=None, help="benih acak, untuk mengulang urutan yang sama")
    chosen = parser.parse_args(arguments)
    if chosen.jumlah < PALING_SEDIKIT:
        raise Refusal(f"Latihan memerlukan paling sedikit {PALING_SEDIKIT} tenggat; --jumlah {chosen.jumlah} kurang.")
    return chosen


def surround(place: Place, servers: Servers) -> dict[str, str]:
    """Nothing of the caller's own portal comes in: mode demo, own keys, own servers; letters go nowhere."""
    for name in [n for n in os.environ if n.removesuffix("_FILE") in {*ADDRESSES, *secret_files.APPLICATION}]:
        del os.environ[name]
    os.environ |= {"PORTAL_MODE": "demo", "EMAIL_URL": "dummymail://", "FOLDER_BERKAS": str(place.data / "berkas")}
    env = environment(place, Address("127.0.0.1", 8000), servers)
    os.environ |= env
    return env


def prepare(place: Place, env: dict[str, str], servers: Servers) -> None:
    """Schema, rights, reference data and accounts, as the owner; no example complaints, whose clocks would ring too."""
    owner = owner_environment(place, env, servers)
    done = subprocess.run([sys.executable, "-m", "faults.prepare"], cwd=ROOT, env=owner, check=False)
    if done.returncode:
        raise Refusal("Basis data latihan tidak dapat disiapkan; sebabnya tertulis di atas.")


def main(arguments: list[str]) -> int:
    """Everything, in order; 1 when a promise was broken."""
    chosen = read(arguments)
    supervisor.listen_for_stop()
    say("Menyalakan PostgreSQL dan Valkey sekali pakai, dengan setelan produksi ...")
    with throw_away({}) as servers, tempfile.TemporaryDirectory(prefix="portal-latihan-") as folder:
        place = Place(Path(folder))
        place.make()
        secret_files.ensure(place.secrets)
        env = surround(place, servers)
        prepare(place, env, servers)
        django.setup()
        broken: bool = importlib.import_module(f"faults.{chosen.bagian}").run(chosen, place, env, servers)
        if broken:
            kept = tempfile.mkdtemp(prefix="portal-latihan-log-")
            shutil.copytree(place.logs, kept, dirs_exist_ok=True)
            tell(f"Catatan semua proses disimpan di {kept}.")
    return 1 if broken else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refusal as refusal:
        sys.exit(str(refusal))
    except OSError as error:
        sys.exit(f"Latihan berhenti: {cause(error)} ({error.filename or 'sistem'}).")
    except supervisor.Interrupted:
        sys.exit("\nDihentikan.")

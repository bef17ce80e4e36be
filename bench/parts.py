"""What every benchmark needs: the environments of owner and web, parts run in processes of their own, the results."""

import json
import os
import subprocess
import sys
from typing import Any

from lkpp_portal.bootstrap import ROOT, Refusal

HASIL = ROOT / "bench" / "hasil"
PEMILIK = "DATABASE_URL_PEMILIK"


def environments() -> tuple[dict[str, str], dict[str, str]]:
    """The environment of the database's owner, and that of everybody else, who never sees the owner's password."""
    if not os.environ.get(PEMILIK):
        raise Refusal("Jalankan lewat ./portal bench: pengukuran hanya mengisi basis data sekali pakai.")
    web_env = {name: value for name, value in os.environ.items() if name != PEMILIK}
    owner = {name: value for name, value in web_env.items() if name != "DATABASE_URL_FILE"}
    return owner | {"DATABASE_URL": os.environ[PEMILIK]}, web_env


def run(module: str, *arguments: object, env: dict[str, str], read_output: bool = False) -> Any:
    """Run a part in a process of its own; its output is shown, or read as JSON."""
    command = [sys.executable, "-m", *module.split(), *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE if read_output else None, check=False)
    if done.returncode:
        raise Refusal(f"Bagian {module} gagal; sebabnya tertulis di atas.")
    return json.loads(done.stdout) if read_output else None

"""The two web servers of a run: the portal as in production, and the floor, each with its own settings."""

import math
import os
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.plan import LANTAI, PORTAL
from lkpp_portal.bootstrap import ROOT, Refusal
from lkpp_portal.children import Child, spawn
from lkpp_portal.servers import free_port

SETELAN = {PORTAL: "lkpp_portal.settings", LANTAI: "bench.settings"}
SIAP_DETIK = 60.0


def start(side: str, folder: Path, env: Mapping[str, str]) -> tuple[Child, int]:
    """Start gunicorn for one side on a free port of this machine and wait until it answers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn_conf.py", "-b", f"127.0.0.1:{port}"]
    child = spawn(
        f"web {side}",
        [*command, "lkpp_portal.wsgi"],
        log=folder / f"{side}.log",
        env={**env, "DJANGO_SETTINGS_MODULE": SETELAN[side], "FOLDER_BENCH": str(folder)},
        cwd=ROOT,
    )
    end = time.monotonic() + SIAP_DETIK
    while not answers(port):
        if child.process.poll() is not None or time.monotonic() > end:
            words = child.last_words()
            child.stop()
            raise Refusal(f"Server {side} tidak mau menyala: {words}")
        time.sleep(0.1)
    return child, port


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/sehat/", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def memory(child: Child) -> list[float]:
    """Resident memory of the workers in MB; empty where the system does not tell."""
    pid = child.process.pid
    try:
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = [int(Path(f"/proc/{worker}/statm").read_text().split()[1]) for worker in workers]
    except OSError:
        return []
    return [page * os.sysconf("SC_PAGE_SIZE") / 1e6 for page in pages]


def cpu_seconds(child: Child) -> float:
    """Processor time of the workers so far, dead ones included; nan where the system does not tell."""
    pid = child.process.pid
    try:
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        times = [_stat(worker)[11:13] for worker in workers] + [_stat(str(pid))[13:15]]
    except OSError:
        return math.nan
    return sum(int(ticks) for pair in times for ticks in pair) / os.sysconf("SC_CLK_TCK")


def _stat(pid: str) -> list[str]:
    """The fields of a process after its name, which may hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()

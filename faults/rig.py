"""The rig: the servers, workers, beats and sweepers of a drill, each of which can be broken and started anew.

The processes are those of `./portal`, with its environment; the database keeps its promises (fsync) as in production.
"""

import contextlib
import os
import signal
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import DatabaseError, connection
from redis import Redis

from faults.deadlines import database_time
from jejak import wake
from lkpp_portal import supervisor
from lkpp_portal.bootstrap import ROOT, Refusal
from lkpp_portal.children import Child, spawn, unprivileged_account
from lkpp_portal.servers import POSTGRES, Servers, programs, start_postgres, start_valkey
from lkpp_portal.surroundings import Place
from sla.models import Sapuan

PEKERJA, JADWAL, PENYAPU = "pekerja", "jadwal", "penyapu"
# Those of `./portal`, but for the one that examines files: name, queue, processes.
WORKERS = {name: (queue, processes) for name, queue, processes in supervisor.WORKERS if queue != "berkas"}
SIAP = 60.0  # seconds that a process may take to begin
# every second, so that sweepers meet; as installed, every 15 seconds
SAPU = (supervisor.PYTHON, str(ROOT / "manage.py"), "sla_sweep", "--loop", "--setiap", "1")
DALAM_TRANSAKSI = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s AND xact_start IS NOT NULL"


class Rig:
    """Everything that runs in a drill. `pulih`: the database's time of the last recovery."""

    def __init__(self, place: Place, env: dict[str, str], servers: Servers) -> None:
        self.place, self.env, self.servers = place, env, servers
        self.running: dict[str, Child] = {}
        self.died: Counter[str] = Counter()
        self.pulih = database_time()
        self.broker = Redis.from_url(servers.redis_url)

    # -- processes -------------------------------------------------------------------------------
    def start(self, name: str, **env: str) -> Child:
        """Start a worker, a beat or a sweeper; the kind is the name up to the hyphen."""
        child = self._spawn(name, self.env | env | {"PGAPPNAME": name})
        self.running[name] = child
        return child

    def _spawn(self, name: str, env: dict[str, str]) -> Child:
        kind = name.partition("-")[0]
        if kind == PEKERJA:
            return supervisor.worker(self.place, env, name, *WORKERS[name])
        if kind == JADWAL:
            own = Place(self.place.data / name)  # each beat remembers in a folder of its own
            own.make()
            return supervisor.beat(own, env)
        log = supervisor.fresh_log(self.place, name)
        return spawn(name, SAPU, log=log, env=env, cwd=ROOT, death_signal=signal.SIGKILL)

    def cast(self, *, beats: int = 1, sweepers: int = 0) -> None:
        """Let the workers and so many beats and sweepers run, no more; wait until new sweepers sweep."""
        wanted = {*WORKERS, *(f"{JADWAL}-{n}" for n in range(beats)), *(f"{PENYAPU}-{n}" for n in range(sweepers))}
        for name in self.running.keys() - wanted:
            self.stop(name)
        new = [self.start(name) for name in sorted(wanted - self.running.keys())]
        for child in new:
            if child.name.startswith(PENYAPU):
                self.wait_swept(child)

    def wait_swept(self, child: Child) -> None:
        """Wait for the first round of a sweeper."""
        end = time.monotonic() + SIAP
        while not Sapuan.objects.filter(oleh__endswith=f":{child.process.pid}").exists():
            if child.process.poll() is not None or time.monotonic() > end:
                raise Refusal(f"Penyapu tidak mau menyala: {child.last_words()}")
            time.sleep(0.1)

    def stop(self, name: str) -> None:
        """End a process in order."""
        self.running.pop(name).stop()

    def kill(self, name: str) -> None:
        """`kill -9` for a process and all that it has started."""
        child = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()

    def kill_in_the_middle(self, name: str, *, pool_only: bool, patience: float) -> bool:
        """`kill -9` as soon as the process is seen in a transaction; returns whether it surely was in one.

        It is frozen first and looked at again, so that the transaction cannot have ended in between. With `pool_only`
        the children of a Celery worker are killed; it makes new ones by itself.
        """
        child, end = self.running[name], time.monotonic() + patience
        group = child.process.pid
        with psycopg.connect(self.servers.admin_url, autocommit=True) as admin:
            while not _transactions(admin, name) and time.monotonic() < end:
                time.sleep(0.002)
            os.killpg(group, signal.SIGSTOP)
            sure = _transactions(admin, name) > 0
        for pid in children_of(group) if pool_only else ():
            os.kill(pid, signal.SIGKILL)
        if pool_only:
            os.killpg(group, signal.SIGCONT)
        else:
            self.kill(name)
        return sure

    def tend(self) -> None:
        """Start again what has died by itself, as an operator's supervisor does, and remember that."""
        for name, child in list(self.running.items()):
            if child.process.poll() is not None:
                self.died[name.partition("-")[0]] += 1
                child.stop()
                self.start(name)

    def close(self) -> None:
        """End everything but the servers, whatever state it is in."""
        self.freeze_valkey(False)
        for child in self.running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGCONT)
        supervisor.stop_together(list(self.running.values()))
        self.running.clear()

    # -- the broker --------------------------------------------------------------------------------
    def wake(self) -> None:
        """Ask the workers to sweep, as beat does, only more often."""
        wake.wake("sla.sapu")

    def freeze_valkey(self, stopped: bool) -> None:
        """Let Valkey hang, or go on."""
        self._server("Valkey")[1].process.send_signal(signal.SIGSTOP if stopped else signal.SIGCONT)

    def kill_valkey(self) -> None:
        """Let Valkey die with everything that it holds."""
        child = self._server("Valkey")[1]
        child.process.kill()
        child.process.wait()

    def start_valkey(self) -> None:
        """A new, empty Valkey at the old address."""
        n, old = self._server("Valkey")
        home, account = self._home(), unprivileged_account()
        at = urlsplit(self.servers.redis_url)
        program = programs(home, account)[1]
        self.servers.children[n], _ = start_valkey(
            home, old.log, account=account, password=at.password or "", program=program, port=at.port or 0
        )

    # -- the database ------------------------------------------------------------------------------
    def stop_postgres(self, how: signal.Signals) -> None:
        """SIGQUIT: at once, without a checkpoint (`immediate`); SIGINT: in order, cutting every connection (`fast`)."""
        child = self._server(POSTGRES)[1]
        child.process.send_signal(how)
        child.process.wait()

    def start_postgres(self) -> None:
        """The database again, on its files and at its old address; it recovers by itself."""
        n, old = self._server(POSTGRES)
        home, account = self._home(), unprivileged_account()
        at = urlsplit(self.servers.admin_url)
        self.servers.children[n], _ = start_postgres(
            home,
            old.log,
            account=account,
            passwords={"sandi_postgres": at.password or ""},
            bin_folder=programs(home, account)[0],
            settings={},
            port=at.port or 0,
        )
        with contextlib.suppress(DatabaseError):
            connection.close()

    def recovered(self) -> datetime:
        """From now on everything is whole again."""
        self.pulih = database_time()
        return self.pulih

    def _server(self, name: str) -> tuple[int, Child]:
        return next((n, child) for n, child in enumerate(self.servers.children) if child.name == name)

    def _home(self) -> Path:
        if self.servers.home is None:
            raise Refusal("Latihan gangguan hanya berjalan pada server sekali pakai.")
        return self.servers.home


def _transactions(admin: psycopg.Connection[tuple[int]], name: str) -> int:
    row = admin.execute(DALAM_TRANSAKSI, [name]).fetchone()
    return row[0] if row else 0


def children_of(pid: int) -> list[int]:
    """The processes that a process has started (Linux; elsewhere none are known)."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []

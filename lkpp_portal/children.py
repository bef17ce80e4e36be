"""Child processes that never outlive the portal: started quiet, remembered, stopped in order.

On Linux the kernel stops a child when its parent dies (PR_SET_PDEATHSIG). Elsewhere, and for whatever is still
shutting down, the next start finds the remembered process ids and stops them first.
"""

# ruff: noqa: S603, S607 - the commands are our own and fixed

import contextlib
import ctypes
import json
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkpp_portal.bootstrap import Refusal

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """The account under which the servers run: our own, or one without rights when we are root."""

    uid: int | None = None
    gid: int | None = None

    @property
    def groups(self) -> list[int] | None:
        """No further groups for another account; our own keeps what it has."""
        return None if self.uid is None else []

    def take(self, path: Path) -> None:
        """Give a file or folder to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


OURSELVES = Account()


def unprivileged_account() -> Account:
    """For an ordinary user that user; for root an existing account without rights.

    PostgreSQL refuses to run as root and asks for the name of its account, so a bare number is not enough.
    """
    if os.getuid() != 0:
        return OURSELVES
    for name in ("nobody", "daemon"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise Refusal("Sebagai root, portal memerlukan akun sistem bernama nobody untuk menjalankan basis data.")


def can_reach(path: Path, account: Account, mode: int = os.R_OK | os.X_OK) -> bool:
    """Ask the kernel, as that account, whether the path may be used: permissions, ACLs and parents included."""
    if account.uid is None or account.gid is None:
        return os.access(path, mode)
    pid = os.fork()
    if pid == 0:
        try:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
            os._exit(0 if os.access(path, mode) else 1)
        except OSError:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def tie_to_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """What a new child runs before its program: ask for a signal when the parent dies, and stay private."""
    parent = os.getpid()

    def tie() -> None:
        os.umask(0o077)
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return tie


@dataclass
class Child:
    """A running program of the portal."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 12.0  # seconds between asking and forcing

    def stop(self) -> None:
        """Ask it to end, wait, then force it; what it started itself and left behind ends too."""
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def last_words(self) -> str:
        """The last line of its log, for the sentence that reports its death."""
        lines = self.log.read_text(errors="replace").strip().splitlines() if self.log.exists() else []
        return lines[-1][:300] if lines else "tanpa pesan"


def spawn(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    account: Account = OURSELVES,
    stop_signal: signal.Signals = signal.SIGTERM,
    death_signal: signal.Signals = signal.SIGTERM,
    given: bytes | None = None,
) -> Child:
    """Start a program in a session of its own, so that Ctrl-C reaches the portal alone and order is kept.

    `given` is written to its standard input (settings that must not stand in the process list).
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=tie_to_parent(death_signal),
            user=account.uid,
            group=account.gid,
            extra_groups=account.groups,
        )
    if process.stdin is not None:
        process.stdin.write(given or b"")
        process.stdin.close()
    return Child(name=name, process=process, log=log, stop_signal=stop_signal)


def born(pid: int) -> str | None:
    """When a process started, as its system tells; None when it is gone (or only waits to be buried)."""
    if sys.platform == "linux":
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    told = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip() or None


class Register:
    """Remembers in a file which processes are ours, for the start after a crash. PostgreSQL keeps its own such file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.entries: list[tuple[str, int, str]] = []

    def add(self, *children: Child) -> None:
        """Write the new list beside the old one and swap them, so that a crash leaves one of the two."""
        self.entries += [(child.name, child.process.pid, born(child.process.pid) or "") for child in children]
        draft = self.file.with_suffix(".baru")
        draft.write_text(json.dumps(self.entries))
        draft.replace(self.file)

    def stop_leftovers(self) -> list[str]:
        """End what an earlier portal left behind, each with its children; returns the names of what was still there.

        None of these holds anything that is not also in the database, so they are not given long.
        """
        try:
            remembered = json.loads(self.file.read_text())
        except (OSError, ValueError):
            return []
        alive = [(name, pid, when) for name, pid, when in remembered if born(pid) == when]
        for stop_signal, seconds in ((signal.SIGTERM, 1.5), (signal.SIGKILL, 5.0)):
            for _, pid, when in alive:
                if born(pid) == when:
                    os.killpg(pid, stop_signal)
            wait_gone([(pid, when) for _, pid, when in alive], seconds)
        self.clear()
        return [name for name, _, _ in alive]

    def clear(self) -> None:
        """Forget everything: it all ended in order."""
        self.file.unlink(missing_ok=True)


def wait_gone(processes: Sequence[tuple[int, str]], seconds: float) -> bool:
    """Wait until all these processes are gone; False when some are still there after that many seconds."""
    end = time.monotonic() + seconds
    while any(born(pid) == when for pid, when in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True

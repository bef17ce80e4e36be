"""The limited child that opens one file: `python -I child.py OPENER MIME OUT_FD`, file on stdin, JSON on stdout.

An opener is a module of berkas.openers, or one with a dot in its name from another app, which imports no Django.
`python -I child.py --hangat OPENER` loads the opener once and then makes such a child of itself for every file that
comes through the socket on its stdin (berkas.hangat); it never looks into a file itself.

It knows nothing of the portal (no environment, no Django, no keys), gives itself limits of memory, processor time and
output, and then locks itself up (berkas.kurungan): no network, no file but those it holds, no new rights. Which locks
hold is told as `kurungan`, and `terkurung: false` when they are not enough. It can only answer with a reason or a
report; anything else that happens to it means "not examined" to the parent.
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from berkas import kurungan, limits
from berkas.alasan import Alasan, Suspect
from berkas.openers.report import refuse_eicar

PR_SET_PDEATHSIG = 1


def set_limits() -> None:
    """Memory, processor time, size of output, no core file; die with the parent."""
    for what, most in (
        (resource.RLIMIT_AS, limits.CHILD_MEMORY),
        (resource.RLIMIT_CPU, limits.CHILD_CPU),
        (resource.RLIMIT_FSIZE, limits.CHILD_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    if kurungan.LIBC is not None:
        kurungan.LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def peak_kib(status: int) -> int:
    """The most memory this process has held, from its own status page (the kernel's rusage counts the parent's too)."""
    os.lseek(status, 0, os.SEEK_SET)
    for line in os.read(status, 4096).splitlines():
        if line.startswith(b"VmHWM:"):
            return int(line.split()[1])
    return 0


def load(opener: str) -> ModuleType:
    """The opener, and with it only the libraries that this kind of file needs."""
    return importlib.import_module(opener if "." in opener else f"berkas.openers.{opener}")


def main(opener: str, mime: str, out_fd: int) -> None:
    """Open the file on stdin and print the verdict."""
    set_limits()
    examine(load(opener), mime, out_fd)


def examine(module: ModuleType, mime: str, out_fd: int) -> None:
    """Lock up, open the file on stdin and print the verdict."""
    status = os.open("/proc/self/status", os.O_RDONLY) if Path("/proc/self/status").exists() else -1
    held = kurungan.lock_up()
    answer: dict[str, object] = {
        "terkurung": kurungan.confined(held),
        "kurungan": [name for name in held if held[name]],
    }
    source = os.fdopen(0, "rb", closefd=False)  # not sys.stdin: a fork would share what was read ahead
    data = source.read()
    source.seek(0)
    try:
        refuse_eicar(data)
        with os.fdopen(out_fd, "wb") as out:
            report = module.open_file(source, data, mime, out)
    except Suspect as reason:
        answer["alasan"] = reason.alasan.value
    except Exception:  # noqa: BLE001 - whatever goes wrong in here, the file was not examined
        answer["alasan"] = Alasan.TIDAK_DIPERIKSA.value
    else:
        answer |= report.jawaban()
    if status >= 0:
        answer["memori_kib"] = peak_kib(status)
    said = json.dumps(answer).encode()
    while said:
        said = said[os.write(1, said) :]


def serve(opener: str) -> None:
    """For every order on the socket make a limited child, wait no longer than allowed, and tell how it ended."""
    module, orders = load(opener), socket.socket(fileno=0)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    gc.freeze()
    orders.send(b"siap")
    while True:
        order, fds, _flags, _address = socket.recv_fds(orders, 1024, 3)
        if not order:
            return
        mime, wall = json.loads(order)
        with tempfile.TemporaryDirectory(prefix="berkas-") as empty:
            child = os.fork()
            if not child:
                _fork(module, mime, fds, empty)
            for fd in fds:
                os.close(fd)
            orders.send(json.dumps(_end(child, time.monotonic() + wall)).encode())


def _fork(module: ModuleType, mime: str, fds: list[int], empty: str) -> None:
    """The rest of the life of a child: file, answer and copy are the descriptors that came with the order."""
    code = 1
    try:
        os.setsid()
        os.chdir(empty)
        os.dup2(fds[0], 0)  # over the socket: the child holds no way back
        os.dup2(fds[1], 1)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        set_limits()
        examine(module, mime, fds[2])
        code = 0
    finally:
        os._exit(code)


def _end(child: int, deadline: float) -> tuple[int, int]:
    """(exit code, KiB of memory) of the child, killed at the deadline."""
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status), usage.ru_maxrss
        left = deadline - time.monotonic()
        if left <= 0:
            os.kill(child, signal.SIGKILL)
            _ended, status, usage = os.wait4(child, 0)
            return os.waitstatus_to_exitcode(status), usage.ru_maxrss
        signal.sigtimedwait({signal.SIGCHLD}, left)


if __name__ == "__main__":
    if sys.argv[1] == "--hangat":
        serve(sys.argv[2])
    else:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]))

"""The limited child that opens one file: `python -I child.py OPENER MIME OUT_FD`, file on stdin, JSON on stdout.

It knows nothing of the portal (no environment, no Django, no keys), gives itself limits of memory, processor time and
output, and then locks itself up (berkas.kurungan): no network, no file but those it holds, no new rights. Which locks
hold is told as `kurungan`, and `terkurung: false` when they are not enough. It can only answer with a reason or a
report; anything else that happens to it means "not examined" to the parent.
"""

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
from pathlib import Path

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


def main(opener: str, mime: str, out_fd: int) -> None:
    """Open the file on stdin and print the verdict."""
    set_limits()
    module = importlib.import_module(f"berkas.openers.{opener}")  # only the library that this kind of file needs
    status = os.open("/proc/self/status", os.O_RDONLY) if Path("/proc/self/status").exists() else -1
    held = kurungan.lock_up()
    answer: dict[str, object] = {
        "terkurung": kurungan.confined(held),
        "kurungan": [name for name in held if held[name]],
    }
    data = sys.stdin.buffer.read()
    sys.stdin.buffer.seek(0)
    try:
        refuse_eicar(data)
        with os.fdopen(out_fd, "wb") as out:
            report = module.open_file(sys.stdin.buffer, data, mime, out)
    except Suspect as reason:
        answer["alasan"] = reason.alasan.value
    except Exception:  # noqa: BLE001 - whatever goes wrong in here, the file was not examined
        answer["alasan"] = Alasan.TIDAK_DIPERIKSA.value
    else:
        answer |= {"mime": report.mime, "salinan": report.salinan, "halaman": report.halaman}
        answer |= {"temuan": sorted(report.temuan), "dibersihkan": sorted(report.dibersihkan)}
    if status >= 0:
        answer["memori_kib"] = peak_kib(status)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))

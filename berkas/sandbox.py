"""The parent's side of the limited child: start it, wait no longer than allowed, and believe only a complete answer."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from berkas.limits import CHILD_WALL

CHILD = Path(__file__).with_name("child.py")
ANSWER = 65_536  # bytes; an honest answer has a few hundred


@dataclass(frozen=True)
class Outcome:
    """The child's answer, or None for whatever went wrong; seconds and peak memory (KiB) either way."""

    answer: dict[str, Any] | None
    detik: float
    memori_kib: int


def private_file() -> BinaryIO:
    """A file without a name, in memory where the kernel can: nothing to leave behind, not even after a kill."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("berkas"), "w+b")
    return tempfile.TemporaryFile()


def run(source: BinaryIO, opener: str, mime: str, out: BinaryIO, wall: float = CHILD_WALL) -> Outcome:
    """Open `source` (a real file, read from its beginning) in the child, which may write a clean copy to `out`."""
    source.seek(0)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="berkas-") as empty:
        child = subprocess.Popen(  # noqa: S603 - our own program and words of our own
            [sys.executable, "-I", "-B", str(CHILD), opener, mime, str(out.fileno())],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(out.fileno(),),
            env={},
            cwd=empty,
            start_new_session=True,
        )
        pipe = cast(IO[bytes], child.stdout)  # asked for above
        said, code, memory = _wait(child, pipe, start + wall)
    answer = parse(said) if code == 0 else None
    if answer and isinstance(answer.get("memori_kib"), int):
        memory = answer["memori_kib"]
    return Outcome(answer, time.monotonic() - start, memory)


def _wait(child: "subprocess.Popen[bytes]", pipe: IO[bytes], deadline: float) -> tuple[bytes, int, int]:
    """(stdout, exit code, KiB of memory); kills the child and its session at the deadline."""
    ended, usage = 0, None
    with pipe:
        said = read_answer(pipe.fileno(), deadline)
    while not ended and time.monotonic() < deadline:
        ended, status, usage = os.wait4(child.pid, os.WNOHANG)
        time.sleep(0 if ended else 0.001)
    if not ended:
        os.killpg(child.pid, signal.SIGKILL)
        ended, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return said, child.returncode, usage.ru_maxrss if usage else 0


def read_answer(pipe: int, deadline: float) -> bytes:
    """What comes through the pipe until it is closed, until the deadline, or until it is too much."""
    said = b""
    poll = select.poll()
    poll.register(pipe, select.POLLIN | select.POLLHUP)
    while len(said) < ANSWER and poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        piece = os.read(pipe, ANSWER)
        if not piece:
            break
        said += piece
    return said


def parse(said: bytes) -> dict[str, Any] | None:
    """A complete answer, or None."""
    try:
        answer = json.loads(said)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None

"""A limited child that is kept ready: its libraries are loaded once, and every file is opened by a fork of it.

For openers whose libraries take longer to load than the file takes to examine. The process that is kept never looks
into a file; it dies when the process that started it does.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from typing import BinaryIO

from berkas.sandbox import ANSWER, CHILD, Outcome, parse, read_answer

START = 30.0
"""Seconds in which the libraries must be loaded."""
GRACE = 2.0
"""Seconds by which the ready process may report later than it must kill its child."""


class Hangat:
    """Runs one opener; started by the first file, started again when it is gone, one file at a time."""

    def __init__(self, opener: str) -> None:
        self._opener = opener
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        os.register_at_fork(after_in_child=self._forget)

    def run(self, source: BinaryIO, mime: str, out: BinaryIO, wall: float) -> Outcome:
        """Open `source` (a real file, read from its beginning), which may write a copy to `out`."""
        with self._lock:
            orders = self._ready()
            source.seek(0)
            start = time.monotonic()
            answer, code, memory = self._order(orders, source, mime, out, wall) if orders else (b"", -1, 0)
        said = parse(answer) if code == 0 else None
        if said and isinstance(said.get("memori_kib"), int):
            memory = said["memori_kib"]
        return Outcome(said, time.monotonic() - start, memory)

    def siapkan(self) -> None:
        """Load the libraries now, so that the first file need not wait for them."""
        with self._lock:
            self._ready()

    def stop(self) -> None:
        """End the ready process."""
        with self._lock:
            self._stop()

    def _order(
        self, orders: socket.socket, source: BinaryIO, mime: str, out: BinaryIO, wall: float
    ) -> tuple[bytes, int, int]:
        """(answer, exit code, KiB of memory); a ready process that does not report in time is ended."""
        pipe, writing = os.pipe()
        deadline = time.monotonic() + wall + GRACE
        try:
            try:
                socket.send_fds(orders, [json.dumps([mime, wall]).encode()], [source.fileno(), writing, out.fileno()])
            finally:
                os.close(writing)
            answer = read_answer(pipe, deadline)
            orders.settimeout(max(0.01, deadline - time.monotonic()))
            code, memory = json.loads(orders.recv(ANSWER))
        except (OSError, ValueError):
            self._stop()
            return b"", -1, 0
        finally:
            os.close(pipe)
        return answer, code, memory

    def _ready(self) -> socket.socket | None:
        """The socket of a process that waits for orders, started now if there is none; None if it does not start."""
        if self._child and self._child.poll() is None:
            return self._orders
        self._stop()
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            self._child = subprocess.Popen(  # noqa: S603 - our own program and words of our own
                [sys.executable, "-I", "-B", str(CHILD), "--hangat", self._opener],
                stdin=there.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                start_new_session=True,
            )
        self._orders = here
        here.settimeout(START)
        try:
            if here.recv(16) == b"siap":
                return here
        except OSError:
            pass
        self._stop()
        return None

    def _stop(self) -> None:
        if self._orders:
            self._orders.close()
        if self._child:
            self._child.kill()
            self._child.wait()
        self._child = self._orders = None

    def _forget(self) -> None:
        """In a fork of our own process: the ready process belongs to the other."""
        if self._orders:
            self._orders.close()
        if self._child:
            self._child.returncode = 0
        self._child = self._orders = None
        self._lock = threading.Lock()

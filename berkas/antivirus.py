"""A small client of clamd (INSTREAM). It says clean, infected, or that it does not know; down is never clean."""

import socket
import time
from typing import BinaryIO
from urllib.parse import urlsplit

CONNECT = 3.0
DEADLINE = 60.0
PIECE = 64 * 1024
ANSWER = 4096


class AntivirusError(Exception):
    """Clamd is down, slow, or said something that is no verdict."""


def _connect(url: str) -> socket.socket:
    address = urlsplit(url)
    if address.scheme == "unix":
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(CONNECT)
        try:
            link.connect(address.path)
        except OSError:
            link.close()
            raise
        return link
    return socket.create_connection((address.hostname or "127.0.0.1", address.port or 3310), timeout=CONNECT)


def answers(url: str) -> bool:
    """Is clamd there? Asked before a sweep, so that an outage costs one question and not one per file."""
    try:
        with _connect(url) as link:
            link.settimeout(CONNECT)
            link.sendall(b"zPING\0")
            return _answer(link, time.monotonic() + CONNECT) == b"PONG\0"
    except (OSError, ValueError, AntivirusError):
        return False


def scan(source: BinaryIO, *, url: str, deadline: float = DEADLINE) -> str | None:
    """The name of what clamd found in `source` (read from its beginning), or None when it is clean.

    Raises AntivirusError for anything that is not a plain verdict within `deadline` seconds.
    """
    end = time.monotonic() + deadline
    source.seek(0)
    try:
        with _connect(url) as link:
            _limit(link, end)
            link.sendall(b"zINSTREAM\0")
            while piece := source.read(PIECE):
                _limit(link, end)
                link.sendall(len(piece).to_bytes(4, "big") + piece)
            link.sendall(bytes(4))
            return _verdict(_answer(link, end))
    except (OSError, ValueError) as error:
        raise AntivirusError(type(error).__name__) from error


def _limit(link: socket.socket, end: float) -> None:
    left = end - time.monotonic()
    if left <= 0:
        raise AntivirusError("deadline")
    link.settimeout(left)


def _answer(link: socket.socket, end: float) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < ANSWER:
        _limit(link, end)
        piece = link.recv(ANSWER)
        if not piece:
            break
        said += piece
    return said


def _verdict(said: bytes) -> str | None:
    if said == b"stream: OK\0":
        return None
    if said.startswith(b"stream: ") and said.endswith(b" FOUND\0"):
        return said[len(b"stream: ") : -len(b" FOUND\0")].decode("ascii", "replace")
    raise AntivirusError("no verdict")

"""Clamd's words, spoken by a fake that reads INSTREAM as the real one does."""

import io
import socket
import threading
from collections.abc import Iterator

import pytest

from berkas import antivirus
from tests.berkas.samples import EICAR


class FakeClamd:
    """Reads one INSTREAM session; answers by content, or with the words it was given."""

    def __init__(self, says: bytes | None = None) -> None:
        self.says = says
        self.received = b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self.server.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        link, _ = self.server.accept()
        with link, link.makefile("rb") as stream:
            command = b""
            while not command.endswith(b"\0"):
                command += stream.read(1)
            if command == b"zPING\0":
                link.sendall(b"PONG\0" if self.says is None else self.says)
                return
            while length := int.from_bytes(stream.read(4), "big"):
                self.received += stream.read(length)
            verdict = b"stream: Eicar-Signature FOUND\0" if EICAR in self.received else b"stream: OK\0"
            link.sendall(verdict if self.says is None else self.says)

    def close(self) -> None:
        self.server.close()
        self.thread.join(timeout=5)


@pytest.fixture
def clamd(request) -> Iterator[FakeClamd]:
    fake = FakeClamd(getattr(request, "param", None))
    yield fake
    fake.close()


def scan(content: bytes, url: str, deadline: float = 5.0) -> str | None:
    return antivirus.scan(io.BytesIO(content), url=url, deadline=deadline)


def test_a_clean_file_is_clean_and_was_sent_whole(clamd: FakeClamd) -> None:
    content = bytes(range(256)) * 1000
    assert scan(content, clamd.url) is None
    assert clamd.received == content


def test_an_infected_file_is_named(clamd: FakeClamd) -> None:
    assert scan(b"x" * 100_000 + EICAR, clamd.url) == "Eicar-Signature"


@pytest.mark.parametrize(
    "clamd",
    [
        b"",
        b"\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK",
        b"stream: OK FOUND",
        b"OK\0",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"x" * 100_000,
    ],
    indirect=True,
)
def test_garbage_is_never_clean(clamd: FakeClamd) -> None:
    with pytest.raises(antivirus.AntivirusError):
        scan(b"isi", clamd.url)


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:///tidak/ada.sock", "tcp://127.0.0.1:bukan"])
def test_down_is_never_clean(url: str) -> None:
    with pytest.raises(antivirus.AntivirusError):
        scan(b"isi", url)


def test_a_living_clamd_answers(clamd: FakeClamd) -> None:
    assert antivirus.answers(clamd.url)


@pytest.mark.parametrize("clamd", [b"", b"stream: OK\0"], indirect=True)
def test_a_strange_one_does_not(clamd: FakeClamd) -> None:
    assert not antivirus.answers(clamd.url)
    assert not antivirus.answers("tcp://127.0.0.1:1")


def test_silence_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(antivirus.AntivirusError):
        scan(b"isi", f"tcp://127.0.0.1:{silent.getsockname()[1]}", deadline=0.2)

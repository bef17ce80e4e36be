"""A mail server for tests, as small as it can be: takes mail, or misbehaves in one of the ways that servers do."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default


class Sink(socketserver.ThreadingTCPServer):
    """`ulah` is how it behaves: "terima", "451" or "550" (refuses after DATA), "putus" (takes it and drops), "diam"."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.ulah = "terima"
        self.surat: list[EmailMessage] = []
        self.selesai = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is part of the game."""


class Session(socketserver.StreamRequestHandler):
    """One conversation."""

    server: Sink

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        if self.server.ulah == "diam":
            self.server.selesai.wait(10)
            return
        self.say("220 sink")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.say("354 go on")
                if not self._data():
                    return
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 sink")

    def _data(self) -> bool:
        body = b"".join(iter(self.rfile.readline, b".\r\n"))
        ulah = self.server.ulah
        if ulah in {"451", "550"}:
            self.say(f"{ulah} no")
            return True
        self.server.surat.append(email.message_from_bytes(body, policy=default))  # type: ignore[arg-type]
        if ulah == "putus":
            return False
        self.say("250 taken")
        return True


@contextmanager
def running() -> Iterator[Sink]:
    """A sink on a free port of the loopback interface."""
    sink = Sink()
    thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        sink.selesai.set()
        sink.shutdown()
        sink.server_close()
        thread.join()

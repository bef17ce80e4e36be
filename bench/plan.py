"""What is measured: scenarios and the requests in them. No Django here: the load generator reads it too."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PORTAL, LANTAI = "portal", "lantai"
SISI = (LANTAI, PORTAL)
"""The two sides, in the order in which they take turns."""
WARGA, PETUGAS = 16, 8
"""Visitors at a time: the status page is asked for by many; at a desk, and sending, there are fewer at once."""
FILE, TAPES = "rencana.pickle", "pita.pickle"


@dataclass(frozen=True)
class Request:
    """One request as bytes, and how to tell that the answer is the right one."""

    nama: str
    raw: bytes
    status: int
    tanda: bytes = b""  # has to stand in the answer


Shot = tuple[Request, ...]
"""Requests that one visitor sends one after the other."""


@dataclass(frozen=True)
class Scenario:
    """Something that people do, on both sides. `sekali`: each shot can be fired only once."""

    kunci: str
    judul: str
    shots: Mapping[str, list[Shot]]
    kueri: Mapping[str, int]  # request name -> statements that the portal sends
    sekali: bool = False
    sambungan: int = PETUGAS


@dataclass(frozen=True)
class Plan:
    """Everything that the load generator has to know."""

    skenario: list[Scenario] = field(default_factory=list)

    def save(self, folder: Path) -> None:
        """Write the plan into the folder of this run."""
        (folder / FILE).write_bytes(pickle.dumps(self))

    @staticmethod
    def load(folder: Path) -> "Plan":
        """Read what `save` wrote."""
        found: Plan = pickle.loads((folder / FILE).read_bytes())
        return found


def raw_request(
    method: str, path: str, *, cookies: Mapping[str, str], headers: Mapping[str, str] | None = None, body: bytes = b""
) -> bytes:
    """A request as it goes over the wire; the server closes the connection after its answer."""
    lines = {"Host": "localhost", "Connection": "close", "Accept-Language": "id", **(headers or {})}
    if cookies:
        lines["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    if method == "POST":
        lines["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body

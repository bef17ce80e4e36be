"""Where an installation keeps its things, and the environment its processes are given."""

import contextlib
import ctypes
import fcntl
import hashlib
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lkpp_portal import secret_files
from lkpp_portal.bootstrap import ROOT, Refusal, cause, given
from lkpp_portal.servers import Servers

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
ADDRESSES = ("DATABASE_URL", "DATABASE_URL_PEMILIK", "REDIS_URL")
NOT_PREPARED = {".venv", ".git", ".data", "node_modules", "__pycache__", "tests", "docs", "bench", "rupa", "deploy"}


@dataclass(frozen=True)
class Place:
    """The folders of an installation, all below `.data`."""

    data: Path = ROOT / ".data"

    @property
    def secrets(self) -> Path:
        """Keys and passwords, and while it runs the addresses of the servers."""
        return self.data / "rahasia"

    @property
    def logs(self) -> Path:
        """One file per process, the run before as `.lama`."""
        return self.data / "log"

    def make(self) -> None:
        """Make the folders, or say in one sentence why that cannot be done."""
        try:
            for folder in (self.data, self.secrets, self.logs):
                folder.mkdir(mode=0o700, exist_ok=True)
            (self.data / "uji-tulis").write_text("")
            (self.data / "uji-tulis").unlink()
        except OSError as error:
            raise Refusal(f"Folder {self.data} tidak dapat ditulisi: {cause(error)}.") from error
        if os.getuid() == 0 and self.data.stat().st_uid != 0:
            raise Refusal(
                f"Folder {self.data} milik pengguna lain; jalankan sebagai pengguna itu, atau hapus folder .data."
            )

    @contextlib.contextmanager
    def only_one(self) -> Iterator[None]:
        """Hold the installation; a second portal in the same folder is refused. Ends with the process, however."""
        with (self.data / "portal.kunci").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise Refusal(f"Portal sudah berjalan dari folder ini ({lock.read().strip()}).") from None
            lock.truncate(0)
            lock.write(f"PID {os.getpid()}")
            lock.flush()
            yield

    def is_running(self) -> bool:
        """Whether a portal holds this installation now."""
        if not self.data.exists():
            return False
        try:
            with (self.data / "portal.kunci").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def site(self) -> str:
        """The address a browser on this machine uses (passkeys want the name localhost)."""
        return f"http://{'localhost' if self.host in LOOPBACK else self.host}:{self.port}"


def mode() -> str:
    """demo or produksi: the two modes in which the portal serves people."""
    chosen = os.environ.get("PORTAL_MODE") or "demo"
    if chosen not in {"demo", "produksi"}:
        raise Refusal(f"PORTAL_MODE={chosen} tidak dapat dijalankan; pakai demo atau produksi (uji: ./portal test).")
    return chosen


def address(arguments: list[str]) -> Address:
    """Read `--port`, PORT and BIND. A demo listens on this machine only."""
    port = os.environ.get("PORT") or "8000"
    rest = [part for argument in arguments for part in argument.split("=", 1)]
    if rest[:1] == ["--port"] and len(rest) == 2:
        port = rest[1]
    elif rest:
        raise Refusal(f"Perintah tidak dikenal: {' '.join(arguments)}. Lihat ./portal bantuan.")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Refusal(f"Porta {port} tidak sah; pakai angka 1 sampai 65535.")
    host = os.environ.get("BIND") or "127.0.0.1"
    if mode() == "demo" and host not in LOOPBACK:
        raise Refusal("Mode demo hanya melayani komputer ini; hapus BIND, atau pakai PORTAL_MODE=produksi.")
    return Address(host, int(port))


def require_free(where: Address) -> None:
    """Refuse when another program already listens there."""
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((where.host, where.port))
        except OSError as error:
            raise Refusal(
                f"Alamat {where.host} porta {where.port} tidak dapat dipakai ({cause(error)}):"
                f" hentikan program yang memakainya, atau pilih porta lain, misalnya ./portal --port {where.port + 1}."
            ) from error


def missing_libraries() -> list[str]:
    """The system libraries for PDF that this machine lacks (Linux only; elsewhere WeasyPrint itself tells)."""
    missing = []
    for name in LIBRARIES if os.uname().sysname == "Linux" else ():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def environment(place: Place, where: Address, servers: Servers) -> dict[str, str]:
    """What web, worker and beat are given: never the owner's way into the database.

    Secrets go as files; what the caller has set stays as it is.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_URL_PEMILIK")}
    if mode() == "demo":
        env |= {f"{name}_FILE": str(place.secrets / name) for name in secret_files.APPLICATION if not given(name)}
        env.setdefault("SITE_URL", where.site)
        env.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    for name, value in (("DATABASE_URL", servers.database_url), ("REDIS_URL", servers.redis_url)):
        if value:
            env[f"{name}_FILE"] = str(secret_files.write(place.secrets / name, value))
    env["PORTAL_MODE"] = mode()
    env["DJANGO_SETTINGS_MODULE"] = "lkpp_portal.settings"
    return env


def owner_environment(place: Place, env: dict[str, str], servers: Servers) -> dict[str, str]:
    """The same, but the database is entered as its owner: for migrations and for the operator's commands."""
    result = dict(env)
    if servers.owner_url:
        result["DATABASE_URL_FILE"] = str(secret_files.write(place.secrets / "DATABASE_URL_PEMILIK", servers.owner_url))
    elif given("DATABASE_URL_PEMILIK"):
        result.pop("DATABASE_URL_FILE", None)
        for suffix in ("", "_FILE"):
            if value := os.environ.get(f"DATABASE_URL_PEMILIK{suffix}"):
                result[f"DATABASE_URL{suffix}"] = value
    return result


def stamp_of(identity: str, *places: Path) -> str:
    """A value that changes whenever a file below these places is added, removed or changed."""
    found = hashlib.sha256(identity.encode())
    for place in places:
        for folder, folders, files in os.walk(place):
            folders[:] = sorted(name for name in folders if name not in NOT_PREPARED and not name.endswith("_cache"))
            for name in sorted(files):
                status = (Path(folder) / name).stat()
                found.update(f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()

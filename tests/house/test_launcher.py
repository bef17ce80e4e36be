"""Law: `./portal` refuses in one sentence, keeps its servers private, and leaves nothing running behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from lkpp_portal import bootstrap, inspection, run, secret_files
from lkpp_portal.bootstrap import ROOT, Refusal
from lkpp_portal.children import Register, born, spawn, tie_to_parent, unprivileged_account, wait_gone
from lkpp_portal.servers import OUTSIDE, Servers, free_port, remove_orphans, stop_stale_postgres, throw_away
from lkpp_portal.surroundings import Address, Place, address, environment, require_free, stamp_of

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with throw_away() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Place:
    result = Place(tmp_path / "data")
    result.make()
    return result


@pytest.fixture(autouse=True)
def _plain_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORTAL_MODE", "PORT", "BIND", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", *secret_files.KEY_RINGS):
        monkeypatch.delenv(name, raising=False)


# -- what it refuses -------------------------------------------------------------------------------
def test_an_old_python_is_refused_in_one_sentence(tmp_path: Path) -> None:
    pretend = "import runpy, sys; sys.version_info = (3, 8); runpy.run_path('portal', run_name='__main__')"
    env = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", pretend], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert re.fullmatch(r"Portal memerlukan Python 3\.11 atau lebih baru; .*\.\n", done.stderr)


def test_the_first_file_can_be_read_by_any_python_3() -> None:
    compile((ROOT / "portal").read_text(), "portal", "exec")
    assert 'f"' not in (ROOT / "portal").read_text()


@pytest.mark.parametrize(("system", "machine"), [("linux", "riscv64"), ("win32", "amd64"), ("freebsd14", "x86_64")])
def test_a_machine_without_embedded_servers_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str
) -> None:
    monkeypatch.setattr(bootstrap.sys, "platform", system)
    monkeypatch.setattr(bootstrap.platform, "machine", lambda: machine)
    with pytest.raises(Refusal, match="isi DATABASE_URL dan REDIS_URL"):
        bootstrap.require_platform("embedded")
    bootstrap.require_platform("base")


def test_a_port_in_use_is_refused_with_another_one_proposed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"sudah dipakai.*--port {port + 1}"):
            require_free(Address("127.0.0.1", port))


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "٨٠٠٠", ""])
def test_a_port_that_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(Refusal, match="tidak sah"):
        address(["--port", port])


def test_a_demo_refuses_to_listen_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIND", "0.0.0.0")
    with pytest.raises(Refusal, match="hanya melayani komputer ini"):
        address([])


def test_production_listens_as_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIND", "0.0.0.0")
    monkeypatch.setenv("PORTAL_MODE", "produksi")
    assert address(["--port=8443"]) == Address("0.0.0.0", 8443)


@pytest.mark.parametrize("mode", ["uji", "dmeo"])
def test_a_mode_that_serves_nobody_is_refused(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setenv("PORTAL_MODE", mode)
    with pytest.raises(Refusal, match="pakai demo atau produksi"):
        address([])


def test_production_gets_no_generated_keys(monkeypatch: pytest.MonkeyPatch, place: Place) -> None:
    monkeypatch.setenv("PORTAL_MODE", "produksi")
    env = environment(place, Address("127.0.0.1", 8000), Servers())
    assert not [name for name in env if name.startswith(("KUNCI_", "SECRET_KEY"))]


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(Refusal, match="tidak dapat ditulisi"):
        Place(tmp_path / "data").make()


def test_a_second_portal_in_the_same_folder_is_refused(place: Place) -> None:
    assert not place.is_running()
    with place.only_one():
        assert place.is_running()
        with pytest.raises(Refusal, match=f"sudah berjalan.*PID {os.getpid()}"), place.only_one():
            pass
    assert not place.is_running()


@pytest.mark.parametrize("arguments", [["apa"], ["--port"], ["--port", "1", "2"], ["periksa", "apa"]])
def test_an_unknown_command_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(arguments) == 1
    assert "tidak dikenal" in capsys.readouterr().err


def test_every_subcommand_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["bantuan"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in run.COMMANDS if name.isalpha() and f"./portal {name}" not in shown] == []


# -- what it makes ---------------------------------------------------------------------------------
def test_secrets_are_made_once_and_readable_by_the_owner_only(place: Place) -> None:
    first = secret_files.ensure(place.secrets)
    assert secret_files.ensure(place.secrets) == first
    assert {oct(file.stat().st_mode & 0o777) for file in place.secrets.iterdir()} == {"0o600"}
    assert len(set(first.values())) == len(first)


def test_the_lock_file_decides_whether_anything_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "python_works", lambda: True)
    monkeypatch.setattr(bootstrap, "install", lambda lock: None)
    bootstrap.ensure("embedded")
    assert bootstrap.is_current("embedded")
    assert bootstrap.is_current("base")
    assert not bootstrap.is_current("dev")
    bootstrap.stamp("embedded").write_text("of an older lock file")
    assert not bootstrap.is_current("embedded")


def test_real_servers_need_no_embedded_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bootstrap.wanted("") == "embedded"
    monkeypatch.setenv("DATABASE_URL_FILE", "/run/secrets/database_url")
    assert bootstrap.wanted("") == "embedded"
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1")
    assert bootstrap.wanted("") == "base"
    assert bootstrap.wanted("test") == "dev"


def test_preparation_is_repeated_when_a_file_or_the_installation_changes(tmp_path: Path) -> None:
    (tmp_path / "acuan.csv").write_text("satu")
    before = stamp_of("a", tmp_path)
    assert stamp_of("a", tmp_path) == before != stamp_of("b", tmp_path)
    (tmp_path / "acuan.csv").write_text("satu, dua")
    assert stamp_of("a", tmp_path) != before


def test_pre_commit_calls_every_check() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text()
    assert set(re.findall(r"entry: ./portal periksa (\w+)", text)) == set(inspection.CHECKS)


# -- the servers -----------------------------------------------------------------------------------
def test_the_database_listens_on_this_machine_only_and_asks_for_a_password(servers: Servers) -> None:
    with psycopg.connect(servers.admin_url) as connection:
        names = ("listen_addresses", "unix_socket_directories", "password_encryption")
        rows = [connection.execute(f"SHOW {name}").fetchone() for name in names]
    assert rows == [("127.0.0.1",), ("",), ("scram-sha-256",)]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(re.sub(r":[^:@/]+@", ":salah@", servers.database_url))


def test_the_web_role_owns_nothing_and_may_make_nothing(servers: Servers) -> None:
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, pg_get_userbyid(datdba), datlocprovider, datlocale"
            " FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
        ).fetchone()
        assert row == (False, False, False, "portal_pemilik", "b", "C.UTF-8")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE milik_web (id int)")


def test_the_owner_can_install_the_extensions_we_use(servers: Servers) -> None:
    with psycopg.connect(servers.owner_url, autocommit=True) as connection:
        for name in ("pg_trgm", "unaccent", "citext", "btree_gist"):
            connection.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_servers_run_without_rights_and_hide_their_passwords(servers: Servers) -> None:
    account = unprivileged_account()
    for child in servers.children:
        process = Path(f"/proc/{child.process.pid}")
        assert process.stat().st_uid == (os.getuid() if account.uid is None else account.uid) != 0
        assert not re.search(r"requirepass|:[\w-]{32}@", (process / "cmdline").read_text())


def test_the_broker_asks_for_a_password(servers: Servers) -> None:
    port = int(servers.redis_url.rpartition(":")[2].partition("/")[0])
    with socket.create_connection(("127.0.0.1", port), 2) as connection:
        connection.sendall(b"PING\r\n")
        assert connection.recv(100).startswith(b"-NOAUTH")


def test_throw_away_servers_disappear_with_their_folder() -> None:
    with throw_away() as running:
        folder = running.children[0].log.parent
        processes = [(child.process.pid, born(child.process.pid) or "") for child in running.children]
    assert wait_gone(processes, 0)
    assert not folder.exists()


def test_folders_of_killed_test_runs_are_removed_and_those_of_living_ones_kept(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    orphan, living = tmp_path / f"portal-uji-{dead.pid}-x", tmp_path / f"portal-uji-{os.getpid()}-x"
    orphan.mkdir()
    living.mkdir()
    remove_orphans(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [living.name]


# -- after a crash ---------------------------------------------------------------------------------
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal exists on Linux only")
def test_children_die_with_a_killed_portal(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys, time; from lkpp_portal.children import spawn\n"
        f"child = spawn('x', {SLEEPER!r}, log=pathlib.Path({str(tmp_path / 'log')!r}), env=dict(os.environ),"
        " cwd=pathlib.Path('/'))\n"
        "print(child.process.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        when = born(pid)
        assert when is not None
        parent.kill()
    assert wait_gone([(pid, when)], 10)


def test_what_a_dead_child_left_behind_ends_with_it(tmp_path: Path) -> None:
    code = f"import subprocess; print(subprocess.Popen({SLEEPER!r}).pid, flush=True); import os; os._exit(1)"
    child = spawn("web", [sys.executable, "-c", code], log=tmp_path / "log", env=dict(os.environ), cwd=tmp_path)
    child.process.wait(10)
    orphan = int((tmp_path / "log").read_text())
    when = born(orphan)
    assert when is not None
    child.stop()
    assert wait_gone([(orphan, when)], 5)


def test_what_a_crashed_portal_left_is_stopped_but_never_a_stranger(tmp_path: Path) -> None:
    register = Register(tmp_path / "proses.json")
    ours, stranger = (
        spawn(name, SLEEPER, log=tmp_path / "log", env=dict(os.environ), cwd=tmp_path) for name in ("web", "lain")
    )
    register.add(ours)
    register.entries.append(("jadwal", stranger.process.pid, "started at another time"))
    register.add()
    assert Register(tmp_path / "proses.json").stop_leftovers() == ["web"]
    assert ours.process.wait(5) == -signal.SIGTERM
    assert stranger.process.poll() is None
    stranger.stop()


def test_a_pid_file_left_by_a_dead_database_does_not_block_the_next(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n")
    stop_stale_postgres(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_a_free_port_is_free() -> None:
    require_free(Address("127.0.0.1", free_port()))


# -- the whole, as a newcomer starts it --------------------------------------------------------------
@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """A copy of the project in a folder that only its owner may enter, with nothing started yet."""
    folder = tmp_path / "hanya-pemilik" / "portal"
    left_out = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "tests", "bench", "rupa", "docs")
    shutil.copytree(ROOT, folder, ignore=left_out)
    folder.parent.chmod(0o700)
    (folder / ".venv").symlink_to(sys.prefix)
    yield folder
    identity = folder / ".data" / "rahasia" / "identitas_pemasangan"
    if identity.exists():
        for parent in OUTSIDE:
            shutil.rmtree(parent / f"portal-lkpp-{identity.read_text()}", ignore_errors=True)


@pytest.fixture
def start_portal(clone: Path) -> Iterator[Callable[[int], tuple[subprocess.Popen[str], str]]]:
    """Runs `./portal` as a newcomer would, and reads along until it says that it is ready."""
    passed = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")
    env = {name: os.environ[name] for name in passed if name in os.environ}
    started: list[subprocess.Popen[str]] = []

    def start(port: int) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, clone / "portal", "--port", str(port)],
            cwd="/",
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=tie_to_parent(signal.SIGTERM),
        )
        started.append(process)
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl-C" in line:
                return process, said
        pytest.fail(f"./portal did not start:\n{said}")

    yield start
    for process in started:
        process.terminate()
        process.communicate()


def processes_of(folder: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line and "defunct" not in line]


@pytest.mark.fault
def test_the_portal_starts_again_after_kill_9_and_leaves_nothing_running(
    clone: Path, start_portal: Callable[[int], tuple[subprocess.Popen[str], str]]
) -> None:
    port = free_port()
    first, said = start_portal(port)
    assert f"Portal siap: http://localhost:{port}/" in said
    assert "hanya melayani komputer ini" in said
    first.kill()
    first.wait()
    second, said = start_portal(port)
    assert "tidak berubah sejak terakhir" in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat/", timeout=10) as answer:
        assert answer.status == 200
    second.send_signal(signal.SIGINT)
    assert second.wait(60) == 0
    assert processes_of(clone) == []

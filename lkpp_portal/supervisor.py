"""Starts the portal's processes in order, watches over them, and takes all of them down together."""

# ruff: noqa: S603 - the commands are our own and fixed

import contextlib
import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lkpp_portal import secret_files
from lkpp_portal.bootstrap import ROOT, Refusal, given, say, tell
from lkpp_portal.children import Child, Register, spawn, tie_to_parent, unprivileged_account
from lkpp_portal.servers import POSTGRES, Servers, server_home
from lkpp_portal.servers import start as start_servers
from lkpp_portal.surroundings import (
    ADDRESSES,
    Address,
    Place,
    environment,
    missing_libraries,
    mode,
    owner_environment,
    require_free,
    stamp_of,
)

PYTHON = sys.executable
IDENTITY = "identitas_pemasangan"
HEALTH_SECONDS = 120.0
ERROR_SECONDS = 10.0
CELERY = (PYTHON, "-m", "celery", "-A", "lkpp_portal")
# Name, queue, processes: slow examinations of files hold up neither deadlines nor letters.
WORKERS = (("pekerja", "celery", 2), ("pekerja-tenggat", "tenggat", 1), ("pekerja-berkas", "berkas", 1))


class Interrupted(BaseException):
    """Somebody asked the portal to stop."""


def listen_for_stop() -> None:
    """Ctrl-C, `kill` and a closed terminal all end the portal the same orderly way."""

    def stop(number: int, frame: object) -> None:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        raise Interrupted

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, stop)


def fresh_log(place: Place, name: str) -> Path:
    """An empty log; the one before is kept beside it."""
    log = place.logs / f"{name}.log"
    if log.exists():
        log.replace(place.logs / f"{name}.log.lama")
    return log


@contextlib.contextmanager
def running_servers(place: Place, register: Register) -> Iterator[Servers]:
    """The embedded servers, as far as the environment does not name real ones."""
    postgres, valkey = not given("DATABASE_URL"), not given("REDIS_URL")
    if mode() == "produksi" and (postgres or valkey):
        raise Refusal("Mode produksi memerlukan DATABASE_URL dan REDIS_URL; basis data tertanam hanya untuk demo.")
    if not (postgres or valkey):
        yield Servers()
        return
    secrets = secret_files.ensure(place.secrets)
    home = server_home(place.data, secrets[IDENTITY], unprivileged_account())
    for name in ("postgres", "valkey"):
        fresh_log(place, name)
    servers = start_servers(home, place.logs, passwords=secrets, postgres=postgres, valkey=valkey)
    register.add(*(child for child in servers.children if child.name != POSTGRES))
    try:
        yield servers
    finally:
        servers.stop()
        register.clear()
        for name in ADDRESSES:
            (place.secrets / name).unlink(missing_ok=True)


def manage(arguments: list[str], env: dict[str, str]) -> int:
    """Run manage.py in the foreground and return its exit code."""
    return manage_aside(arguments, env).wait()


def manage_aside(arguments: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    """Run manage.py while something else goes on; it ends with us."""
    command = [PYTHON, str(ROOT / "manage.py"), *arguments]
    return subprocess.Popen(command, env=env, cwd=ROOT, preexec_fn=tie_to_parent(signal.SIGTERM))


def prepare(place: Place, env: dict[str, str], cluster: Path | None) -> None:
    """Migrations, rights, reference data, demo data, static files; skipped when nothing has changed since.

    `cluster`: the files of the embedded database, beside which it is remembered; None for a database elsewhere.
    """
    static_root = Path(env.get("STATIC_ROOT", place.data / "static"))
    static_done, done = place.data / "statis-disiapkan", (cluster or place.data) / "disiapkan"
    static_now = stamp_of(str(static_root), ROOT / "static", ROOT / "requirements")
    now = stamp_of(static_now, ROOT)
    collected = (static_root / "staticfiles.json").exists() and static_done.exists()
    unchanged = collected and static_done.read_text() == static_now
    if cluster and unchanged and done.exists() and done.read_text() == now:
        say("Basis data dan berkas statis tidak berubah sejak terakhir.")
        return
    say("Menyiapkan basis data dan berkas statis ...")
    command = ["siapkan", "--tanpa-statis"]
    if cluster is None and mode() == "demo" and not given("DATABASE_URL_PEMILIK"):
        say("Tanpa DATABASE_URL_PEMILIK, basis data sendiri tidak menjaga jejak dari perubahan (cukup untuk mencoba).")
        command.append("--tanpa-hak")
    # Compressing the static files takes a processor for some seconds; the database is prepared meanwhile.
    static = None if unchanged else manage_aside(["collectstatic", "--noinput", "--verbosity", "0"], env)
    failed = manage(command, env)
    if failed or (static is not None and static.wait()):
        raise Refusal("Portal tidak dapat disiapkan; sebabnya tertulis di atas.")
    static_done.write_text(static_now)
    done.write_text(now)


def web(place: Place, where: Address, env: dict[str, str]) -> Child:
    """The web server; on our death it ends quickly, its open port with it."""
    host = f"[{where.host}]" if ":" in where.host else where.host
    command = [PYTHON, "-m", "gunicorn", "-c", "deploy/gunicorn_conf.py", "-b", f"{host}:{where.port}"]
    return spawn(
        "web",
        [*command, "lkpp_portal.wsgi"],
        log=fresh_log(place, "web"),
        env=env,
        cwd=ROOT,
        death_signal=signal.SIGQUIT,
    )


def worker(place: Place, env: dict[str, str], name: str, queue: str, processes: int) -> Child:
    """A Celery worker for one queue."""
    options = ["-Q", queue, "-n", f"{name}@%h", "--concurrency", str(processes), "--loglevel", "WARNING"]
    return spawn(
        name,
        [*CELERY, "worker", *options, "--without-gossip", "--without-mingle"],
        log=fresh_log(place, name),
        env=env,
        cwd=ROOT,
        death_signal=signal.SIGKILL,  # it would wait for a broker that dies with us
    )


def beat(place: Place, env: dict[str, str]) -> Child:
    """The clock of Celery; exactly one."""
    options = ["--loglevel", "WARNING", "--pidfile=", "-s", str(place.data / "jadwal")]
    return spawn("jadwal", [*CELERY, "beat", *options], log=fresh_log(place, "jadwal"), env=env, cwd=ROOT)


def health(where: Address, host: str) -> int:
    """The status of the health page, asked under the name of the site; 0 while nobody answers."""
    target = "127.0.0.1" if where.host in {"0.0.0.0", "localhost"} else where.host  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(target, where.port, timeout=5)
    try:
        connection.request("GET", "/sehat/", headers={"Host": host})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def wait_healthy(child: Child, where: Address, env: dict[str, str]) -> None:
    """Wait for the first page, or say why there is none."""
    host = urlsplit(env.get("SITE_URL", where.site)).netloc
    end = time.monotonic() + HEALTH_SECONDS
    while (status := health(where, host)) != 200:
        if status:  # it runs, but something behind it does not: that is given a moment only
            end = min(end, time.monotonic() + ERROR_SECONDS)
        if child.process.poll() is not None or time.monotonic() > end:
            told = f"menjawab dengan galat {status}" if status else "tidak menjawab"
            raise Refusal(f"Halaman web {told}: {child.last_words()} (lihat {child.log}).")
        time.sleep(0.05)


def stop_together(children: list[Child]) -> None:
    """Ask all at once, then wait for each."""
    for child in children:
        if child.process.poll() is None:
            child.process.send_signal(child.stop_signal)
    for child in children:
        child.stop()


def watch(children: list[Child]) -> None:
    """Wait until one of them dies by itself; say so at once and end."""
    while not (dead := [child for child in children if child.process.poll() is not None]):
        time.sleep(0.5)
    name, code, log = dead[0].name, dead[0].process.returncode, dead[0].log
    tell(f"Proses {name} berhenti sendiri (kode {code}): {dead[0].last_words()}. Portal dihentikan; catatan di {log}.")
    sys.exit(1)


def announce(site: str, accounts: str) -> None:
    """Say where the portal is, who may log in (in a demo), and how to stop."""
    say(f"Portal siap: {site}/")
    if accounts:
        tell(f"\n{accounts}\n")
        tell("Mode demo: hanya melayani komputer ini; semua nama dan perkara rekaan.")
        tell("Kode masuk kedua (6 angka): jalankan ./portal kode di terminal lain.")
    tell("Berhenti: Ctrl-C.")


def serve(where: Address) -> None:
    """Run the portal until it is told to stop or one of its processes dies."""
    place = Place()
    place.make()
    listen_for_stop()
    with contextlib.ExitStack() as stack:
        stack.enter_context(place.only_one())
        register = Register(place.data / "proses.json")
        if left := register.stop_leftovers():
            say(f"Membersihkan sisa portal yang terhenti paksa: {', '.join(left)}.")
        require_free(where)
        if missing := missing_libraries():
            say(f"Fungsi PDF mati karena pustaka sistem tidak ada ({', '.join(missing)}). Pasang, misalnya:")
            say("  apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
        if mode() == "demo":
            secret_files.ensure(place.secrets)
        embedded = [name for name, url in ((POSTGRES, "DATABASE_URL"), ("Valkey", "REDIS_URL")) if not given(url)]
        say(f"Menyalakan {' dan '.join(embedded) or 'portal pada basis data yang ditunjuk'} ...")
        servers = stack.enter_context(running_servers(place, register))
        env = environment(place, where, servers)
        prepare(place, owner_environment(place, env, servers), servers.home)
        children: list[Child] = []
        stack.callback(stop_together, children)
        run_processes(place, where, env, register, children)
        watch([*servers.children, *children])


def run_processes(place: Place, where: Address, env: dict[str, str], register: Register, children: list[Child]) -> None:
    """Web first, so that the first page comes soon; workers and beat follow; then say where everything is."""
    say("Menyalakan web ...")
    first = web(place, where, env)
    children.append(first)
    register.add(first)
    listing = None
    if mode() == "demo":
        with fresh_log(place, "akun").open("wb") as errors:
            command = [PYTHON, str(ROOT / "manage.py"), "akun_demo"]
            listing = subprocess.Popen(command, env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=errors)
    wait_healthy(first, where, env)
    accounts = listing.communicate()[0].rstrip() if listing else ""  # before the workers take the processors
    say("Menyalakan pekerja dan jadwal ...")
    workers = [worker(place, env, name, queue, processes) for name, queue, processes in WORKERS]
    for child in (*workers, beat(place, env)):
        children.append(child)
        register.add(child)
    announce(env.get("SITE_URL", where.site), accounts)


def run_once(arguments: list[str]) -> int:
    """`./portal manage ...`: on the running portal's database, or on one started for this command alone."""
    place = Place()
    where = Address("127.0.0.1", 8000)
    if place.is_running():
        env = environment(place, where, Servers())
        for name, file in (("DATABASE_URL", "DATABASE_URL_PEMILIK"), ("REDIS_URL", "REDIS_URL")):
            if (place.secrets / file).exists():
                env[f"{name}_FILE"] = str(place.secrets / file)
        return manage(arguments, owner_environment(place, env, Servers()))
    place.make()
    with place.only_one():
        register = Register(place.data / "proses.json")
        register.stop_leftovers()
        if mode() == "demo":
            secret_files.ensure(place.secrets)
        with running_servers(place, register) as servers:
            env = environment(place, where, servers)
            return manage(arguments, owner_environment(place, env, servers))

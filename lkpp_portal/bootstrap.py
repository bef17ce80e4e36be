"""First step of `./portal`: a private environment with the hash-locked libraries, then over to `lkpp_portal.run`.

Runs on the system's Python, so it uses the standard library only.
"""

# ruff: noqa: S603, S606 - the commands are our own and fixed

import errno
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STARTED = "PORTAL_MULAI"  # environment: when the user pressed Enter, seconds since the epoch
CONTAINS = {"dev": ("dev", "embedded", "base"), "embedded": ("embedded", "base"), "base": ("base",)}
NEEDS_DEV = {"test", "bench", "faults", "periksa"}


class Refusal(Exception):
    """A reason, in one sentence for the user, why the portal cannot do what was asked."""


def tell(text: str) -> None:
    """A line for the user, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """One line of progress, after the seconds since the user pressed Enter."""
    seconds = time.time() - float(os.environ.setdefault(STARTED, repr(time.time())))
    tell(f"{seconds:6.1f} d  {text}".replace(".", ",", 1))


def cause(error: OSError) -> str:
    """Why the system refused, in the user's language for what happens most."""
    known = {
        errno.ENOSPC: "disk penuh",
        errno.EACCES: "tidak ada izin",
        errno.EROFS: "hanya dapat dibaca",
        errno.EADDRINUSE: "sudah dipakai program lain",
    }
    return known.get(error.errno or 0) or error.strerror or str(error)


def given(name: str) -> bool:
    """Whether the environment names this setting, directly or as a file."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def wanted(command: str) -> str:
    """Which lock file a command needs: `dev`, `embedded`, or `base` where real servers are named."""
    if command in NEEDS_DEV:
        return "dev"
    return "base" if given("DATABASE_URL") and given("REDIS_URL") else "embedded"


def require_platform(lock: str) -> None:
    """The embedded servers exist for Linux with glibc and for macOS, each on x86-64 and ARM64."""
    machine = platform.machine().lower() in {"x86_64", "amd64", "aarch64", "arm64"}
    glibc = sys.platform != "linux" or platform.libc_ver()[0] == "glibc"
    if lock != "base" and not (sys.platform in {"linux", "darwin"} and machine and glibc):
        raise Refusal(
            f"Basis data tertanam tidak tersedia untuk {platform.system()} {platform.machine()};"
            " pasang PostgreSQL dan Valkey sendiri lalu isi DATABASE_URL dan REDIS_URL."
        )


def fingerprint(lock: str) -> str:
    """What a lock file says, as one value."""
    return hashlib.sha256((ROOT / "requirements" / f"{lock}.txt").read_bytes()).hexdigest()


def stamp(lock: str) -> Path:
    """Where the environment remembers which lock file it holds."""
    return VENV / f"portal-{lock}.sha256"


def is_current(lock: str) -> bool:
    """Whether the environment works and holds exactly what this lock file says."""
    file = stamp(lock)
    return python_works() and file.exists() and file.read_text() == fingerprint(lock)


def python_works() -> bool:
    """Whether the environment's Python runs, is new enough and can install."""
    probe = (
        "import sys; from importlib.util import find_spec; sys.exit(sys.version_info < (3, 11) or not find_spec('pip'))"
    )
    try:
        return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make the environment, or say in one sentence what is missing."""
    say("Membuat lingkungan Python di .venv ...")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if made.returncode and "ensurepip" in made.stdout + made.stderr:
        raise Refusal("Modul venv Python belum lengkap; pasang dulu, misalnya: apt-get install python3-venv.")
    if made.returncode:
        reason = (made.stderr or made.stdout).strip().splitlines()[-1:] or ["sebab tidak diketahui"]
        raise Refusal(f"Lingkungan Python di {VENV} tidak dapat dibuat: {reason[0]}.")


def install(lock: str) -> None:
    """Install the lock file with uv, or with plain pip where uv cannot."""
    say(f"Memasang pustaka dari requirements/{lock}.txt (sekali saja, dapat memakan satu-dua menit) ...")
    target = ["--require-hashes", "-r", str(ROOT / "requirements" / f"{lock}.txt")]
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        uv_lock = ROOT / "requirements" / "uv.txt"
        subprocess.run([*pip, "--require-hashes", "-r", str(uv_lock)], capture_output=True, check=False)
    if uv.exists():
        command = [
            str(uv),
            "pip",
            "install",
            *quiet,
            "--system-certs",
            "--compile-bytecode",
            "--python",
            str(PYTHON),
            *target,
        ]
        if subprocess.run(command, check=False).returncode == 0:
            return
        say("uv tidak berhasil; mencoba lagi dengan pip ...")
    if subprocess.run([*pip, *target], check=False).returncode:
        raise Refusal("Pustaka tidak dapat dipasang; periksa sambungan jaringan, atau hapus folder .venv, lalu ulangi.")


def ensure(lock: str) -> None:
    """Make the environment fit the lock file; do nothing when it does."""
    if is_current(lock):
        return
    if not python_works():
        make_venv()
    install(lock)
    for part in CONTAINS[lock]:
        stamp(part).write_text(fingerprint(part))


def free_megabytes() -> float:
    """Room left on the disk of the project."""
    return shutil.disk_usage(ROOT).free / 1e6


def main(argv: list[str]) -> None:
    """Prepare the environment and become `python -m lkpp_portal.run`."""
    os.environ.setdefault(STARTED, repr(time.time()))
    lock = wanted(argv[0] if argv else "")
    require_platform(lock)
    try:
        ensure(lock)
    except OSError as error:
        raise Refusal(
            f"Folder {ROOT} tidak dapat ditulisi ({cause(error)}; sisa {free_megabytes():.0f} MB)."
        ) from error
    os.environ["VIRTUAL_ENV"] = str(VENV)
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "lkpp_portal.run", *argv])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refusal as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit("\nDihentikan.")

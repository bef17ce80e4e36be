"""Locks that a process puts on itself without any privilege: namespaces where allowed, Landlock, and seccomp.

Namespaces need a kernel (or container) that grants them to everybody; Landlock and seccomp do not. Each lock tells
whether it holds, and none depends on another. Standard library only: the child has nothing else.
"""

import contextlib
import ctypes
import errno
import os
import resource
import struct
import sys
from importlib.machinery import PathFinder

LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 0x20000, 0x8000000, 0x10000000, 0x40000000
PR_SET_SECCOMP, SECCOMP_MODE_FILTER, PR_SET_NO_NEW_PRIVS = 22, 2, 38
LANDLOCK_CREATE_RULESET, LANDLOCK_RESTRICT_SELF = 444, 446
LANDLOCK_FILE_RIGHTS = (13, 14, 15, 15, 16)
"""How many rights over files ABI 1, 2, ... knows."""

MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""The architecture as seccomp names it, and its column in ALLOWED."""
ALLOWED = {  # what a process needs that reads, computes and writes with what it holds already
    "read": (0, 63),
    "write": (1, 64),
    "readv": (19, 65),
    "writev": (20, 66),
    "pread64": (17, 67),
    "pwrite64": (18, 68),
    "lseek": (8, 62),
    "ftruncate": (77, 46),
    "fstat": (5, 80),
    "newfstatat": (262, 79),  # newer C libraries call it for fstat; it tells of a file but opens none
    "getcwd": (79, 17),  # Pillow asks for the present folder, an empty one, when it saves a picture
    "fcntl": (72, 25),
    "dup": (32, 23),
    "close": (3, 57),
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "mprotect": (10, 226),
    "madvise": (28, 233),
    "brk": (12, 214),
    "futex": (202, 98),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "restart_syscall": (219, 128),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getrandom": (318, 278),
    "getrusage": (98, 165),
    "sysinfo": (99, 179),
    "gettimeofday": (96, 169),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
BPF_LOAD, BPF_IF_EQUAL, BPF_RETURN = 0x20, 0x15, 0x06
DENY, ALLOW = 0x00050000 | errno.EPERM, 0x7FFF0000


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def no_new_rights() -> bool:
    """No program can give this process rights back; the kernel asks for this before the locks below."""
    return LIBC is not None and LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0


def namespaces() -> bool:
    """No network and the present folder as the whole file system; often refused inside a container."""
    if LIBC is None:
        return False
    apart: bool = LIBC.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC) == 0
    try:
        os.chroot(".")
        os.chdir("/")
    except OSError:
        return False
    return apart


def landlock() -> bool:
    """No file can be opened, made or removed any more (Linux 5.13), and no TCP port used (6.7)."""
    if LIBC is None:
        return False
    abi = LIBC.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if abi < 1:
        return False
    files = (1 << LANDLOCK_FILE_RIGHTS[min(abi, len(LANDLOCK_FILE_RIGHTS)) - 1]) - 1
    rights = struct.pack("=Q", files)
    if abi >= 4:
        rights += struct.pack("=Q", 0b11)  # TCP: bind, connect
    if abi >= 6:
        rights += struct.pack("=Q", 0b11)  # beyond itself: abstract sockets, signals
    rules = LIBC.syscall(LANDLOCK_CREATE_RULESET, rights, ctypes.c_size_t(len(rights)), 0)
    if rules < 0:
        return False
    held: bool = LIBC.syscall(LANDLOCK_RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return held


def seccomp() -> bool:
    """Only the system calls of ALLOWED; all others, and those of another architecture, fail with EPERM."""
    known = MACHINES.get(os.uname().machine)
    if LIBC is None or known is None:
        return False
    machine, column = known
    steps = [(BPF_LOAD, 0, 0, 4), (BPF_IF_EQUAL, 1, 0, machine), (BPF_RETURN, 0, 0, DENY), (BPF_LOAD, 0, 0, 0)]
    left = len(ALLOWED)
    for numbers in ALLOWED.values():
        steps.append((BPF_IF_EQUAL, left, 0, numbers[column]))
        left -= 1
    steps += [(BPF_RETURN, 0, 0, DENY), (BPF_RETURN, 0, 0, ALLOW)]
    program = _Program(len(steps), b"".join(struct.pack("=HBBI", *step) for step in steps))
    return bool(LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def lock_up() -> dict[str, bool]:
    """Put on every lock, and tell which hold. Nothing is imported from files after this."""
    with contextlib.suppress(ValueError):
        sys.meta_path.remove(PathFinder)  # a module that is missing is then missing in the same way everywhere
    apart = namespaces()
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    no_new_rights()
    return {"namespaces": apart, "landlock": landlock(), "seccomp": seccomp()}


def confined(held: dict[str, bool]) -> bool:
    """Are both the file system and the network closed? Landlock alone leaves UDP and local sockets open."""
    return held["namespaces"] or held["seccomp"]

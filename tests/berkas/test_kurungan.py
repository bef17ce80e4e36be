"""The locks of the child, each alone, as the web server's own account and as one without any rights."""

import struct
import sys

import pytest

from berkas import gate, kurungan
from berkas.sniff import sniff
from tests.berkas import samples

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the locks are those of Linux")
PLAIN = """
import os, socket, sys
import encodings.idna
from berkas import kurungan
from berkas.openers import image, office, pdf, recording, text
"""
NOBODY = """
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""
WITHOUT_NAMESPACES = "kurungan.namespaces = lambda: False\n"
TRY = """
def refused(action):
    try:
        action()
    except OSError:
        return True
    return False
print(json.dumps({
    "held": held,
    "read": refused(lambda: open("/etc/passwd")),
    "list": refused(lambda: os.listdir("/etc")),
    "write": refused(lambda: open("/tmp/berkas-uji", "w")),
    "exec": refused(lambda: os.execv("/bin/true", ["true"])),
    "socket": refused(lambda: socket.socket()),
    "connect": refused(lambda: socket.create_connection(("127.0.0.1", 9), timeout=1)),
    "fork": refused(lambda: os.fork() or os._exit(0)),
    "kill": refused(lambda: os.kill(os.getppid(), 0)),
    "environment": sorted(set(os.environ) - {"LC_CTYPE"}),
}))
"""
each_account = pytest.mark.parametrize("account", ["", NOBODY], ids=["own account", "nobody"])


@each_account
def test_without_namespaces_the_child_is_still_confined(run, account: str) -> None:
    told = run(PLAIN + account + WITHOUT_NAMESPACES + "held = kurungan.lock_up()" + TRY).answer
    held = told.pop("held")
    assert held["seccomp"]
    assert kurungan.confined(held)
    assert told.pop("environment") == []
    assert set(told.values()) == {True}


@each_account
def test_seccomp_alone_closes_files_programs_and_the_network(run, account: str) -> None:
    told = run(PLAIN + account + "held = kurungan.no_new_rights() and kurungan.seccomp()" + TRY).answer
    assert told.pop("held")
    del told["environment"]
    assert set(told.values()) == {True}


@each_account
def test_landlock_alone_closes_files_and_programs(run, account: str) -> None:
    told = run(PLAIN + account + "held = kurungan.no_new_rights() and kurungan.landlock()" + TRY).answer
    if not told["held"]:
        pytest.skip("this kernel has no Landlock")
    assert [told[what] for what in ("read", "list", "write", "exec", "connect")] == [True] * 5


def test_namespaces_alone_close_files_and_the_network(run) -> None:
    told = run(PLAIN + "held = kurungan.namespaces()" + TRY).answer
    if not told["held"]:
        pytest.skip("this kernel or container does not allow user namespaces")
    assert [told[what] for what in ("read", "exec", "connect")] == [True] * 3


@pytest.mark.parametrize("held", [{}, {"landlock"}])
def test_without_namespaces_and_seccomp_it_is_not_confined(held: set[str]) -> None:
    assert not kurungan.confined({name: name in held for name in ("namespaces", "landlock", "seccomp")})


@pytest.mark.parametrize(
    "make",
    [samples.pdf, samples.jpeg_gps, lambda: samples.picture("WEBP"), samples.docx, samples.mp4, lambda: b"satu,dua\n"],
)
def test_every_kind_of_file_is_examined_behind_the_locks_alone(run, make) -> None:
    content = make()
    format_ = sniff(content[: gate.KEPALA], len(content))
    program = PLAIN + NOBODY + WITHOUT_NAMESPACES + "child.main(sys.argv[1], sys.argv[2], int(sys.argv[3]))"
    told = run(program, content=content, opener=format_.opener, mime=format_.mime).answer
    assert (told["terkurung"], told.get("alasan"), told["salinan"]) == (True, None, True)


def test_no_two_calls_of_a_machine_share_a_number() -> None:
    for _, column in kurungan.MACHINES.values():
        assert len({numbers[column] for numbers in kurungan.ALLOWED.values()}) == len(kurungan.ALLOWED) < 255
    assert struct.calcsize("=HBBI") == 8

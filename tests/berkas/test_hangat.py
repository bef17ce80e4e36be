"""The child that is kept ready answers like one that is started anew, and its failures reach nobody else."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from berkas import hangat, sandbox
from berkas.hangat import Hangat

ROOT = Path(__file__).resolve().parents[2]
OPENER = """
import os, socket, sys, time
from berkas.openers.report import Report
def open_file(source, data, mime, out):
    report = Report(mime)
    report.temuan.add(data.decode())
    if data == b"tidur": time.sleep(60)
    if data == b"mati": os._exit(3)
    if data == b"rusak": raise ValueError
    if data == b"makan": bytearray(600 << 20)
    if data == b"jaringan": socket.socket()
    out.write(b"salinan")
    return report
"""


@pytest.fixture
def pemeriksa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hangat]:
    """A ready process with an opener of this test."""
    (tmp_path / "pembuka_uji").mkdir()
    (tmp_path / "pembuka_uji" / "satu.py").write_text(OPENER)
    program = tmp_path / "child.py"
    program.write_text(
        f"import sys\nsys.path[:0] = [{str(ROOT)!r}, {str(tmp_path)!r}]\n"
        "from berkas import child\nchild.serve(sys.argv[2])\n"
    )
    monkeypatch.setattr(hangat, "CHILD", program)
    satu = Hangat("pembuka_uji.satu")
    yield satu
    satu.stop()


@pytest.fixture
def buka(pemeriksa: Hangat) -> Callable[..., sandbox.Outcome]:
    """Open a file of these bytes."""

    def jalan(isi: bytes, wall: float = 10.0) -> sandbox.Outcome:
        with sandbox.private_file() as source, sandbox.private_file() as out:
            source.write(isi)
            source.flush()
            return pemeriksa.run(source, "x/y", out, wall)

    return jalan


def test_one_process_opens_many_files(buka, pemeriksa: Hangat) -> None:
    jawaban = [buka(isi).answer for isi in (b"satu", b"dua")]
    assert [satu["temuan"] for satu in jawaban] == [["satu"], ["dua"]]
    assert all(satu["terkurung"] and satu["memori_kib"] for satu in jawaban)


@pytest.mark.parametrize("isi", [b"mati", b"rusak", b"makan", b"jaringan"])
def test_a_file_that_ends_its_child_ends_nothing_else(buka, isi: bytes) -> None:
    jawaban = buka(isi).answer
    assert jawaban is None or jawaban["alasan"] == "tidak_diperiksa"
    assert buka(b"lagi").answer["temuan"] == ["lagi"]


def test_a_child_that_hangs_is_killed_in_time(buka) -> None:
    buka(b"hangat")
    lambat = buka(b"tidur", wall=0.3)
    assert lambat.answer is None
    assert lambat.detik < 5
    assert buka(b"lagi").answer["temuan"] == ["lagi"]


def test_a_ready_process_that_is_gone_is_started_again(buka, pemeriksa: Hangat) -> None:
    buka(b"satu")
    pemeriksa._child.kill()
    pemeriksa._child.wait()
    assert buka(b"dua").answer["temuan"] == ["dua"]


def test_one_that_does_not_start_answers_nothing() -> None:
    pemeriksa = Hangat("tidak.ada")
    with sandbox.private_file() as source, sandbox.private_file() as out:
        assert pemeriksa.run(source, "x/y", out, 1.0).answer is None


def test_two_threads_wait_for_each_other(buka) -> None:
    hasil: list[object] = []
    benang = [threading.Thread(target=lambda: hasil.append(buka(b"x").answer["temuan"])) for _ in range(3)]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    assert hasil == [["x"]] * 3


def test_a_fork_of_our_process_has_its_own(buka, pemeriksa: Hangat) -> None:
    buka(b"satu")
    baca, tulis = os.pipe()
    anak = os.fork()
    if not anak:
        os.write(tulis, json.dumps(pemeriksa._child is None).encode())
        os._exit(0)
    os.waitpid(anak, 0)
    assert os.read(baca, 9) == b"true"
    os.close(baca)
    os.close(tulis)
    assert buka(b"dua").answer["temuan"] == ["dua"]

"""The child may fail in any way; the parent says "not examined", in time."""

from pathlib import Path

import pytest

from berkas import sandbox


def test_a_complete_answer_is_believed(run) -> None:
    assert run('print(json.dumps({"mime": "x", "memori_kib": 7}))').answer == {"mime": "x", "memori_kib": 7}


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(3)",
        "import os; os.abort()",
        "print('bukan json')",
        "print('[]')",
        "pass",
        'print(\'{"mime": "application/pdf"}\'); sys.stdout.flush(); raise SystemExit(1)',
        "print('x' * 1_000_000)",
    ],
)
def test_anything_else_is_no_answer(run, program: str) -> None:
    assert run(program).answer is None


@pytest.mark.parametrize(
    "program", ["import time; time.sleep(60)", "import os, time; os.close(1); time.sleep(60)", "while True: pass"]
)
def test_a_child_that_hangs_is_killed_in_time(run, program: str) -> None:
    outcome = run(program, wall=0.5)
    assert outcome.answer is None
    assert 0.4 < outcome.detik < 5


def test_memory_is_limited(run) -> None:
    assert run("child.set_limits(); x = bytearray(600 << 20); print(json.dumps({'mime': 'x'}))").answer is None


def test_memory_is_measured_even_when_the_child_dies(run) -> None:
    outcome = run("x = bytearray(b'x') * (80 << 20); raise SystemExit(1)")
    assert outcome.memori_kib > 80 * 1024


def test_nothing_is_left_behind(run, tmp_path: Path, monkeypatch) -> None:
    empty = tmp_path / "tmp"
    empty.mkdir()
    monkeypatch.setattr(sandbox.tempfile, "tempdir", str(empty))
    run("import time; time.sleep(60)", wall=0.2)
    assert list(empty.iterdir()) == []

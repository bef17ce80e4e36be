"""The sweep without Celery: one round or a loop, through lost connections and wrong clocks, until a signal ends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from jejak.models import Jejak
from sla import sweep
from sla.models import Sapuan, Tenggat
from tests import factories

ROOT = Path(__file__).parents[2]
SEJAM = timedelta(hours=1)
SABAR = 60.0  # seconds that a process may take to do what it was told


@pytest.fixture(autouse=True)
def _fresh_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command remembers nothing of other tests."""
    monkeypatch.setattr(sweep.WATCH, "terakhir", None)
    monkeypatch.setattr(sweep.WATCH, "dipercaya", 0)


def due_now(n: int = 1) -> None:
    """So many deadlines are due by the real time, and nothing else."""
    Tenggat.objects.all().delete()
    for _ in range(n):
        factories.ajukan(now=datetime.now(UTC))
    rows = Tenggat.objects.filter(kode="pengaduan.verifikasi")
    Tenggat.objects.exclude(pk__in=rows).delete()
    rows.update(alarm_ke=1, alarm_pada=datetime.now(UTC), jatuh_tempo=datetime.now(UTC))


def fired() -> int:
    return Jejak.objects.filter(data__has_key="tingkat").count()


def call(*arguments: str) -> str:
    out = StringIO()
    call_command("sla_sweep", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_one_round_says_what_it_fired_and_is_silent_otherwise(kebijakan: None) -> None:
    due_now(2)
    assert "2 alarm dibunyikan, paling lambat 0 detik." in call()
    assert call() == ""
    assert fired() == 2
    assert [s.jumlah for s in Sapuan.objects.order_by("id")] == [2, 0]


@pytest.mark.django_db
def test_a_wrong_clock_is_refused_with_a_sentence_until_an_operator_vouches_for_it(kebijakan: None) -> None:
    due_now()
    Sapuan.objects.create(oleh="lain", jumlah=0, terlambat=0, selesai_pada=datetime.now(UTC) + SEJAM)
    with pytest.raises(CommandError, match=r"Sapuan terakhir selesai .* Betulkan jam yang salah.*--percaya-jam"):
        call()
    assert fired() == 0
    said = call("--percaya-jam")
    assert "Sapuan terakhir selesai" in said
    assert "1 alarm dibunyikan" in said
    call()


@pytest.mark.django_db
def test_no_pause_between_rounds_is_refused() -> None:
    with pytest.raises(CommandError, match="lebih dari nol"):
        call("--loop", "--setiap", "0")


class Loop:
    """A sweeper in a process of its own."""

    def __init__(self, tmp: Path, *arguments: str, url: str = "") -> None:
        self.log = tmp / "log"
        settings = connection.settings_dict
        place = f"{quote(settings['HOST'], safe='')}:{settings['PORT']}/{settings['NAME']}"
        url = url or f"postgres://{settings['USER']}:{quote(settings['PASSWORD'])}@{place}"
        with self.log.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "manage.py", "sla_sweep", *arguments],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": url, "PYTHONUNBUFFERED": "1"},
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    def until(self, true: Callable[[], Any], what: str) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + SABAR
        while not true():
            assert time.monotonic() < end, f"{what}: {self.log.read_text()}"
            with suppress(subprocess.TimeoutExpired):
                raise AssertionError(f"ended with {self.process.wait(0.05)}: {self.log.read_text()}")

    def says(self, words: str) -> None:
        self.until(lambda: words in self.log.read_text(), f"does not say {words!r}")

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(SABAR)


@pytest.fixture
def loop(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., Loop]]:
    started: list[Loop] = []

    def start(*arguments: str, **options: str) -> Loop:
        started.append(Loop(tmp_path, *(arguments or ("--loop", "--setiap", "0.1")), **options))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()


def test_a_loop_fires_round_by_round_until_it_is_told_to_end(kebijakan: None, loop: Callable[..., Loop]) -> None:
    one = loop()
    one.until(Sapuan.objects.exists, "no first round")
    due_now(2)
    one.until(lambda: fired() == 2, "does not fire")
    one.says("alarm dibunyikan")
    assert one.end(signal.SIGTERM) == 0
    assert "Traceback" not in one.log.read_text()


def test_a_loop_survives_a_lost_connection_until_ctrl_c(kebijakan: None, loop: Callable[..., Loop]) -> None:
    one = loop()
    one.until(Sapuan.objects.exists, "no first round")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
        )
    one.says("Basis data tidak menjawab")
    one.says("Sapuan berjalan lagi.")
    due_now()
    one.until(lambda: fired() == 1, "does not fire")
    assert one.end(signal.SIGINT) == 0
    assert "Traceback" not in one.log.read_text()


def test_a_loop_waits_for_a_clock_to_be_right_again(kebijakan: None, loop: Callable[..., Loop]) -> None:
    due_now()
    wrong = Sapuan.objects.create(oleh="lain", jumlah=0, terlambat=0, selesai_pada=datetime.now(UTC) + SEJAM)
    one = loop()
    one.says("Betulkan jam yang salah")
    assert fired() == 0
    wrong.delete()
    one.says("Sapuan berjalan lagi.")
    one.until(lambda: fired() == 1, "does not fire")
    assert one.log.read_text().count("Betulkan") == 1, "said once, not in every round"


def test_an_operators_word_in_another_process_frees_a_loop(kebijakan: None, loop: Callable[..., Loop]) -> None:
    Sapuan.objects.create(oleh="lain", jumlah=0, terlambat=0, selesai_pada=datetime.now(UTC) + SEJAM)
    one = loop()
    one.says("Betulkan jam yang salah")
    call("--percaya-jam")
    one.says("Sapuan berjalan lagi.")


@pytest.mark.parametrize(("arguments", "code"), [(("--setiap", "1"), 1), (("--loop", "--setiap", "0.1"), 0)])
def test_without_a_database_one_round_fails_and_a_loop_goes_on_trying(
    loop: Callable[..., Loop], arguments: tuple[str, ...], code: int
) -> None:
    one = loop(*arguments, url="postgres://portal@127.0.0.1:1/portal")
    if code == 0:
        one.says("Basis data tidak menjawab")
        assert one.end() == 0
    assert one.process.wait(SABAR) == code
    assert "Basis data tidak menjawab" in one.log.read_text()
    assert "Traceback" not in one.log.read_text()

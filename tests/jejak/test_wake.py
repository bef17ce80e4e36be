"""A broker that refuses, or says nothing, costs a request one short try and no error."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from jejak import wake


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(wake, "_quiet_until", 0.0)
    wake._broker.cache_clear()
    yield
    wake._broker.cache_clear()


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """Listens and never answers, like a broker that hangs."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen(5)
        yield s


def knocks(listening: socket.socket) -> int:
    """How many connections came since the last look."""
    listening.settimeout(0)
    count = 0
    while True:
        try:
            listening.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_a_broker_that_answers_is_woken() -> None:
    assert wake.wake("uji.tak_ada")
    wake._broker().default_channel.queue_purge("celery")


def test_a_broker_that_says_nothing_is_tried_once_and_then_left_alone(silent: socket.socket, settings: Any) -> None:
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
    assert not wake.wake("jejak.antar")
    assert knocks(silent) > 0
    assert not wake.wake("jejak.antar")
    assert knocks(silent) == 0


def test_a_broker_that_refuses_is_no_error(silent: socket.socket, settings: Any) -> None:
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
    silent.close()
    assert not wake.wake("jejak.antar")

"""Each listener hears each event once; its fault delays only itself; the broker is not needed."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from akun.actor import SYSTEM
from akun.models import Unit
from jejak import outbox, trail, wake
from jejak.models import Jejak, Outbox

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
heard: list[int] = []


def listener(event: Jejak, now: datetime) -> None:
    heard.append(event.pk)
    Unit.objects.create(kode=f"d{event.pk}", nama="didengar")


def broken_listener(event: Jejak, now: datetime) -> None:
    Unit.objects.create(kode=f"r{event.pk}", nama="rusak")
    raise RuntimeError("rusak")


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    heard.clear()
    outbox.connect("uji.terjadi", listener, broken_listener)
    yield
    outbox._by_event.pop("uji.terjadi")


def tell() -> Jejak:
    with transaction.atomic():
        unit = Unit.objects.create(kode=f"u{Unit.objects.count()}", nama="Unit")
        return trail.record(kejadian="uji.terjadi", objek=unit, by=SYSTEM, now=NOW)


@pytest.mark.django_db
def test_an_event_is_heard_once_and_a_fault_is_tried_again_later_alone() -> None:
    event = tell()
    outbox.deliver(now=NOW)
    outbox.deliver(now=NOW)
    assert heard == [event.pk]
    broken = Outbox.objects.get(listener__endswith="broken_listener")
    assert (broken.percobaan, broken.galat, broken.diantar_pada) == (1, "RuntimeError", None)
    assert broken.coba_pada > NOW
    assert not Unit.objects.filter(nama="rusak").exists()
    outbox.deliver(now=NOW + timedelta(minutes=5))
    broken.refresh_from_db()
    assert broken.percobaan == 2
    assert heard == [event.pk]


@pytest.mark.django_db
def test_connecting_twice_lets_nobody_hear_twice() -> None:
    outbox.connect("uji.terjadi", listener)
    tell()
    assert Outbox.objects.filter(listener__endswith=".listener").count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_deliver_each_event_once() -> None:
    events = [tell().pk for _ in range(30)]

    def run() -> None:
        outbox.deliver(now=NOW)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(heard) == events


@pytest.mark.django_db(transaction=True)
def test_a_silent_broker_loses_nothing_and_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def refuse(*args: object, **kwargs: object) -> None:
        calls.append(args)
        raise OperationalError("tidak menjawab")

    monkeypatch.setattr(wake, "_quiet_until", 0.0)
    monkeypatch.setattr(wake.current_app, "send_task", refuse)
    events = [tell().pk, tell().pk]
    assert len(calls) == 1
    outbox.deliver(now=NOW)
    assert heard == events


@pytest.mark.django_db
def test_an_event_whose_time_is_kept_by_the_day_is_told_at_once() -> None:
    """What an anonymous complainant does in the morning is written down as noon; its listeners do not wait for noon."""
    tell()
    assert outbox.deliver(now=NOW - timedelta(hours=3)) == 2
    assert outbox.deliver(now=NOW - timedelta(hours=3)) == 0

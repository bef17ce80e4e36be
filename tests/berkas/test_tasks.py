"""The tasks are known by the names under which they are woken and scheduled, and keep to a queue of their own."""

import uuid
from collections.abc import Iterator

import pytest
from celery import current_app
from kombu import Connection

from berkas import flow, tasks
from berkas.putusan import Putusan
from jejak import wake
from tests.berkas import samples


@pytest.fixture
def broker() -> Iterator[Connection]:
    with current_app.connection_for_read() as connection:
        yield connection


def waiting(broker: Connection, queue: str) -> str:
    """What waits in a queue; it is taken out."""
    found = []
    while (message := broker.default_channel.basic_get(queue, no_ack=True)) is not None:
        found.append(str(message.payload))
    return "\n".join(found)


def test_the_woken_task_examines_the_file(unggah) -> None:
    berkas = unggah(samples.pdf())
    current_app.tasks[flow.TASK](berkas_id=str(berkas.id))
    berkas.refresh_from_db()
    assert berkas.putusan == Putusan.TERIMA


def test_the_sweeps_run_on_an_empty_store(db) -> None:
    assert (tasks.sapu_berkas(), tasks.buang_yatim()) == (0, 0)


def test_a_wake_up_for_a_file_goes_to_the_queue_of_files_alone(broker: Connection) -> None:
    mark = str(uuid.uuid4())
    assert wake.wake(flow.TASK, berkas_id=mark)
    assert mark in waiting(broker, "berkas")
    assert mark not in waiting(broker, "celery")


@pytest.mark.parametrize("entry", ["sapu-berkas", "buang-yatim"])
def test_the_beats_of_files_go_there_too(entry: str, broker: Connection) -> None:
    task = current_app.conf.beat_schedule[entry]["task"]
    route = current_app.amqp.router.route({}, task)
    assert route["queue"].name == "berkas"


def test_a_beat_expires_before_the_next_one() -> None:
    beats = current_app.conf.beat_schedule.values()
    assert [beat["task"] for beat in beats if beat["options"]["expires"] > beat["schedule"]] == []

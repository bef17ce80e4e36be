"""The tasks are known by the names under which they are woken and scheduled."""

from celery import current_app

from berkas import flow, tasks
from berkas.putusan import Putusan
from tests.berkas import samples


def test_the_woken_task_examines_the_file(unggah) -> None:
    berkas = unggah(samples.pdf())
    current_app.tasks[flow.TASK](berkas_id=str(berkas.id))
    berkas.refresh_from_db()
    assert berkas.putusan == Putusan.TERIMA


def test_the_sweeps_run_on_an_empty_store(db) -> None:
    assert (tasks.sapu_berkas(), tasks.buang_yatim()) == (0, 0)

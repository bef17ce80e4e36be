"""The daily seal: what is being written while it is made does not make it look broken."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from akun.actor import SYSTEM
from akun.models import Unit
from jejak import seal as seals
from jejak.trail import record

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def write(kode: str) -> None:
    record(kejadian="uji.terjadi", objek=Unit.objects.create(kode=kode, nama="Unit"), by=SYSTEM, now=NOW)


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_is_committed_after_the_seal_was_asked_for_does_not_break_it() -> None:
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            write("lambat")
            written.set()
            go_on.wait(30)
        connection.close()

    def seal() -> None:
        seals.seal(now=NOW)
        connection.close()

    threads = [threading.Thread(target=slow), threading.Thread(target=seal)]
    threads[0].start()
    written.wait(30)
    with transaction.atomic():
        write("cepat")
    threads[1].start()
    while threads[1].is_alive() and not someone_waits():
        pass
    go_on.set()
    for t in threads:
        t.join()
    assert list(seals.check()) == []

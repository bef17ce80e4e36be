"""The engine: a dead connection is noticed without a statement, and a prepared query is planned once."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from psycopg.types.numeric import Int4

from akun.models import Unit
from akun.prepared import ask, prepared


@prepared
def _units(kode: str) -> QuerySet[Unit, str]:
    return Unit.objects.filter(kode=kode).values_list("nama", flat=True)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_replaced_before_the_next_statement() -> None:
    connection.ensure_connection()
    assert connection.is_usable()
    lama = connection.connection.info.backend_pid
    lain = connection.copy()
    with lain.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [lama])
    lain.close()
    assert not connection.is_usable()
    connection.health_check_enabled, connection.health_check_done = True, False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (lama,)


@pytest.mark.django_db(transaction=True)
def test_a_live_connection_is_kept_and_asked_nothing() -> None:
    connection.ensure_connection()
    lama = connection.connection.info.backend_pid
    connection.health_check_enabled, connection.health_check_done = True, False
    with CaptureQueriesContext(connection) as asked:
        connection.close_if_health_check_failed()
    assert connection.connection.info.backend_pid == lama
    assert len(asked) == 0


@pytest.mark.django_db
def test_a_prepared_query_is_planned_by_the_server_once() -> None:
    Unit.objects.create(kode="X-1", nama="Unit Coba")
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
        connection.connection._prepared.clear()
    assert [_units("X-1"), _units("X-2")] == [["Unit Coba"], []]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE '%akun_unit%'"
        )
        assert cursor.fetchall() == [(2,)]


@pytest.mark.django_db
def test_a_prepared_query_is_counted_like_any_other() -> None:
    with CaptureQueriesContext(connection) as asked:
        _units("X-1")
    assert len(asked) == 1


@pytest.mark.django_db
def test_a_number_of_eight_bytes_in_an_array_arrives_whole() -> None:
    besar = 2**61 + 1
    assert ask("SELECT (ARRAY[%s])::bigint[], %s", [Int4(besar), Int4(7)]) == [([besar], 7)]

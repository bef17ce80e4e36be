"""Emptying the tables after a test with real transactions, at the price of what is in them."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

KEPT = {"auth_permission", "django_content_type"}  # what every installation has from its migrations on
NEVER_DELETED = {"jejak_jejak", "jejak_segel", "persuratan_nomorsurat"}


def tables_with_rows(cursor: Any, names: Iterable[str] = ()) -> set[str]:
    """Which of these tables are not empty; without names, of all that a test can fill."""
    asked = sorted(set(names) or set(connection.introspection.django_table_names(include_views=False)) - KEPT)
    cursor.execute(f"SELECT {', '.join(f'EXISTS (SELECT FROM {name})' for name in asked)}")
    return {name for name, full in zip(asked, cursor.fetchone(), strict=True) if full}


def empty_the_tables(*_arguments: Any, **_options: Any) -> None:
    """What `flush` does after a test with real transactions, without touching tables that are empty anyway.

    Django would truncate every table and make all permissions anew; here rows are deleted where there are any. Only the
    trail and the numbers of letters out have to be truncated, because their rows cannot be deleted.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        full = tables_with_rows(cursor)
        if full & NEVER_DELETED:
            cursor.execute(f"TRUNCATE {', '.join(sorted(NEVER_DELETED))} CASCADE")
        for name in sorted(full - NEVER_DELETED):
            cursor.execute(f"DELETE FROM {name}")

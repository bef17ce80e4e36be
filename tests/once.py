"""What every test would do anew with the same outcome, done once per process.

Only what is a pure function of its input is kept: the list of static files, the tables of a calendar whose rules are
the same, the rows that the loaders of reference data make of their files. Each of these has tests of its own that ask
the thing itself (tests/sla/test_calendar.py, tests/sla/test_reference.py, tests/akun/test_reference.py).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connection, transaction
from whitenoise.middleware import WhiteNoiseMiddleware

from akun import reference as akun_reference
from inspektorat.reference import load_inspektorat
from sla import office
from sla import reference as sla_reference
from sla.calendar import Calendar, Rules
from tests.tables import empty_the_tables, tables_with_rows


@pytest.fixture(scope="session", autouse=True)
def _what_is_made_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", static_files_listed_once())
        patch.setattr(office, "Calendar", calendars_tabulated_once())
        patch.setattr(flush.Command, "handle", empty_the_tables)
        yield


def static_files_listed_once() -> Callable[[WhiteNoiseMiddleware], None]:
    """Every test client starts the middleware anew, and WhiteNoise would look at every static file on the disk."""
    of_disk, known = WhiteNoiseMiddleware.add_files_from_finders, dict[str | None, dict[str, Any]]()

    def add_files(self: WhiteNoiseMiddleware) -> None:
        if self.static_prefix not in known:
            of_disk(self)
            known[self.static_prefix] = dict(self.files)
        self.files.update(known[self.static_prefix])

    return add_files


def calendars_tabulated_once() -> Callable[[Rules], Calendar]:
    """The tables of 35 years follow from the rules alone; rules that differ in anything get tables of their own."""
    known: dict[str, Calendar] = {}

    def tabulate(rules: Rules) -> Calendar:
        content = repr(rules)
        if content not in known:
            if len(known) == 32:
                known.clear()
            known[content] = Calendar(rules)
        return known[content]

    return tabulate


_copies: dict[str, dict[str, bytes]] = {}


def load_once(name: str, loaders: Iterable[Callable[[], object]]) -> None:
    """Run loaders of reference data; into tables that are empty, a copy of the rows that they made the first time.

    Tables that hold something already are for the loaders, which take it into account.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if name in _copies and not tables_with_rows(cursor, _copies[name]):
            for table, rows in _copies[name].items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            return
        alone = name not in _copies and not tables_with_rows(cursor)
        for load in loaders:
            load()
        if alone:
            _copies[name] = {table: rows_of(cursor, table) for table in tables_with_rows(cursor)}


def rows_of(cursor: Any, table: str) -> bytes:
    with cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(copy)


@pytest.fixture
def kebijakan(db: None) -> None:
    """Calendars, holidays and policies."""
    load_once("kebijakan", sla_reference.LOADERS)


ACUAN = (*akun_reference.LOADERS, load_inspektorat)


@pytest.fixture
def acuan(db: None) -> None:
    """Regions, institutions, units, posts and inspectorates."""
    load_once("acuan", ACUAN)

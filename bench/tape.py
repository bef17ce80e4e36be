"""Records what a page says to the database, and says exactly the same again: the floor's part of the work.

A page that writes cannot be repeated word for word: ids and unique values would meet themselves. So a tape learns what
the database answers to its INSERTs, and puts the new ids, numbers and keys where the recorded ones stood.
"""

import contextlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils.crypto import get_random_string

ID_TERKECIL = 10_000_000
"""Ids of the rows written while measuring begin here (bench.seed), each table in a range of its own."""
TRANSAKSI = ("BEGIN", "COMMIT", "ROLLBACK")
KUNCI_BARU = 'UPDATE "django_session" SET "session_key"'
"""How a session is told its new key (akun.sesi)."""


@dataclass(frozen=True)
class Statement:
    """One statement with its parameters; `rows` is what an INSERT gave back."""

    sql: str
    params: Any = None
    many: bool = False
    rows: list[tuple[Any, ...]] | None = None

    @property
    def is_insert(self) -> bool:
        return self.sql.lstrip()[:6].upper() == "INSERT"


@dataclass
class Block:
    """Statements of one transaction, or of none."""

    atomic: bool
    statements: list[Statement] = field(default_factory=list)


Tape = list[Block]
Swaps = dict[Any, Any]


def statements(tape: Tape) -> list[Statement]:
    """All statements of a tape in order."""
    return [s for block in tape for s in block.statements]


def count(tape: Tape) -> int:
    """How many queries a page made; marks inside a transaction (SAVEPOINT) are not queries."""
    return sum("SAVEPOINT" not in s.sql[:20] for s in statements(tape))


@contextlib.contextmanager
def recording() -> Iterator[Tape]:
    """Fill the list that is handed out with what this thread's connection is told until the end of the block."""
    tape: Tape = []
    heard: list[Statement] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        statement = Statement(sql, _frozen(params), many)
        cursor = context["cursor"].cursor
        rows = None
        if statement.is_insert and not many and cursor.description:
            rows = cursor.fetchall()
            cursor.scroll(0, mode="absolute")
        heard.append(Statement(sql, statement.params, many, rows))
        return result

    was, connection.force_debug_cursor = connection.force_debug_cursor, True
    connection.ensure_connection()
    begin = len(connection.queries_log)
    try:
        with connection.execute_wrapper(listen):
            yield tape
    finally:
        log = [entry["sql"] for entry in list(connection.queries_log)[begin:]]
        connection.force_debug_cursor = was
        connection.queries_log.clear()
        tape.extend(_blocks(log, heard))


def _frozen(params: Any) -> Any:
    if isinstance(params, Mapping):
        return dict(params)
    return list(params) if params is not None else None


def _blocks(log: Sequence[str], heard: Sequence[Statement]) -> Tape:
    """Join the log, which knows of transactions, with what was heard, which knows parameters and answers."""
    rest = iter(heard)
    tape = [Block(atomic=False)]
    for line in log:
        if line in TRANSAKSI:
            tape.append(Block(atomic=line == "BEGIN"))
        else:
            tape[-1].statements.append(next(rest))
    return [block for block in tape if block.statements]


def replay(tape: Tape, swaps: Swaps | None = None) -> int:
    """Say it again; returns how many rows came back. `swaps` gives values to put in the place of recorded ones."""
    rows = 0
    with connection.cursor() as cursor:
        for block in tape:
            with transaction.atomic() if block.atomic else contextlib.nullcontext():
                for statement in block.statements:
                    rows += _say(cursor, statement, swaps)
    return rows


def _say(cursor: Any, statement: Statement, swaps: Swaps | None) -> int:
    params = statement.params
    if swaps is not None and params:
        if statement.is_insert or statement.sql.startswith(KUNCI_BARU):
            _renew(statement, swaps)
        params = _swapped(params, swaps)
    (cursor.executemany if statement.many else cursor.execute)(statement.sql, params)
    if statement.many or not cursor.description:
        return 0
    rows = cursor.fetchall()
    if swaps is not None and statement.rows:
        _learn(statement, rows, swaps)
    return len(rows)


def _renew(statement: Statement, swaps: Swaps) -> None:
    """Give what must be unique and is made by the portal itself a new value: UUIDs, and the key of a new session."""
    for value in statement.params:
        if isinstance(value, uuid.UUID):
            swaps.setdefault(value, uuid.uuid4())
        elif isinstance(value, str) and len(value) == 40 and '"django_session"' in statement.sql:
            swaps.setdefault(value, get_random_string(40))


def _swapped(value: Any, swaps: Swaps) -> Any:
    if isinstance(value, list | tuple):
        return [_swapped(v, swaps) for v in value]
    if isinstance(value, str) and value.startswith("[["):  # rows that travel as one JSON text
        return json.dumps(_swapped(json.loads(value), swaps))
    if isinstance(value, str | uuid.UUID) or (isinstance(value, int) and value >= ID_TERKECIL):
        return swaps.get(value, value)
    return value


def _learn(statement: Statement, rows: list[tuple[Any, ...]], swaps: Swaps) -> None:
    """Remember which new id stands for which recorded one, and the new number of a complaint."""
    for old_row, new_row in zip(statement.rows or [], rows, strict=True):
        if "akun_nomorurut" in statement.sql:
            awalan, tanggal = statement.params
            old, new = (f"{awalan}{tanggal:%Y%m%d}{row[0]:04d}" for row in (old_row, new_row))
            swaps[old] = new
        else:
            swaps |= {o: n for o, n in zip(old_row, new_row, strict=True) if isinstance(o, int) and o >= ID_TERKECIL}

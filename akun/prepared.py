"""Queries that the ORM writes once per process: afterwards only their blanks are filled in.

For what everybody asks for on every visit: writing the SQL costs several times what the database needs to answer.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, update_wrapper
from inspect import signature
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators
from psycopg.types.numeric import Int4

if TYPE_CHECKING:
    from akun.postgres.base import DatabaseWrapper

P = ParamSpec("P")
Row = TypeVar("Row")


class Blank(models.Expression):
    """The place of a parameter in the SQL; its value comes with each call, as the column holds it."""

    def __init__(self, nama: str) -> None:
        super().__init__()
        self.nama = nama

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Stand in for a value."""
        return "%s", [self]


def ask(sql: str, params: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement that the server keeps prepared: SQL of which there are few, however the values change.

    Whole numbers go as what they are: the ORM marks those of an array of bigint as four bytes wide, and the server,
    which gets them apart from the SQL, would believe it.
    """
    with cast("DatabaseWrapper", connection).prepared_cursor() as cursor:
        cursor.execute(sql, [int(p) if isinstance(p, Int4) else p for p in params])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


class _Prepared:
    """SQL with blanks, and how a row of the answer becomes what the queryset would have given."""

    def __init__(self, write: Callable[..., Any]) -> None:
        self._write = write
        self._names = list(signature(write).parameters)
        update_wrapper(self, write)

    @cached_property
    def _rows(self) -> "models.QuerySet[Any]":
        return cast("models.QuerySet[Any]", self._write(*map(Blank, self._names)))

    @cached_property
    def _compiler(self) -> Any:
        return self._rows.query.get_compiler(DEFAULT_DB_ALIAS)

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        sql, params = self._compiler.as_sql()
        return sql, tuple(params)

    @cached_property
    def _converters(self) -> Any:
        return self._compiler.get_converters([column for column, _, _ in self._compiler.select])

    @cached_property
    def _make(self) -> Callable[[Sequence[Any]], Any]:
        """How a row of the database becomes what the queryset gives."""
        if self._rows._iterable_class is not ModelIterable:
            return itemgetter(0) if self._rows._iterable_class is FlatValuesListIterable else tuple
        info, select, from_db = self._compiler.klass_info, self._compiler.select, self._rows.model.from_db
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column.target.attname for column, _, _ in select[first:last]]
        related = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]

        def make(row: Sequence[Any]) -> Any:
            made = from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for populator in related:
                populator.populate(row, made)
            return made

        return make

    def __call__(self, *args: Any, **kwargs: Any) -> list[Any]:
        sql, params = self._sql
        values = dict(zip(self._names, args, strict=False)) | kwargs
        rows = ask(sql, [values[p.nama] if isinstance(p, Blank) else p for p in params])
        if self._converters:
            rows = self._compiler.apply_converters(rows, self._converters)
        return list(map(self._make, rows))


def prepared(write: "Callable[P, models.QuerySet[Any, Row]]") -> Callable[P, list[Row]]:
    """Make a function that writes a queryset into one that asks it: `@prepared def of(nomor: str): return ...`.

    The queryset gives instances or a `values_list` of plain columns.
    """
    return cast("Callable[P, list[Row]]", _Prepared(write))

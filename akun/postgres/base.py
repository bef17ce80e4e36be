"""Django's PostgreSQL engine, with statements that the server keeps prepared and a cheap look at an idle connection."""

import select
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import register_tzloader
from django.db.backends.utils import CursorWrapper
from psycopg.pq import Format


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection."""

    def is_usable(self) -> bool:
        """Whether the server is still there, without asking it: a connection that was ended says so on its socket.

        Django asks `SELECT 1` before the first statement of a request; that costs as much as a short query.
        """
        if self.connection is None or self.connection.closed:
            return False
        readable, _, _ = select.select([self.connection.fileno()], [], [], 0)
        return not readable

    def prepared_cursor(self) -> CursorWrapper:
        """A cursor whose statements the server plans once and keeps (akun.prepared)."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor: Any = base.ServerBindingCursor(self.connection)  # type: ignore[call-arg]
            if self.timezone != self.connection.adapters.get_loader(base.TIMESTAMPTZ_OID, Format.TEXT).timezone:
                register_tzloader(self.timezone, cursor)
            made: CursorWrapper = self._prepare_cursor(cursor)  # type: ignore[attr-defined]
            return made

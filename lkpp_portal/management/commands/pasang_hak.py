"""`manage.py pasang_hak`: gives the web role what the portal needs, and keeps the trail out of its reach.

Run as the owner of the database. May be repeated.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

# Whoever holds the web role, an attacker included, can add to these but never change or remove anything.
HANYA_TAMBAH = ("jejak_jejak", "jejak_segel", "laporan_terbitandata")
BACA_SAJA = ("django_migrations",)


def statements(peran: str, basis_data: str) -> Iterator[sql.Composed]:
    """Every grant and revocation, in order."""
    role = sql.Identifier(peran)
    yield sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(basis_data), role)
    yield sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(role)
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role)
    yield sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(role)
    yield sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role)
    yield sql.SQL("REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA public FROM {}").format(role)
    for table in HANYA_TAMBAH:
        yield sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), role)
    for table in BACA_SAJA:
        yield sql.SQL("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), role)
    later = sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {} TO {}")
    yield later.format(sql.SQL("SELECT, INSERT, UPDATE, DELETE ON TABLES"), role)
    yield later.format(sql.SQL("USAGE, SELECT ON SEQUENCES"), role)


class Command(BaseCommand):
    """Refuses to weaken itself: the owner's own role cannot be the web role."""

    help = "Memberi hak basis data kepada peran web; jejak hanya boleh ditambah."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Check who we are, then grant."""
        peran = settings.PERAN_WEB
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_database(), to_regrole(quote_ident(%s))", [peran])
            pemilik, basis_data, ada = cursor.fetchone()
            if ada is None:
                raise CommandError(f"Peran {peran} belum ada. Buat dahulu: CREATE ROLE {peran} LOGIN PASSWORD '...'.")
            if pemilik == peran:
                raise CommandError(
                    f"Perintah ini dijalankan sebagai {peran} sendiri; isi DATABASE_URL dengan milik pemilik tabel."
                )
            for statement in statements(peran, basis_data):
                cursor.execute(statement.as_string())
        self.stdout.write(f"  Hak peran {peran} terpasang; jejak hanya dapat ditambah.")

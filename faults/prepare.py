"""`python -m faults.prepare`, as the owner of an empty database: everything that a drill finds there at its start."""

import io

import django
from django.core.management import call_command
from django.db import connection

from faults.witness import SAKSI

if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    for name in ("pasang_hak", "muat_acuan", "akun_demo"):
        call_command(name, stdout=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute(SAKSI)

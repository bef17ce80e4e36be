"""Likeness of spelling, which several apps search by: one migration owns the extension, so that it goes last."""

from typing import ClassVar

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("akun", "0005_unit_lpse")]

    operations: ClassVar = [TrigramExtension()]

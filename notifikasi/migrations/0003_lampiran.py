"""A message may carry a file of ours: a letter out goes to its recipient with its mail."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies: ClassVar = [("berkas", "0001_berkas"), ("notifikasi", "0002_bundel")]
    operations: ClassVar = [
        migrations.AddField(
            "pesan",
            "lampiran",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="berkas.berkas"
            ),
        ),
    ]

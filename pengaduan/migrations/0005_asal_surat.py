"""The letter as which a complaint came."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies: ClassVar = [("pengaduan", "0004_indeks_saringan"), ("persuratan", "0002_surat_masuk")]
    operations: ClassVar = [
        migrations.AddField(
            "pengaduan",
            "surat",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="persuratan.suratmasuk",
            ),
        )
    ]

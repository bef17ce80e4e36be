"""A mail may carry sealed words and thread headers of its own; both go once it has left."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies: ClassVar = [("notifikasi", "0003_lampiran")]
    operations: ClassVar = [
        migrations.AddField("pesan", "sisipan_segel", models.BinaryField(db_default=b"", default=bytes)),
    ]

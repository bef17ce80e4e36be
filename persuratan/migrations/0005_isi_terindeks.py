"""Whether the words of a letter's PDF are in its index."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, and an index over the few letters that still wait."""

    dependencies: ClassVar = [("persuratan", "0004_meja_tu")]
    operations: ClassVar = [
        migrations.AddField("suratmasuk", "isi_terindeks", models.BooleanField(default=False)),
        migrations.AddIndex(
            "suratmasuk",
            models.Index(
                fields=["id"],
                condition=models.Q(isi_terindeks=False, berkas__isnull=False),
                name="surat_belum_terindeks",
            ),
        ),
    ]

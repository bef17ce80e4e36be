"""Open dispositions by who gave them."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index as there is one for whom they were given to."""

    dependencies: ClassVar = [("persuratan", "0005_isi_terindeks")]
    operations: ClassVar = [
        migrations.AddIndex(
            "disposisi",
            models.Index(
                fields=["dari"],
                condition=models.Q(selesai_pada__isnull=True, dikembalikan_pada__isnull=True),
                name="disposisi_dari",
            ),
        ),
    ]

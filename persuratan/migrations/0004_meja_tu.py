"""What the desk of TU reads its lists from, and by what a letter that comes a second time is known."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, three indexes."""

    dependencies: ClassVar = [("persuratan", "0003_draf_surat")]
    operations: ClassVar = [
        migrations.AddField("suratmasuk", "sepadan", models.CharField(blank=True, max_length=64)),
        migrations.AddIndex(
            "suratmasuk",
            models.Index(
                fields=["-diterima_pada", "-id"],
                include=("status", "kanal", "penerima", "kerahasiaan", "jatuh_tempo"),
                name="surat_terbaru",
            ),
        ),
        migrations.AddIndex(
            "suratmasuk",
            models.Index(condition=~models.Q(sepadan=""), fields=["sepadan"], name="surat_sepadan"),
        ),
        migrations.AddIndex(
            "suratmasuk",
            models.Index(condition=~models.Q(nomor_agenda=""), fields=["nomor_agenda"], name="surat_agenda"),
        ),
    ]

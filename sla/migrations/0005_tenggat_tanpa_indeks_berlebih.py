"""Foreign keys of clocks lose the indexes that nobody reads."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Each move of the calendar wrote them for every open clock."""

    dependencies: ClassVar = [("sla", "0004_satu_tenggat_per_kode")]
    operations: ClassVar = [
        migrations.AlterField(
            "tenggat",
            "kebijakan",
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="sla.kebijakan"),
        ),
        migrations.AlterField(
            "tenggat",
            "kalender",
            models.ForeignKey(
                db_column="kalender",
                db_index=False,
                default="lkpp",
                on_delete=django.db.models.deletion.PROTECT,
                to="sla.kalender",
                to_field="kode",
            ),
        ),
        migrations.AlterField(
            "tenggat",
            "perubahan",
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to="sla.perubahankalender"
            ),
        ),
    ]

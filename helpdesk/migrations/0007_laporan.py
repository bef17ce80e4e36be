"""Monthly reports: frozen figures and the work plan."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("helpdesk", "0006_verifikasi"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LaporanBulanan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bulan", models.DateField()),
                ("angka", models.JSONField(null=True)),
                ("dibekukan_pada", models.DateTimeField(null=True)),
                ("rencana", models.TextField(blank=True)),
                ("rencana_pada", models.DateTimeField(null=True)),
                (
                    "meja",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="laporan",
                        to="helpdesk.mejalayanan",
                    ),
                ),
                (
                    "rencana_oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "laporan bulanan",
                "ordering": ["-bulan", "meja"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meja", "bulan"), name="laporan_satu_sebulan", nulls_distinct=False
                    ),
                    models.CheckConstraint(condition=models.Q(("bulan__day", 1)), name="laporan_hari_pertama"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("angka__isnull", True), ("dibekukan_pada__isnull", True)),
                            models.Q(("angka__isnull", False), ("dibekukan_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="laporan_beku_berwaktu",
                    ),
                ],
            },
        ),
    ]

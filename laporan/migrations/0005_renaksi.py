import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("laporan", "0004_statistik"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Renaksi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nomor", models.PositiveSmallIntegerField(unique=True)),
                ("ukuran", models.CharField(max_length=300)),
                (
                    "aksi",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=500), size=None),
                ),
                (
                    "angka",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
            ],
            options={"ordering": ["nomor"], "verbose_name_plural": "renaksi"},
        ),
        migrations.CreateModel(
            name="CatatanRenaksi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tanggal", models.DateField()),
                ("waktu", models.CharField(blank=True, max_length=60)),
                ("isi", models.TextField()),
                ("tautan", models.JSONField(default=list)),
                ("pada", models.DateTimeField()),
                ("dicabut", models.BooleanField(default=False)),
                ("alasan", models.CharField(blank=True, max_length=500)),
                (
                    "ganti",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengganti",
                        to="laporan.catatanrenaksi",
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "renaksi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="catatan", to="laporan.renaksi"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "catatan renaksi",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dicabut", False), ("ganti", None)),
                            models.Q(("ganti__isnull", False), models.Q(("alasan", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="perubahan_catatan_beralasan",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TerbitanRenaksi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("isi", models.JSONField(null=True)),
                ("alasan", models.CharField(max_length=500)),
                ("pada", models.DateTimeField()),
                (
                    "oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name_plural": "terbitan renaksi", "ordering": ["-id"]},
        ),
    ]

"""What an inspectorate keeps for itself: texts for results, how far its officers have read, who saw the tour."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KESIMPULAN = [
    ("terbukti", "Terbukti"),
    ("sebagian", "Terbukti sebagian"),
    ("tidak_terbukti", "Tidak terbukti"),
]


class Migration(migrations.Migration):
    """Three small tables beside the cases."""

    dependencies: ClassVar = [
        ("inspektorat", "0001_inspektorat"),
        ("pengaduan", "0006_indeks_cari_terpisah"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            "PanduanApip",
            [
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("pada", models.DateTimeField()),
            ],
            options={"verbose_name_plural": "panduan apip"},
        ),
        migrations.CreateModel(
            "PesanTerbaca",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "eskalasi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pengaduan.eskalasi"
                    ),
                ),
                (
                    "sampai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pengaduan.pesankasus",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "pesan terbaca",
                "constraints": [models.UniqueConstraint(fields=("eskalasi", "user"), name="pesan_terbaca_sekali")],
            },
        ),
        migrations.CreateModel(
            "TemplatHasil",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("segel_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("kesimpulan", models.CharField(choices=KESIMPULAN, max_length=20)),
                ("judul", models.CharField(max_length=100)),
                ("rekomendasi_segel", models.BinaryField(default=bytes)),
                ("ringkasan_segel", models.BinaryField(default=bytes)),
                ("diubah_pada", models.DateTimeField()),
                (
                    "diubah_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "inspektorat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="templat_hasil",
                        to="inspektorat.inspektorat",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "templat hasil",
                "constraints": [
                    models.UniqueConstraint(fields=("inspektorat", "judul"), name="templat_hasil_judul_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("kesimpulan__in", [nilai for nilai, _label in KESIMPULAN])),
                        name="templat_hasil_kesimpulan_dikenal",
                    ),
                ],
            },
        ),
    ]

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0001_berkas"),
        ("helpdesk", "0007_laporan"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrafTiket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("segel_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("kunci_hash", models.CharField(max_length=64, unique=True)),
                ("isi_segel", models.BinaryField(default=bytes)),
                ("token_segel", models.BinaryField(default=bytes)),
                ("disamarkan", models.PositiveSmallIntegerField(default=0)),
                ("diubah_pada", models.DateTimeField(db_index=True)),
                (
                    "tiket",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="helpdesk.tiket",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="BerkasDrafTiket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "berkas",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="berkas.berkas"
                    ),
                ),
                (
                    "draf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="berkas", to="helpdesk.draftiket"
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
    ]

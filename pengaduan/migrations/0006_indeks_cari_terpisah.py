"""The words under which a case is found leave its row, and indexes that others answer for as well are dropped."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PINDAH = "INSERT INTO pengaduan_indekscari (pengaduan_id, kata) SELECT id, cari FROM pengaduan_pengaduan"
KEMBALI = "UPDATE pengaduan_pengaduan p SET cari = i.kata FROM pengaduan_indekscari i WHERE i.pengaduan_id = p.id"
WARISAN: tuple[tuple[str, str, str], ...] = (
    ("induk", "pengaduan.pengaduan", "gabungan"),
    ("instansi", "akun.instansi", "+"),
    ("pemegang", settings.AUTH_USER_MODEL, "+"),
    ("wilayah", "akun.wilayah", "+"),
)


class Migration(migrations.Migration):
    """A step of a case, or a move of the calendar, then writes fewer indexes, and never the largest."""

    dependencies: ClassVar = [
        ("akun", "0003_sesi_versi"),
        ("pengaduan", "0005_asal_surat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            "IndeksCari",
            [
                (
                    "pengaduan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="indeks",
                        serialize=False,
                        to="pengaduan.pengaduan",
                    ),
                ),
                (
                    "kata",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
            ],
        ),
        migrations.RunSQL([PINDAH, "SET CONSTRAINTS ALL IMMEDIATE"], [KEMBALI, "SET CONSTRAINTS ALL IMMEDIATE"]),
        migrations.AddIndex(
            "indekscari", django.contrib.postgres.indexes.GinIndex(fields=["kata"], name="pengaduan_kata")
        ),
        migrations.RemoveIndex("pengaduan", "pengaduan_cari"),
        migrations.RemoveField("pengaduan", "cari"),
        *(
            migrations.AlterField(
                "pengaduan",
                nama,
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name=kembali,
                    to=kepada,
                ),
            )
            for nama, kepada, kembali in WARISAN
        ),
        migrations.AddIndex("pengaduan", models.Index(fields=["wilayah"], name="pengaduan_wilayah")),
        migrations.AddIndex(
            "pengaduan",
            models.Index(
                condition=models.Q(("pemegang__isnull", False)), fields=["pemegang"], name="pengaduan_pemegang"
            ),
        ),
        migrations.AddIndex(
            "pengaduan",
            models.Index(condition=models.Q(("induk__isnull", False)), fields=["induk"], name="pengaduan_induk"),
        ),
    ]

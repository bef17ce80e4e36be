from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("laporan", "0003_pekerjaan")]

    operations = [
        migrations.CreateModel(
            name="TerbitanData",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dataset", models.CharField(max_length=40)),
                ("tahun", models.PositiveSmallIntegerField()),
                ("triwulan", models.PositiveSmallIntegerField()),
                ("skema", models.PositiveSmallIntegerField()),
                ("dokumen", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("dibekukan_pada", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "terbitan data",
                "ordering": ["-tahun", "-triwulan", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("dataset", "tahun", "triwulan"), name="satu_terbitan_data"),
                    models.CheckConstraint(
                        condition=models.Q(("triwulan__gte", 1), ("triwulan__lte", 4)), name="triwulan_data_dikenal"
                    ),
                ],
            },
        ),
    ]

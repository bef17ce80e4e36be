from django.db import migrations, models
from django.db.models import Q

STATUS = [
    "terkirim",
    "diperiksa_tu",
    "dikembalikan",
    "didisposisi",
    "dalam_proses",
    "menunggu_info",
    "dijawab",
    "selesai",
    "diarsipkan",
    "dijadikan_pengaduan",
    "dijadikan_tiket",
]


class Migration(migrations.Migration):
    dependencies = [("persuratan", "0012_periksa_keaslian")]

    operations = [
        migrations.AddField(
            model_name="suratmasuk",
            name="tiket_nomor",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.RemoveConstraint(model_name="suratmasuk", name="surat_status_dikenal"),
        migrations.AddConstraint(
            model_name="suratmasuk",
            constraint=models.CheckConstraint(condition=Q(status__in=STATUS), name="surat_status_dikenal"),
        ),
    ]

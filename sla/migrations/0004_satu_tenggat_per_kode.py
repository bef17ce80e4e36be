from django.db import migrations, models


class Migration(migrations.Migration):
    """One clock of a policy runs per case, whatever the version of the policy."""

    dependencies = [("sla", "0003_tenggat_menyebut_kode")]

    operations = [
        migrations.AddConstraint(
            model_name="tenggat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("berhenti_pada__isnull", True)),
                fields=("objek_tipe", "objek_id", "kode"),
                name="satu_tenggat_berjalan",
            ),
        ),
    ]

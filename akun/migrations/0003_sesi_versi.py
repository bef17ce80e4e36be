from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('akun', '0002_simpanan'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='sesi_versi',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
    ]

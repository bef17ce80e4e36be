from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('akun', '0001_akun'),
    ]

    operations = [
        # An earlier table of this name held pickled values.
        migrations.RunSQL('DROP TABLE IF EXISTS akun_cache', migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Simpanan',
            fields=[
                ('kunci', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('isi', models.TextField()),
                ('kedaluwarsa_pada', models.DateTimeField(db_index=True, null=True)),
            ],
            options={
                'db_table': 'akun_cache',
            },
        ),
    ]

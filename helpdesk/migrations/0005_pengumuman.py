import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('helpdesk', '0004_layanan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pengumuman',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('urutan', models.PositiveIntegerField(default=0)),
                ('judul', models.CharField(max_length=150)),
                ('isi', models.TextField(blank=True)),
                ('mulai', models.DateTimeField()),
                ('selesai', models.DateTimeField()),
                ('keadaan', models.CharField(choices=[('draf', 'Draf'), ('terbit', 'Terbit'), ('dibatalkan', 'Dibatalkan')], default='draf', max_length=12)),
                ('alasan_darurat', models.CharField(blank=True, max_length=300)),
                ('alasan_batal', models.CharField(blank=True, max_length=300)),
                ('dibuat_pada', models.DateTimeField()),
                ('diubah_pada', models.DateTimeField()),
                ('terbit_pada', models.DateTimeField(blank=True, null=True)),
                ('dibuat_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('layanan', models.ManyToManyField(related_name='pengumuman', to='helpdesk.layanan')),
                ('meja', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pengumuman', to='helpdesk.mejalayanan')),
            ],
            options={
                'verbose_name_plural': 'pengumuman',
                'ordering': ['-mulai', '-id'],
                'indexes': [models.Index(condition=models.Q(('keadaan', 'terbit')), fields=['selesai'], name='pengumuman_terbit'), models.Index(fields=['meja', '-mulai', '-id'], name='pengumuman_meja')],
                'constraints': [models.CheckConstraint(condition=models.Q(('selesai__gt', models.F('mulai'))), name='pengumuman_maju'), models.CheckConstraint(condition=models.Q(('keadaan', 'draf'), ('terbit_pada__isnull', False), _connector='OR'), name='pengumuman_berwaktu')],
            },
        ),
    ]

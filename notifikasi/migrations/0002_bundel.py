from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jejak', '0002_hanya_tambah'),
        ('notifikasi', '0001_notifikasi'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='pesan',
            name='pesan_menunggu',
        ),
        migrations.AddField(
            model_name='pesan',
            name='bundel',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddIndex(
            model_name='pesan',
            index=models.Index(condition=models.Q(('terkirim_pada__isnull', True)), fields=['coba_pada', 'id'], name='pesan_antrean'),
        ),
        migrations.AddIndex(
            model_name='pesan',
            index=models.Index(condition=models.Q(('terkirim_pada__isnull', True)), fields=['penerima', 'bundel', 'id'], name='pesan_bundel'),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('helpdesk', '0003_surel'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Layanan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.CharField(max_length=6, unique=True)),
                ('urut', models.PositiveSmallIntegerField()),
                ('nama', models.CharField(max_length=120)),
                ('nama_en', models.CharField(blank=True, max_length=120)),
                ('pemberi', models.CharField(choices=[('lkpp', 'LKPP'), ('lpse', 'LPSE'), ('keduanya', 'LKPP dan LPSE')], max_length=10)),
                ('seksi', models.CharField(blank=True, choices=[('monev', 'Seksi Monitoring dan Evaluasi LPSE Nasional'), ('pengembangan', 'Seksi Pengembangan Aplikasi SPSE'), ('tik', 'Seksi TIK SPSE'), ('bimtek', 'Seksi Bimbingan Teknis LPSE')], max_length=20)),
                ('pemohon', models.CharField(blank=True, choices=[('lpse', 'Petugas LPSE'), ('pengguna', 'Pengguna SPSE yang punya akun')], max_length=10)),
                ('uraian', models.TextField()),
                ('uraian_en', models.TextField(blank=True)),
                ('jam', models.CharField(choices=[('hari_kerja', 'Hari kerja, selama jam kerja'), ('24x365', '24 jam sehari, 365 hari setahun')], max_length=10)),
                ('anggaran_galat', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('anggaran_per_lpse', models.BooleanField(default=False)),
                ('isian', models.JSONField(blank=True, default=list)),
                ('aktif', models.BooleanField(default=True)),
                ('jenis_gangguan', models.ManyToManyField(blank=True, related_name='layanan', to='helpdesk.jenisgangguan')),
            ],
            options={
                'verbose_name_plural': 'layanan',
                'ordering': ['urut'],
            },
        ),
        migrations.AddField(
            model_name='tiket',
            name='layanan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tiket', to='helpdesk.layanan'),
        ),
        migrations.CreateModel(
            name='GangguanLayanan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mulai', models.DateTimeField()),
                ('selesai', models.DateTimeField(blank=True, null=True)),
                ('terencana', models.BooleanField(default=False)),
                ('catatan', models.CharField(max_length=300)),
                ('dicatat_pada', models.DateTimeField()),
                ('dicatat_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meja', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='helpdesk.mejalayanan')),
                ('layanan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gangguan', to='helpdesk.layanan')),
            ],
            options={
                'verbose_name_plural': 'gangguan layanan',
                'ordering': ['-mulai', '-id'],
                'indexes': [models.Index(fields=['layanan', 'mulai'], name='gangguan_layanan_waktu')],
                'constraints': [models.CheckConstraint(condition=models.Q(('selesai', None), ('selesai__gt', models.F('mulai')), _connector='OR'), name='gangguan_maju')],
            },
        ),
        migrations.CreateModel(
            name='BatasLayanan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.CharField(blank=True, max_length=12)),
                ('urut', models.PositiveSmallIntegerField()),
                ('nama', models.CharField(max_length=120)),
                ('nama_en', models.CharField(blank=True, max_length=120)),
                ('jumlah', models.PositiveSmallIntegerField()),
                ('satuan', models.CharField(choices=[('hari_kerja', 'hari kerja'), ('hari_kalender', 'hari kalender'), ('kali_setahun', 'kali setahun'), ('kali_sehari', 'kali sehari')], max_length=20)),
                ('sejak', models.CharField(blank=True, max_length=120)),
                ('sejak_en', models.CharField(blank=True, max_length=120)),
                ('janji', models.BooleanField(default=False)),
                ('layanan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batas', to='helpdesk.layanan')),
            ],
            options={
                'verbose_name_plural': 'batas layanan',
                'ordering': ['urut'],
                'constraints': [models.UniqueConstraint(fields=('layanan', 'kode', 'nama'), name='satu_batas_layanan')],
            },
        ),
    ]

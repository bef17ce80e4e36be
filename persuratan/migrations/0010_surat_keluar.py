"""Letters that go out: the register of paper letters becomes the register of all, and their texts are sealed."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from akun.sealing import seal_text, unseal_text

TEKS = ("tujuan", "perihal")
PASANG = """
CREATE FUNCTION surat_keluar_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.berkas_id IS NOT NULL
       AND (OLD.berkas_id, OLD.sha256) IS DISTINCT FROM (NEW.berkas_id, NEW.sha256) THEN
        RAISE EXCEPTION 'surat yang sudah terbit tidak dapat diganti berkasnya' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.nomor IS NOT NULL AND (OLD.nomor, OLD.nomor_surat, OLD.tanggal_surat, OLD.unit_id)
       IS DISTINCT FROM (NEW.nomor, NEW.nomor_surat, NEW.tanggal_surat, NEW.unit_id) THEN
        RAISE EXCEPTION 'surat yang sudah bernomor tidak dapat diganti nomornya' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER surat_keluar_tetap BEFORE UPDATE ON persuratan_suratkeluar
    FOR EACH ROW EXECUTE FUNCTION surat_keluar_tetap();
CREATE FUNCTION nomor_surat_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.unit_id, OLD.tahun, OLD.urut, OLD.surat_id)
       IS DISTINCT FROM (NEW.unit_id, NEW.tahun, NEW.urut, NEW.surat_id) THEN
        RAISE EXCEPTION 'nomor surat yang sudah diberikan tidak dapat ditarik' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nomor_surat_tetap BEFORE UPDATE OR DELETE ON persuratan_nomorsurat
    FOR EACH ROW EXECUTE FUNCTION nomor_surat_tetap();
"""
LEPAS = """
DROP TRIGGER nomor_surat_tetap ON persuratan_nomorsurat;
DROP FUNCTION nomor_surat_tetap();
DROP TRIGGER surat_keluar_tetap ON persuratan_suratkeluar;
DROP FUNCTION surat_keluar_tetap();
"""


def segel(apps, schema_editor):
    """Every row so far is a letter on paper that has left; each gets a seal of its own."""
    rows = apps.get_model("persuratan", "SuratKeluar").objects
    for row in rows.all().iterator():
        segel_id = uuid.uuid4()
        tersegel = {
            f"{nama}_segel": seal_text(getattr(row, nama), context=f"{segel_id}:{nama}_segel") for nama in TEKS
        }
        rows.filter(pk=row.pk).update(
            segel_id=segel_id, asal="kertas", status="dikirim", status_sejak=row.dibuat_pada, **tersegel
        )


def buka(apps, schema_editor):
    """Back to plain text; a letter that was written in the portal has no place there."""
    rows = apps.get_model("persuratan", "SuratKeluar").objects
    if rows.exclude(asal="kertas").exists():
        raise RuntimeError("Register berisi surat yang dibuat di portal; migrasi ini tidak dapat dibatalkan lagi.")
    for row in rows.all().iterator():
        teks = {
            nama: unseal_text(getattr(row, f"{nama}_segel"), context=f"{row.segel_id}:{nama}_segel")[:255]
            for nama in TEKS
            if getattr(row, f"{nama}_segel")
        }
        rows.filter(pk=row.pk).update(**teks)


class Migration(migrations.Migration):
    """New columns and tables; texts sealed; a number and a signed file never change again."""

    dependencies = [
        ('akun', '0004_pemangku'),
        ('berkas', '0001_berkas'),
        ('persuratan', '0006_disposisi_dari'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField('suratkeluar', 'dicatat_pada', 'dibuat_pada'),
        migrations.RenameField('suratkeluar', 'dicatat_oleh', 'konseptor'),
        migrations.AlterField(
            model_name='suratkeluar',
            name='konseptor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='LampiranKeluar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segel_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('urutan', models.PositiveSmallIntegerField()),
                ('judul_segel', models.BinaryField(default=bytes)),
            ],
            options={
                'ordering': ['urutan', 'id'],
            },
        ),
        migrations.CreateModel(
            name='NomorSurat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segel_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('tahun', models.PositiveSmallIntegerField()),
                ('urut', models.PositiveIntegerField()),
                ('dialokasikan_pada', models.DateTimeField()),
                ('penjelasan_segel', models.BinaryField(default=bytes)),
            ],
            options={
                'ordering': ['unit', 'tahun', 'urut'],
                'constraints': [models.CheckConstraint(condition=models.Q(('urut__gt', 0)), name='nomor_surat_dari_satu')],
            },
        ),
        migrations.CreateModel(
            name='Paraf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segel_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('putaran', models.PositiveSmallIntegerField()),
                ('urutan', models.PositiveSmallIntegerField()),
                ('sebagai', models.CharField(blank=True, max_length=160)),
                ('pada', models.DateTimeField(null=True)),
                ('dikembalikan_pada', models.DateTimeField(null=True)),
                ('catatan_segel', models.BinaryField(default=bytes)),
            ],
            options={
                'ordering': ['putaran', 'urutan'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pada__isnull', True), ('dikembalikan_pada__isnull', True), _connector='OR'), name='paraf_satu_akhir')],
            },
        ),
        migrations.CreateModel(
            name='Pengiriman',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segel_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('cara', models.CharField(choices=[('email', 'E-mail'), ('halaman', 'Halaman Cek Progres pengirim'), ('cetak', 'Dicetak dan diantar')], max_length=10)),
                ('pada', models.DateTimeField()),
                ('kepada_segel', models.BinaryField(default=bytes)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='alasan_segel',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='asal',
            field=models.CharField(choices=[('portal', 'Dibuat di portal'), ('kertas', 'Dicatat dari kertas'), ('lama', 'Surat terdahulu')], default='portal', max_length=10),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='berkas',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='berkas.berkas'),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='berkas_naskah',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='berkas.berkas'),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='cari',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='dicabut_oleh',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='dicabut_pada',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='ditandatangani_oleh',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='ditandatangani_pada',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='galat_penandaan',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='isi_segel',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='jabatan_penandatangan',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='jatuh_tempo',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='jenis',
            field=models.CharField(choices=[('jawaban', 'Jawaban'), ('pelimpahan', 'Pelimpahan'), ('undangan', 'Undangan'), ('pemberitahuan', 'Pemberitahuan'), ('teguran', 'Teguran'), ('lainnya', 'Lainnya')], default='lainnya', max_length=20),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='kerahasiaan',
            field=models.CharField(choices=[('biasa', 'Biasa'), ('terbatas', 'Terbatas'), ('rahasia', 'Rahasia'), ('sangat_rahasia', 'Sangat rahasia')], default='biasa', max_length=20),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='membalas',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='balasan', to='persuratan.suratmasuk'),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='nama_penandatangan',
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='nomor',
            field=models.CharField(max_length=20, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='penandaan_sejak',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='penandatangan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='akun.pejabat'),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='pengaduan_nomor',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='perihal_segel',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='putaran',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='segel_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='sha256',
            field=models.CharField(blank=True, db_index=True, max_length=64),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='sifat',
            field=models.CharField(choices=[('biasa', 'Biasa'), ('segera', 'Segera'), ('amat_segera', 'Amat segera')], default='biasa', max_length=20),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='status',
            field=models.CharField(default='dikirim', max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='status_sejak',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='tembusan_segel',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='templat',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='token_segel',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='tujuan_email_segel',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='tujuan_segel',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='tujuan_tempat_segel',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='suratkeluar',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='akun.unit'),
        ),
        migrations.AlterField(
            model_name='suratkeluar',
            name='nomor_surat',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AlterField(
            model_name='suratkeluar',
            name='tanggal_surat',
            field=models.DateField(null=True),
        ),
        # what was written in plain text is sealed; empty columns, so that the way back finds a default
        migrations.AlterField('suratkeluar', 'tujuan', models.CharField(blank=True, max_length=255)),
        migrations.AlterField('suratkeluar', 'perihal', models.CharField(blank=True, max_length=255)),
        migrations.RunPython(segel, buka),
        migrations.RemoveField('suratkeluar', 'tujuan'),
        migrations.RemoveField('suratkeluar', 'perihal'),
        migrations.AddIndex(
            model_name='suratkeluar',
            index=models.Index(fields=['status', 'jatuh_tempo', 'id'], name='keluar_status_tempo'),
        ),
        migrations.AddIndex(
            model_name='suratkeluar',
            index=models.Index(fields=['unit', '-id'], name='keluar_unit'),
        ),
        migrations.AddIndex(
            model_name='suratkeluar',
            index=models.Index(fields=['konseptor', '-id'], name='keluar_konseptor'),
        ),
        migrations.AddIndex(
            model_name='suratkeluar',
            index=models.Index(fields=['penandatangan', 'status'], name='keluar_penandatangan'),
        ),
        migrations.AddIndex(
            model_name='suratkeluar',
            index=models.Index(fields=['-tanggal_surat', '-id'], name='keluar_terbaru'),
        ),
        migrations.AddIndex(
            model_name='suratkeluar',
            index=models.Index(condition=models.Q(('pengaduan_nomor', ''), _negated=True), fields=['pengaduan_nomor'], name='keluar_pengaduan'),
        ),
        migrations.AddIndex(
            model_name='suratkeluar',
            index=django.contrib.postgres.indexes.GinIndex(fields=['cari'], name='keluar_cari'),
        ),
        migrations.AddConstraint(
            model_name='suratkeluar',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['konsep', 'paraf', 'revisi', 'siap_tanda_tangan', 'dinomori', 'terbit', 'dikirim', 'diarsipkan', 'dicabut', 'batal'])), name='keluar_status_dikenal'),
        ),
        migrations.AddConstraint(
            model_name='suratkeluar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asal', 'portal'), _negated=True), models.Q(('penandatangan__isnull', False), ('unit__isnull', False)), _connector='OR'), name='keluar_berpenandatangan'),
        ),
        migrations.AddConstraint(
            model_name='suratkeluar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asal', 'portal'), ('status__in', ('terbit', 'dikirim', 'diarsipkan', 'dicabut')), _negated=True), models.Q(('berkas__isnull', False), ('ditandatangani_oleh__isnull', False), ('ditandatangani_pada__isnull', False), ('nomor__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='keluar_terbit_bertanda_tangan'),
        ),
        migrations.AddConstraint(
            model_name='suratkeluar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dicabut_oleh__isnull', True), ('dicabut_pada__isnull', True)), models.Q(('dicabut_oleh__isnull', False), ('dicabut_pada__isnull', False)), _connector='OR'), name='keluar_dicabut_berpasangan'),
        ),
        migrations.AddConstraint(
            model_name='suratkeluar',
            constraint=models.UniqueConstraint(condition=models.Q(('asal', 'portal'), models.Q(('nomor_surat', ''), _negated=True)), fields=('nomor_surat',), name='keluar_satu_nomor'),
        ),
        migrations.AddField(
            model_name='lampirankeluar',
            name='berkas',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='berkas.berkas'),
        ),
        migrations.AddField(
            model_name='lampirankeluar',
            name='surat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lampiran', to='persuratan.suratkeluar'),
        ),
        migrations.AddField(
            model_name='nomorsurat',
            name='surat',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alokasi', to='persuratan.suratkeluar'),
        ),
        migrations.AddField(
            model_name='nomorsurat',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='akun.unit'),
        ),
        migrations.AddField(
            model_name='paraf',
            name='oleh',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paraf',
            name='pejabat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='akun.pejabat'),
        ),
        migrations.AddField(
            model_name='paraf',
            name='surat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paraf', to='persuratan.suratkeluar'),
        ),
        migrations.AddField(
            model_name='pengiriman',
            name='oleh',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pengiriman',
            name='surat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pengiriman', to='persuratan.suratkeluar'),
        ),
        migrations.AddConstraint(
            model_name='nomorsurat',
            constraint=models.UniqueConstraint(fields=('unit', 'tahun', 'urut'), name='nomor_surat_sekali'),
        ),
        migrations.AddConstraint(
            model_name='nomorsurat',
            constraint=models.CheckConstraint(condition=models.Q(('surat__isnull', False), models.Q(('penjelasan_segel', b''), _negated=True), _connector='OR'), name='nomor_surat_terjelaskan'),
        ),
        migrations.AddConstraint(
            model_name='paraf',
            constraint=models.UniqueConstraint(fields=('surat', 'putaran', 'urutan'), name='paraf_satu_urutan'),
        ),
        migrations.AddConstraint(
            model_name='paraf',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dikembalikan_pada__isnull', True), ('oleh__isnull', True), ('pada__isnull', True)), models.Q(('oleh__isnull', False), models.Q(('pada__isnull', False), ('dikembalikan_pada__isnull', False), _connector='OR')), _connector='OR'), name='paraf_berorang'),
        ),
        migrations.CreateModel(
            name='Penanda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segel_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('nik_segel', models.BinaryField(default=bytes)),
                ('diubah_pada', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='penanda', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunSQL(PASANG, LEPAS),
    ]

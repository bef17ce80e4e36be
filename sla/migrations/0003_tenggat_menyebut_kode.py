from django.db import migrations

KODE = "UPDATE sla_tenggat t SET kode = k.kode FROM sla_kebijakan k WHERE k.id = t.kebijakan_id"
SEJAK = """
UPDATE sla_kebijakan SET
  dihitung_sejak = CASE WHEN kode IN ('pengaduan.verifikasi', 'pengaduan.keseluruhan') THEN 'diterima'
                        WHEN kode = 'pengaduan.terima_apip' THEN 'diteruskan' ELSE 'tahap' END,
  boleh_jeda = kode NOT IN ('pengaduan.keseluruhan', 'pengaduan.kelengkapan', 'pengaduan.tanggapan')
"""


class Migration(migrations.Migration):
    """Each clock names its policy, whatever the version; the policies say from when they count and whether they pause."""

    dependencies = [("sla", "0002_kalender_dan_versi")]

    operations = [
        migrations.RunSQL(KODE, migrations.RunSQL.noop),
        migrations.RunSQL(SEJAK, migrations.RunSQL.noop),
    ]

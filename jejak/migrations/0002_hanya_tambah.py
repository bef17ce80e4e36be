"""The trail and its seals are only ever added to: the database itself refuses everything else, to the owner too."""

from django.db import migrations

PASANG = """
CREATE FUNCTION jejak_hanya_tambah() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Tabel % hanya dapat ditambah: % ditolak.', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER jejak_hanya_tambah BEFORE UPDATE OR DELETE ON jejak_jejak
    FOR EACH STATEMENT EXECUTE FUNCTION jejak_hanya_tambah();
CREATE TRIGGER jejak_tak_dikosongkan BEFORE TRUNCATE ON jejak_jejak
    FOR EACH STATEMENT EXECUTE FUNCTION jejak_hanya_tambah();
CREATE TRIGGER segel_hanya_tambah BEFORE UPDATE OR DELETE ON jejak_segel
    FOR EACH STATEMENT EXECUTE FUNCTION jejak_hanya_tambah();
CREATE TRIGGER segel_tak_dikosongkan BEFORE TRUNCATE ON jejak_segel
    FOR EACH STATEMENT EXECUTE FUNCTION jejak_hanya_tambah();
"""
LEPAS = """
DROP TRIGGER segel_tak_dikosongkan ON jejak_segel;
DROP TRIGGER segel_hanya_tambah ON jejak_segel;
DROP TRIGGER jejak_tak_dikosongkan ON jejak_jejak;
DROP TRIGGER jejak_hanya_tambah ON jejak_jejak;
DROP FUNCTION jejak_hanya_tambah();
"""


class Migration(migrations.Migration):
    """Two triggers per table, because TRUNCATE is an event of its own."""

    dependencies = [("jejak", "0001_jejak")]

    operations = [migrations.RunSQL(PASANG, LEPAS)]

"""The witness: a table that notes by the database's clock when an event was really written.

No sweeper can talk to it, so it also finds an alarm that was fired early by one that lies about the time.
"""

SAKSI = """
CREATE TABLE latihan_saksi (jejak_id bigint PRIMARY KEY, pada timestamptz NOT NULL);
GRANT SELECT ON latihan_saksi TO PUBLIC;
CREATE FUNCTION latihan_catat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
  'BEGIN INSERT INTO latihan_saksi VALUES (NEW.id, clock_timestamp()); RETURN NULL; END';
CREATE TRIGGER latihan_saksi AFTER INSERT ON jejak_jejak FOR EACH ROW EXECUTE FUNCTION latihan_catat();
"""

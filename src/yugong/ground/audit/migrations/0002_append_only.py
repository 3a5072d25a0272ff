from django.db import migrations

MAKE = """
CREATE FUNCTION audit_event_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only';
END $$;
CREATE TRIGGER audit_event_fixed BEFORE UPDATE OR DELETE ON audit_event
FOR EACH ROW EXECUTE FUNCTION audit_event_fixed();
"""
DROP = "DROP TRIGGER audit_event_fixed ON audit_event; DROP FUNCTION audit_event_fixed();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, DROP)]

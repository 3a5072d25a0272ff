from django.db import migrations

MAKE = """
CREATE FUNCTION matters_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once, never changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER matters_happening_fixed BEFORE UPDATE OR DELETE ON matters_happening
FOR EACH ROW EXECUTE FUNCTION matters_written_once();
CREATE TRIGGER matters_message_fixed BEFORE UPDATE OR DELETE ON matters_message
FOR EACH ROW EXECUTE FUNCTION matters_written_once();
"""
DROP = """
DROP TRIGGER matters_happening_fixed ON matters_happening;
DROP TRIGGER matters_message_fixed ON matters_message;
DROP FUNCTION matters_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, DROP)]

from django.db import migrations

# What is written once may be sealed again under a new key, inside the job that says so, and nothing else of it.
MAKE = """
CREATE OR REPLACE FUNCTION matters_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('yugong.resealing', true) = 'on'
     AND to_jsonb(NEW) - 'note_sealed' - 'body_sealed' = to_jsonb(OLD) - 'note_sealed' - 'body_sealed' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is written once, never changed', TG_TABLE_NAME;
END $$;
"""
BACK = """
CREATE OR REPLACE FUNCTION matters_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once, never changed', TG_TABLE_NAME;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_written_once")]
    operations = [migrations.RunSQL(MAKE, BACK)]

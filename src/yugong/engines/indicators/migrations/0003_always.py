"""Facts are found by their record; what watches counted tables sees quick copies too (new watches do)."""

from django.db import migrations, models

ALWAYS = r"""
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tgname, tgrelid::regclass AS place FROM pg_trigger
              WHERE tgname LIKE 'counts\_%' AND NOT tgisinternal AND tgenabled = 'O' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', one.place, one.tgname);
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_kept_exact")]

    operations = [
        migrations.RunSQL(ALWAYS, migrations.RunSQL.noop),
        migrations.RemoveConstraint("fact", "fact_once"),
        migrations.AddConstraint(
            "fact", models.UniqueConstraint(fields=["record", "measure"], name="fact_once")
        ),
    ]

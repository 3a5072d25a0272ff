"""A stretch carries the grams of its person's name: a search asks the memberships alone, not two tables.

The database keeps them, whoever writes: a new stretch takes them from its person unless they came with it,
and a changed name hands them on. The person's row is held meanwhile, so that neither misses the other. A
program from before this step, which does not know the column, may go on writing.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import Q

KEEP = """
CREATE FUNCTION people_membership_named() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held integer[];
BEGIN
  SELECT name_grams INTO held FROM people_person WHERE id = NEW.person_id FOR SHARE;
  NEW.name_grams := COALESCE(held, '{}');
  RETURN NEW;
END $$;
CREATE TRIGGER people_membership_named BEFORE INSERT OR UPDATE ON people_membership
 FOR EACH ROW WHEN (COALESCE(NEW.name_grams, '{}') = '{}') EXECUTE FUNCTION people_membership_named();
ALTER TABLE people_membership ENABLE ALWAYS TRIGGER people_membership_named;
CREATE FUNCTION people_person_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE people_membership SET name_grams = NEW.name_grams WHERE person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER people_person_renamed AFTER UPDATE ON people_person
 FOR EACH ROW WHEN (NEW.name_grams IS DISTINCT FROM OLD.name_grams) EXECUTE FUNCTION people_person_renamed();
ALTER TABLE people_person ENABLE ALWAYS TRIGGER people_person_renamed;
"""
DROP = """
DROP TRIGGER people_person_renamed ON people_person;
DROP FUNCTION people_person_renamed();
DROP TRIGGER people_membership_named ON people_membership;
DROP FUNCTION people_membership_named();
"""
FILL = """
SET LOCAL yugong.measuring = 'off';
UPDATE people_membership m SET name_grams = p.name_grams FROM people_person p WHERE p.id = m.person_id;
SET LOCAL yugong.measuring = 'on';
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0008_one_open_again")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="name_grams",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                default=list,
                editable=False,
                size=None,
                verbose_name="姓名二元索引",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, DROP),
        migrations.RemoveIndex(model_name="person", name="person_grams"),
        migrations.AddIndex(
            model_name="membership",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_grams"],
                name="membership_grams",
                condition=Q(valid_to__isnull=True, superseded_at__isnull=True),
            ),
        ),
    ]

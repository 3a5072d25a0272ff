"""One open stretch a person, again: 0005 took the foreign key's own index away, and Django this one with it."""

from django.db import migrations

AGAIN = """
CREATE UNIQUE INDEX IF NOT EXISTS membership_one_open ON people_membership (person_id)
 WHERE superseded_at IS NULL AND valid_to IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_counted")]

    operations = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop)]

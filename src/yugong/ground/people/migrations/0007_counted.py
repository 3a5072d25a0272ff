"""Memberships are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("people", "0006_merged_number"), ("audit", "0004_touched")]

    operations = [
        watch("people.membership", "people_membership", "id"),
    ]

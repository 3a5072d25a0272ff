"""Unions are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("org", "0004_funds"), ("audit", "0004_touched")]

    operations = [
        watch("org.unit", "org_unit", "id"),
    ]

"""Matters and hearings are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("matters", "0006_counter_slots"), ("audit", "0004_touched")]

    operations = [
        watch("matters.matter", "matters_matter", "id"),
        watch("matters.hearing", "matters_hearing", "id"),
        watch("matters.hearing", "matters_matter", "id", through="SELECT h.id FROM matters_hearing h WHERE h.matter_id = c.id"),
    ]

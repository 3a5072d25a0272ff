"""Entries of contests are counted: what changes is noted, of the entry and of its round."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_contests"), ("audit", "0004_touched")]

    operations = [
        watch("selection.entry", "selection_entry", "id"),
        watch(
            "selection.entry", "selection_round", "id",
            through="SELECT e.id FROM selection_entry e WHERE e.poll_id = c.id",
        ),
    ]  # fmt: skip

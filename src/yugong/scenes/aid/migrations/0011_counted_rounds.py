"""Rounds of visits and places for students are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("aid", "0010_counted")]

    operations = [
        watch("aid.programme", "aid_programme", "id"),
        watch("aid.programme", "aid_share", "programme_id"),
        watch("aid.programme", "aid_parcel", "programme_id"),
        watch("aid.programme", "aid_grant", "programme_id"),
        watch("aid.work_post", "aid_workpost", "id"),
    ]

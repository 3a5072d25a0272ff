"""Sessions and those who came are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_campaigns"), ("audit", "0004_touched")]

    operations = [
        watch("campaigns.sitting", "campaigns_sitting", "id"),
        watch("campaigns.sitting", "campaigns_attendance", "sitting_id"),
        watch("campaigns.attendance", "campaigns_attendance", "id"),
    ]

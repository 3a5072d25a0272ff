"""Places of the hundred best are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("service", "0007_news"), ("audit", "0004_touched")]

    operations = [watch("service.best_place", "service_bestplace", "id")]

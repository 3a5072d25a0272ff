"""Stations are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("service", "0005_station_desk"), ("audit", "0004_touched")]

    operations = [watch("service.station", "service_station", "id")]

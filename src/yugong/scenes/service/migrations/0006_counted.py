"""Stations, wishes and screenings are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("service", "0005_station_desk"), ("audit", "0004_touched")]

    operations = [
        watch("service.station", "service_station", "id"),
        watch("service.wish", "service_wish", "id"),
        watch("service.examinee", "service_examinee", "id"),
    ]

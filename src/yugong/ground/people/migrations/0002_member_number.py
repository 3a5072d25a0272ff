from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE people_member_number START 1000001", "DROP SEQUENCE people_member_number"
        )
    ]

"""Union terms that are over are found without looking at every union."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0005_counted'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(condition=models.Q(('valid_to__isnull', True)), fields=['term_to'], name='unit_terms'),
        ),
    ]

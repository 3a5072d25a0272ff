"""By which definitions the facts were counted: so that an upgrade that changes one has all counted anew."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0003_always'),
    ]

    operations = [
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('measure', models.CharField(db_collation='C', max_length=60, primary_key=True, serialize=False, verbose_name='指标')),
                ('digest', models.CharField(max_length=32, verbose_name='定义的摘要')),
            ],
        ),
    ]

"""Checked lines are kept until they are imported; a roster that is running starts anew, which doubles nobody."""

import django.db.models.deletion
import yugong.kernel.ident
from django.db import migrations, models

ANEW = """
UPDATE organise_rosterimport SET done = 0, joined = 0, filled = 0, unchanged = 0, left_out = 0
 WHERE state = 'running'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organise', '0007_deeds_and_forms'),
    ]

    operations = [
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='rosterimport',
            name='parts',
        ),
        migrations.CreateModel(
            name='RosterPart',
            fields=[
                ('id', models.UUIDField(default=yugong.kernel.ident.uuid7, editable=False, primary_key=True, serialize=False)),
                ('start', models.IntegerField(verbose_name='首行位置')),
                ('size', models.IntegerField(verbose_name='行数')),
                ('lines_sealed', models.BinaryField(verbose_name='核对过的行')),
                ('roster', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='organise.rosterimport')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('roster', 'start'), name='roster_part_once')],
            },
        ),
    ]

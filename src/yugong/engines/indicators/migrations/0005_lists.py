"""Files of long lists, made in the background."""

import django.db.models.deletion
import yugong.kernel.ident
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0004_definitions'),
        ('org', '0006_terms'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListFile',
            fields=[
                ('id', models.UUIDField(default=yugong.kernel.ident.uuid7, editable=False, primary_key=True, serialize=False)),
                ('measure', models.CharField(db_collation='C', max_length=60, verbose_name='指标')),
                ('since', models.DateField(verbose_name='从')),
                ('until', models.DateField(verbose_name='到')),
                ('made_by', models.CharField(max_length=80, verbose_name='导出人')),
                ('mark', models.CharField(max_length=200, verbose_name='页脚')),
                ('made_at', models.DateTimeField(verbose_name='申请时间')),
                ('progress', models.UUIDField(null=True, verbose_name='进度')),
                ('rows', models.IntegerField(default=0, verbose_name='条数')),
                ('size', models.BigIntegerField(default=0, verbose_name='字节数')),
                ('done_at', models.DateTimeField(null=True, verbose_name='完成时间')),
                ('expires_at', models.DateTimeField(null=True, verbose_name='失效时间')),
                ('taken', models.IntegerField(default=0, verbose_name='下载次数')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='工会')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ListPart',
            fields=[
                ('id', models.UUIDField(default=yugong.kernel.ident.uuid7, editable=False, primary_key=True, serialize=False)),
                ('place', models.IntegerField(verbose_name='第几块')),
                ('data_sealed', models.BinaryField(verbose_name='内容')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='indicators.listfile')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'place'), name='list_part_once')],
            },
        ),
    ]

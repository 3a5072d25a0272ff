"""A long list behind a number as a file: asked for, made in the background, kept for some hours."""

from django.db import models

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.kernel.ident import uuid7


class ListFile(Row):
    """Which number of which union and time, who asked for its list, until when it can be fetched."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    measure = models.CharField("指标", max_length=60, db_collation="C")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="工会")
    since = models.DateField("从")
    until = models.DateField("到")
    made_by = models.CharField("导出人", max_length=80)
    mark = models.CharField("页脚", max_length=200)
    made_at = models.DateTimeField("申请时间")
    progress = models.UUIDField("进度", null=True)
    rows = models.IntegerField("条数", default=0)
    size = models.BigIntegerField("字节数", default=0)
    done_at = models.DateTimeField("完成时间", null=True)
    expires_at = models.DateTimeField("失效时间", null=True)
    taken = models.IntegerField("下载次数", default=0)


class ListPart(Row):
    """A piece of such a file, sealed; all pieces go when its time is over."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(ListFile, models.PROTECT, related_name="parts")
    place = models.IntegerField("第几块")
    data_sealed = models.BinaryField("内容")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "place"], name="list_part_once")]

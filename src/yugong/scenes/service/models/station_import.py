"""StationImport: a table of stations that was uploaded, looked at, and taken in or dropped."""

from django.db import models

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.kernel.ident import uuid7


class TableState(models.TextChoices):
    """Where it stands."""

    CHECKED = "checked", "等您确认"
    DONE = "done", "导入好了"
    DROPPED = "dropped", "没有导入"


class StationImport(Row):
    """An uploaded table with what would come of it; the rows themselves stay in the sealed file."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="station_imports", verbose_name="工会")
    system = models.CharField("坐标系", max_length=6)
    state = models.CharField("状态", max_length=8, choices=TableState.choices, default=TableState.CHECKED)
    rows = models.IntegerField("行数", default=0)
    fresh = models.IntegerField("新增", default=0)
    changed = models.IntegerField("更新", default=0)
    same = models.IntegerField("无变化", default=0)
    wrong = models.IntegerField("有问题", default=0)
    name_sealed = models.BinaryField("文件名")
    file_sealed = models.BinaryField("文件")
    made_by = models.CharField("上传人", max_length=80)
    made_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("导入时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="station_import_newest")]

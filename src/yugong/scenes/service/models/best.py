"""The hundred best (百优食堂、百佳健身驿站): a place put in by its union, scored, posted and named."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.kernel.ident import uuid7


class BestSort(models.TextChoices):
    """What is named."""

    CANTEEN = "canteen", "百优职工食堂"
    GYM = "gym", "百佳职工健身驿站"


class BestState(models.TextChoices):
    """How far a place has come."""

    POSTED = "posted", "正在公示"
    NAMED = "named", "已经命名"
    OUT = "out", "公示后没有命名"


class BestPlace(Row):
    """A place that passed the scoring: posted for some working days, then named or not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.CharField("办件号", max_length=40, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="best_places", verbose_name="申报的工会")
    sort = models.CharField("类别", max_length=10, choices=BestSort.choices)
    name = models.CharField("名称", max_length=60)
    address = models.CharField("地址", max_length=80)
    score = models.SmallIntegerField("得分")
    state = models.CharField("状态", max_length=10, choices=BestState.choices, default=BestState.POSTED)
    posted_on = models.DateField("公示开始")
    posted_to = models.DateField("公示到")
    named_on = models.DateField("命名日期", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="bestplace_score"),
            models.CheckConstraint(
                condition=~Q(state="named") | Q(named_on__isnull=False), name="bestplace_named_has_its_day"
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="bestplace_state")]

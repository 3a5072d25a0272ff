"""The supervision bodies of unions, and the cards and trainings of the four teams."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person, Tenure
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class SupervisionBody(Row):
    """A union's body for labour-law supervision, for the term of its committee (总工办发〔2021〕9号)."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="supervision_bodies")
    name = models.CharField("名称", max_length=120)
    formed_on = models.DateField("成立日期")
    term_to = models.DateField("任期至")
    ended_on = models.DateField("撤销日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_on__isnull=True), name="body_open_once"
            )
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="body_unit")]


class Badge(Row):
    """The card of somebody in one of the four teams: it stands and falls with the post and has its own term.

    `code` opens its check page, which says whether the card is good today.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("证号", max_length=60, unique=True)
    team = models.CharField("队伍", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="badges")
    person = models.ForeignKey(Person, models.PROTECT, related_name="badges")
    tenure = models.OneToOneField(Tenure, models.PROTECT, related_name="badge")
    code = models.CharField("核验码", max_length=40, unique=True)
    issued_on = models.DateField("发证日期")
    valid_to = models.DateField("有效期至")
    ended_on = models.DateField("收回日期", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "team", "-id"], name="badge_unit"),
            models.Index(fields=["valid_to"], name="badge_expiry", condition=Q(ended_on__isnull=True)),
        ]


class Schooling(Fixed):
    """A training somebody with a card attended, as it was recorded."""

    id = models.BigAutoField(primary_key=True)
    badge = models.ForeignKey(Badge, models.PROTECT, related_name="schoolings")
    topic = models.CharField("内容", max_length=80)
    held_on = models.DateField("日期")
    hours = models.SmallIntegerField("学时")
    passed = models.BooleanField("考核合格")
    recorded_by = models.CharField("登记人", max_length=80)

    class Meta:
        indexes = [models.Index(fields=["badge", "-held_on"], name="schooling_badge")]


ties.add(Tie(Badge, "person_id", "工作证"))

"""Goods of a programme: a parcel with its code for everybody on the list, or a share for a whole union."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.models.programme import Programme, Target


class Way(models.TextChoices):
    """How a parcel was receipted; nobody is photographed."""

    SCAN = "scan", "扫会员的领取码"
    DIGITS = "digits", "报 6 位数字"
    SELF = "self", "本人扫领取点"
    PAPER = "paper", "纸质签收"


class Parcel(Row):
    """What one person gets, once: `code` is in his picture, `digits` are what he says where none is shown."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="parcels")
    target = models.OneToOneField(Target, models.PROTECT, related_name="parcel")
    person = models.ForeignKey(Person, models.PROTECT, related_name="aid_parcels")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aid_parcels")
    pieces = models.SmallIntegerField("份数")
    code = models.CharField("领取码", max_length=40, unique=True)
    digits = models.CharField("6 位数字", max_length=6)
    made_on = models.DateField("生成日期")
    handed_at = models.DateTimeField("领取时间", null=True)
    handed_by = models.CharField("发放人", max_length=80, blank=True)
    way = models.CharField("签收方式", max_length=8, choices=Way.choices, blank=True)
    sheet = models.CharField("签收单编号", max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "digits"], name="parcel_digits"),
            models.CheckConstraint(
                condition=Q(handed_at__isnull=True) | ~Q(way=""), name="parcel_handed_somehow"
            ),
            models.CheckConstraint(condition=~Q(way="paper") | ~Q(sheet=""), name="parcel_paper_has_sheet"),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="parcel_person")]


class Share(Row):
    """Goods for a union's workers by number, receipted by its steward: no file, no list of names."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="shares")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aid_shares")
    persons = models.IntegerField("人数")
    pieces = models.IntegerField("份数")
    planned_by = models.CharField("登记人", max_length=80)
    planned_on = models.DateField("登记日期")
    received_at = models.DateTimeField("签收时间", null=True)
    received_by = models.CharField("签收人", max_length=80, blank=True)
    received = models.IntegerField("实收份数", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "unit"], name="share_once"),
            models.CheckConstraint(condition=Q(persons__gt=0, pieces__gt=0), name="share_counts"),
            models.CheckConstraint(
                condition=Q(received__isnull=True) | Q(received__gte=0, received__lte=models.F("pieces")),
                name="share_received",
            ),
        ]


ties.add(Tie(Parcel, "person_id", "帮扶物资"))
ties.add(Tie(Parcel, "handed_by", "发放的物资", text="person:{}"))
ties.add(Tie(Share, "planned_by", "登记的物资", text="person:{}"))
ties.add(Tie(Share, "received_by", "签收的物资", text="person:{}"))

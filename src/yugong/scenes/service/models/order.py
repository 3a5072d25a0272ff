"""What workers order and unions bring: the menu, one order of many wishes, the bids, each receiver's word."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class Audience(models.TextChoices):
    """Who may order a thing of the menu, among the members below the union that keeps it."""

    MEMBERS = "members", "本工会系统的会员"
    NEW_FORMS = "new_forms", "新就业形态工会的会员"


class Offering(Row):
    """One service on a union's menu: for whom, how many a month, what a piece may cost and from where."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offerings", verbose_name="哪个工会的菜单")
    name = models.CharField("服务", max_length=30)
    about = models.CharField("说明", max_length=200)
    audience = models.CharField("谁可以点", max_length=10, choices=Audience.choices)
    each_month = models.IntegerField("每人每月几份")
    most_heads = models.IntegerField("一次最多几人合点")
    fen_each = models.BigIntegerField("每份最多花多少分", default=0)  # 0: it costs nothing
    line = models.ForeignKey(
        "ledger.Line", models.PROTECT, null=True, related_name="+", verbose_name="预算项"
    )
    closed_at = models.DateTimeField("下架时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit"], name="offering_open", condition=Q(closed_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(fen_each=0, line__isnull=True) | Q(fen_each__gt=0, line__isnull=False),
                name="offering_costs_from_a_line",
            ),
            models.CheckConstraint(
                condition=Q(each_month__gte=1, most_heads__gte=1), name="offering_gives_something"
            ),
        ]

    @property
    def unit_path(self) -> str:
        return self.unit.path


class Stage(models.TextChoices):
    """Where an order stands."""

    OPEN = "open", "收集心愿"
    BIDDING = "bidding", "接单报价"
    UNDERWAY = "underway", "正在配送"
    ASKING = "asking", "等职工确认"
    DONE = "done", "送完了"
    DROPPED = "dropped", "办不了"


class ServiceOrder(Row):
    """The wishes of one union for one service: one choice of who brings it, one delivery, many words.

    `due_at` is the end of the present stage. Who chose and who brought it are kept: neither confirms it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    offering = models.ForeignKey(Offering, models.PROTECT, related_name="orders", verbose_name="服务")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="service_orders", verbose_name="哪个工会的职工"
    )
    stage = models.CharField("环节", max_length=10, choices=Stage.choices, default=Stage.OPEN)
    pieces = models.IntegerField("份数", default=0)
    opened_at = models.DateTimeField("第一个心愿的时间")
    due_at = models.DateTimeField("本环节期限")
    chosen = models.OneToOneField(
        "service.Bid", models.PROTECT, null=True, related_name="won", verbose_name="选定的报价"
    )
    chosen_why = models.CharField("选定的理由", max_length=200, blank=True)
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="选定人")
    few_why = models.CharField("报价不足的理由", max_length=200, blank=True)
    commitment = models.ForeignKey(
        "ledger.Commitment", models.PROTECT, null=True, related_name="+", verbose_name="用款安排"
    )
    delivered_on = models.DateField("送到日期", null=True)
    place = models.CharField("送到哪里", max_length=80, blank=True)
    delivered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    again = models.IntegerField("重新配送次数", default=0)
    ended_at = models.DateTimeField("结束时间", null=True)
    dropped_why = models.CharField("办不了的原因", max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="service_order_unit"),
            models.Index(fields=["due_at"], name="service_order_due", condition=Q(ended_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "unit"], condition=Q(stage="open"), name="service_order_one_open"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=("done", "dropped"), ended_at__isnull=False)
                | (~Q(stage__in=("done", "dropped")) & Q(ended_at=None)),
                name="service_order_ends_with_its_time",
            ),
        ]

    @property
    def unit_path(self) -> str:
        return self.unit.path


ties.add(Tie(ServiceOrder, "chosen_by_id", "选定的报价"))
ties.add(Tie(ServiceOrder, "delivered_by_id", "经办的点单"))


class Bid(Fixed):
    """Somebody offers to bring it, at a price for all pieces and by a day; written once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="bids", verbose_name="点单")
    provider = models.CharField("谁来送", max_length=60)
    price_fen = models.BigIntegerField("总价（分）")
    on = models.DateField("哪天能送到")
    note = models.CharField("说明", max_length=120, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="报价登记人")
    at = models.DateTimeField("报价时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "provider"], name="bid_once"),
            models.CheckConstraint(condition=Q(price_fen__gte=0), name="bid_price"),
        ]


ties.add(Tie(Bid, "by_id", "登记的报价"))


class Got(models.TextChoices):
    """What a receiver said of the delivery."""

    YES = "yes", "收到了"
    NO = "no", "没收到"


class Liked(models.TextChoices):
    """The two words of a rating."""

    GOOD = "good", "好"
    BAD = "bad", "不好"


class Wish(Row):
    """One worker's wish, for himself or for so many of one shop; his word is the only proof of delivery."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="wishes", verbose_name="点单")
    person = models.ForeignKey(Person, models.PROTECT, related_name="wishes", verbose_name="点单人")
    heads = models.IntegerField("几个人", default=1)
    at = models.DateTimeField("点单时间")
    taken_back_at = models.DateTimeField("撤回时间", null=True)
    got = models.CharField("收到没有", max_length=3, choices=Got.choices, blank=True)
    liked = models.CharField("好不好", max_length=4, choices=Liked.choices, blank=True)
    words_sealed = models.BinaryField("想说的话", null=True)
    said_at = models.DateTimeField("表态时间", null=True)
    missing = models.IntegerField("说过几次没收到", default=0)

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="wish_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "person"], condition=Q(taken_back_at__isnull=True), name="wish_one_alive"
            ),
            models.CheckConstraint(condition=Q(heads__gte=1), name="wish_heads"),
            models.CheckConstraint(condition=Q(liked="") | Q(got="yes"), name="wish_rated_when_received"),
        ]


ties.add(Tie(Wish, "person_id", "点单"))

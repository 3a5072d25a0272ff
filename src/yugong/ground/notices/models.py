"""Notice, its deliveries by SMS and WeChat, and the outbox of the adapter that only pretends."""

from django.db import models
from django.db.models.functions import Now

from yugong.ground.audit.models import Row
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class Notice(Row):
    """One thing told to a person or a seat. The text is the template's; the row keeps its values.

    `to` is an address text (addresses.py), `about` names a row as the log does, `path` is where to read on.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.CharField("收件", max_length=80)
    person_id = models.UUIDField("本人", null=True)
    template = models.CharField("模板", max_length=60)
    version = models.SmallIntegerField("模板版本")
    values = models.JSONField("内容", default=dict)
    values_sealed = models.BinaryField("个人内容", null=True)
    about = models.CharField("事由", max_length=80, blank=True)
    path = models.CharField("地址", max_length=200, blank=True)
    once = models.CharField("去重键", max_length=160)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "once"], name="notice_once")]
        indexes = [
            models.Index(fields=["to", "-id"], name="notice_inbox"),
            models.Index(fields=["to"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
            models.Index(fields=["about"], name="notice_about"),
        ]


ties.add(Tie(Notice, "to", "消息", text="person:{}"))
ties.add(Tie(Notice, "person_id"))


class Way(models.TextChoices):
    """How a notice leaves the house."""

    SMS = "sms", "短信"
    WECHAT = "wechat", "微信"


class Fate(models.TextChoices):
    """What became of a delivery."""

    WAITING = "waiting", "待发"
    SENT = "sent", "已发"
    FAILED = "failed", "未发出"


class Delivery(Row):
    """A notice on its way out: tries, the carrier's receipt, or why it did not go."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    way = models.CharField("渠道", max_length=8, choices=Way.choices)
    fate = models.CharField("结果", max_length=8, choices=Fate.choices, default=Fate.WAITING)
    tries = models.SmallIntegerField("次数", default=0)
    not_before = models.DateTimeField("不早于")
    receipt = models.CharField("回执", max_length=80, blank=True)
    error = models.CharField("原因", max_length=40, blank=True)
    done_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "way"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["not_before"], name="delivery_waiting", condition=models.Q(fate=Fate.WAITING)
            )
        ]


class Sent(Row):
    """What the outbox adapter would have sent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.CharField("渠道", max_length=8)
    key = models.CharField("消息键", max_length=60)
    to_sealed = models.BinaryField("收件地址")
    text_sealed = models.BinaryField("内容")
    at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "key"], name="sent_once")]

"""SentCode and Allowance: what sign-in remembers for minutes; no phone, code or address in clear."""

from django.db import models

from yugong.ground.audit.models import Row
from yugong.kernel.ident import uuid7


class SentCode(Row):
    """A code sent to a phone: its keyed hash, how often it was tried, and until when it is good."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    phone_sealed = models.BinaryField("手机")
    code_hash = models.BinaryField("验证码摘要")
    tries = models.SmallIntegerField("已试次数", default=0)
    sent_at = models.DateTimeField("发送时间", db_index=True)
    good_until = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True)


class Allowance(models.Model):
    """How much of a limit one key has used in the window that ends at `ends_at`; one upsert writes it."""

    key_index = models.BinaryField("键", primary_key=True)
    limit = models.CharField("限制", max_length=20)
    used = models.IntegerField("已用")
    ends_at = models.DateTimeField("窗口结束", db_index=True)

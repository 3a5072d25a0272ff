"""Attachment: one uploaded file, by its content; what it belongs to is named in text."""

from django.db import models

from yugong.ground.audit.models import Row
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class State(models.TextChoices):
    """Whether the content can still be had."""

    KEPT = "kept", "在存"
    SHREDDED = "shredded", "已销毁"


class Attachment(Row):
    """A file somebody handed in. `owner` is the text by which the log names a row: "matters.matter:42".

    `person_id` is set when a person handed it in for himself: to him it stays readable.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.CharField("所属", max_length=80)
    kind = models.CharField("格式", max_length=8)
    size = models.BigIntegerField("字节数")
    sha256 = models.CharField("内容散列", max_length=64)
    name_sealed = models.BinaryField("原文件名")
    width = models.IntegerField("宽", null=True)
    height = models.IntegerField("高", null=True)
    added_by = models.CharField("上传者", max_length=80)
    person_id = models.UUIDField("本人", null=True)
    added_at = models.DateTimeField("上传时间")
    keep_until = models.DateField("保存至", null=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.KEPT)
    shredded_at = models.DateTimeField("销毁时间", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "id"], name="attachment_owner"),
            models.Index(fields=["sha256"], name="attachment_content"),
            models.Index(fields=["added_by", "added_at"], name="attachment_added"),
            models.Index(fields=["keep_until"], name="attachment_keep", condition=models.Q(state=State.KEPT)),
        ]


ties.add(Tie(Attachment, "owner", "材料", text="people.person:{}"))
ties.add(Tie(Attachment, "person_id"))

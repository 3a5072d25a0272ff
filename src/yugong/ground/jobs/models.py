"""Progress of a long job as its owner sees it; receipts of jobs done; workers lost over a job."""

from django.db import models

from yugong.kernel.ident import uuid7


class State(models.TextChoices):
    """Where a watched job stands."""

    WAITING = "waiting", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "没有完成"


class Progress(models.Model):
    """A long job seen from outside: how far it is, and where its result lies."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.CharField("所有者", max_length=80)
    label = models.CharField("名称", max_length=80)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    done = models.IntegerField("已处理", default=0)
    total = models.IntegerField("总数", default=0)
    note = models.CharField("说明", max_length=200, blank=True)
    link = models.CharField("结果地址", max_length=200, blank=True)
    job = models.BigIntegerField("任务号", null=True)
    created_at = models.DateTimeField("建立时间")
    changed_at = models.DateTimeField("更新时间")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="progress_owner"),
            models.Index(fields=["job"], name="progress_job"),
        ]


class Receipt(models.Model):
    """A job whose effects are committed; written in the same transaction, so that they happen once."""

    job = models.BigIntegerField("任务号", primary_key=True)
    done_at = models.DateTimeField("完成时间")


class Loss(models.Model):
    """How often a worker was lost while it ran a job; at the third time the job is put in quarantine."""

    job = models.BigIntegerField("任务号", primary_key=True)
    name = models.CharField("任务", max_length=80)
    times = models.IntegerField("次数", default=0)
    last_at = models.DateTimeField("最近一次")
    quarantined_at = models.DateTimeField("隔离时间", null=True)

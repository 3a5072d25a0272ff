"""Long work about people: renewing what is sealed after a key was rotated; members follow their union."""

from datetime import date

from django.utils import timezone

from yugong.ground.jobs import progress as watched
from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import Retry
from yugong.ground.org.followers import Share
from yugong.ground.org.models import Unit
from yugong.ground.people import rotation
from yugong.ground.people.actions import following
from yugong.kernel.actor import SYSTEM

CLASHES = "有 {} 份登记因证件号或手机号重复未能更换，请先合并重复登记，再运行 yugong keys resume"


@job("people.renew", queue="bulk", whole=False, retry=Retry(times=3))
def renew(progress: str) -> None:
    """Renew everything that is not under the active keys; run again, it goes on with what is left."""
    watched.begin(progress, total=rotation.left())
    clashes = rotation.renew(told=lambda rows: watched.advance(progress, rows))
    if clashes:
        watched.fail(progress, note=CLASHES.format(clashes))
    else:
        watched.finish(progress, note="全部数据已换用新密钥")


@job(following.JOB, queue="bulk", whole=False)
def follow_unit(unit: int, shares: list, on: str, how: str, progress: str) -> None:
    """Carry the members of a unit that ended chunk by chunk; run again, it goes on where it stood."""
    ended, day = Unit.objects.get(pk=unit), date.fromisoformat(on)
    units = Unit.objects.in_bulk([key for key, _ in shares])
    heirs = tuple(Share(units[key], departments=tuple(names)) for key, names in shares)
    watched.begin(progress, total=following.due(ended.pk, on=day).count())
    while moved := following.follow_next(
        unit=ended, shares=heirs, on=day, how=how, by=SYSTEM, at=timezone.now()
    ):
        watched.advance(progress, moved)
    watched.finish(
        progress, note=f"{ended.name}的会员都已转到承继的工会", link=f"/desk/org/{heirs[0].unit.pk}/"
    )

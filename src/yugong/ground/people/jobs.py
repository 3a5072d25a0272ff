"""Renewing sealed values and blind indexes after a key was rotated."""

from yugong.ground.jobs import progress as watched
from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import Retry
from yugong.ground.people import rotation

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

"""By which definitions facts were counted: where one changed since, all is to be counted anew."""

from hashlib import sha256

from yugong.engines.indicators.models import Definition
from yugong.ground.jobs.models import Progress, State
from yugong.ground.jobs.queries import Watch, watch
from yugong.kernel.measure import Measure, counted

RECOUNT = "按新的定义重新统计"  # what the watched job is called


def digest(one: Measure) -> str:
    """A short sum over all that decides which records count, when, where and how much."""
    source = one.source
    read = (
        source.rows, source.record, source.unit, source.kind, one.day, one.until, one.amount, one.where,
        one.at,
    )  # fmt: skip
    return sha256("\x00".join(read).encode()).hexdigest()[:32]


def stale() -> list[str]:
    """The measures whose facts were not counted by today's definition, and those that are gone; one query."""
    stored = dict(Definition.objects.values_list("measure", "digest"))
    today = {one.key: digest(one) for one in counted()}
    return sorted(key for key in today.keys() | stored.keys() if today.get(key) != stored.get(key))


def running() -> Watch | None:
    """The recount that waits or runs, if there is one."""
    live = Progress.objects.filter(label=RECOUNT, state__in=(State.WAITING, State.RUNNING))
    found = live.order_by("-id").values_list("pk", flat=True).first()
    return watch(found) if found else None

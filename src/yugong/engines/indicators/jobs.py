"""In the background: sums are folded, touched and redefined numbers recounted, all is proved at night."""

import logging

from django.utils import timezone

from yugong.engines.indicators.actions import backfilling, filing, folding, recounting, settling
from yugong.engines.indicators.queries import proving
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import NEVER
from yugong.kernel.actor import SYSTEM

log = logging.getLogger(__name__)


@job("indicators.fold", retry=NEVER, queue="upkeep", whole=False)
def fold() -> None:
    """Every minute: recount what was touched, fold sums; after an upgrade have all counted anew."""
    while settling.settle_left():
        pass
    folding.fold_all()
    recounting.recount_if_stale(at=timezone.now())


@job("indicators.backfill", queue="bulk", whole=False)
def backfill(progress: str) -> None:
    """All facts anew, for somebody who watches; run again, it begins anew and finds less to do."""
    watching.begin(progress, total=backfilling.total())
    changed = backfilling.backfill(told=lambda count: watching.advance(progress, count))
    watching.finish(progress, note=f"改正 {changed:,} 条统计记录")


@job(filing.JOB, queue="bulk", whole=False)
def list_file(file: str, progress: str) -> None:
    """Make the file of a long list; run again, it is made anew."""
    filing.carry_out(file=file, progress=progress, by=SYSTEM, at=timezone.now())


@job("indicators.forget_lists")
def forget_lists() -> None:
    """Delete files of lists whose time is over."""
    filing.forget_lists(by=SYSTEM, at=timezone.now())


@job("indicators.prove", retry=NEVER, queue="upkeep", whole=False)
def prove() -> None:
    """Every night: recount everything; a difference is a fault of the house and goes to its log."""
    for fault in proving.verify_at_once():
        log.error("indicators: %s: %s", fault.measure, fault.why)

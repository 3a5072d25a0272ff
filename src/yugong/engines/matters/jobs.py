"""Work in the background: the deadline sweep, recounting provisional deadlines, forgetting drafts."""

from django.utils import timezone

from yugong.engines.matters import actions
from yugong.engines.matters.actions import handover
from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import NEVER
from yugong.kernel.actor import CLOCK

BATCH = 500


@job("matters.sweep", retry=NEVER, queue="upkeep", whole=False)
def sweep() -> None:
    """Every few minutes: remind, escalate, and make the clock's own moves, until nothing is due."""
    while actions.sweep(by=CLOCK, at=timezone.now(), limit=BATCH).looked == BATCH:
        pass


@job("matters.sweep_handovers", retry=NEVER, queue="upkeep", whole=False)
def sweep_handovers() -> None:
    """Every few minutes: remind agencies, tell senders of delays, end what has expired."""
    handover.sweep(by=CLOCK, at=timezone.now(), limit=BATCH)


@job("matters.recount", retry=NEVER, queue="upkeep", whole=False)
def recount() -> None:
    """Nightly: deadlines counted without a year's holiday notice are counted again."""
    actions.recount(by=CLOCK, at=timezone.now())


@job("matters.purge", retry=NEVER, queue="upkeep")
def purge() -> None:
    """Nightly: forget old drafts and keys of submissions."""
    actions.purge(by=CLOCK, at=timezone.now())

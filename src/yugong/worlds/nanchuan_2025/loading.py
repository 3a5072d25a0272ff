"""Loading the year: the tree and its people as they stood, then every day of 2025 in its order."""

import gc
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.conf import settings

from yugong.engines.indicators.actions import backfilling
from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import handover
from yugong.ground.audit import touching
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import whole
from yugong.ground.notices.replay import replayed
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import unchanging
from yugong.kernel.actor import CLOCK, SYSTEM, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.actions import instalments
from yugong.worlds.making import CHINA, Making, Progress
from yugong.worlds.nanchuan import crowd as crowds
from yugong.worlds.nanchuan import tree as trees
from yugong.worlds.nanchuan_2025 import bodies as supervision
from yugong.worlds.nanchuan_2025 import claims
from yugong.worlds.nanchuan_2025.claiming import Month, Office, first_day, month
from yugong.worlds.nanchuan_2025.disputes import Disputes
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.nanchuan_2025.growing import Year
from yugong.worlds.nanchuan_2025.joining import Joining
from yugong.worlds.nanchuan_2025.naming import Naming
from yugong.worlds.nanchuan_2025.relief import Relief
from yugong.worlds.nanchuan_2025.ring import Ring
from yugong.worlds.nanchuan_2025.scale import Scale
from yugong.worlds.nanchuan_2025.screenings import Screenings
from yugong.worlds.nanchuan_2025.talking import Talking
from yugong.worlds.timeline import Timeline

NAME, YEAR = "nanchuan_2025", 2025
END = datetime(YEAR, 12, 31, 18, tzinfo=CHINA)
BASE = 3_700  # steps that do not depend on the scale


@dataclass(frozen=True)
class Replayed:
    """What stands after the loading: at which scale, and how many steps it took."""

    factor: float
    steps: int

    def __str__(self) -> str:
        return f"world:{NAME}"


def load(*, factor: float, at: datetime, progress: Progress) -> Replayed:
    """Replay the year at a scale into an empty database, whole or not at all; demo mode only."""
    if not settings.YUGONG_DEMO:
        raise Refused("演示数据只能装入演示环境，请先设置环境变量 YUGONG_DEMO=1", code="not_demo")
    if not 0 < factor <= 1:
        raise Refused("比例要大于 0、不超过 1，例如 --scale 0.05", field="scale")
    if Unit.objects.exists():
        raise Refused("数据库里已经有组织，这个年度要装入空的数据库（可另设 DATABASE_URL）", code="not_empty")
    made = _replay(factor=factor, progress=progress, by=SYSTEM, at=at)
    backfilling.backfill()
    return made


@action(Permission.SYSTEM_RUN, named="worlds.replay")
def _replay(*, factor: float, progress: Progress, by: Actor, at: datetime) -> Replayed:
    figures = Figures(Scale(factor))
    total = BASE + figures.rural + figures.platform + figures.members + 2 * figures.claims
    total += figures.screened + figures.heard + figures.listened
    making = Making(seed=NAME, at=END, progress=progress, total=total, by=by)
    gc.disable()  # what is made stays: there is little to collect, and much to look through in vain
    try:
        with unchanging(), whole(), replayed(), touching.uncounted():  # all is counted afterwards
            _made(making, figures)
    finally:
        gc.enable()
    return Replayed(factor, making.done)


def _morning(making: Making, at: datetime) -> None:
    """Look at every clock; once a week at what lies with partners; now and then count the rows."""
    days = (making.today - at.date()).days
    if days % 60 == 0 or (290 < days < 345 and days % 10 == 0):
        making.weigh()
    matters.sweep(by=CLOCK, at=at)
    if days % 7 == 0:
        handover.sweep(by=CLOCK, at=at)
        instalments.missed(by=SYSTEM, at=at)


def _made(making: Making, figures: Figures) -> None:
    """The world as it stood, what will happen, and then its days one by one."""
    tree = trees.grow(making)
    crowd = crowds.settle(making, tree)
    year = Year(making, tree, crowd)
    office = Office(year)
    bodies = supervision.Bodies(making, tree, crowd)
    bodies.choose(figures)
    making.weigh()
    timeline = Timeline(making, every_morning=lambda at: _morning(making, at))
    supervision.remind(bodies, figures, timeline)
    Disputes(making, tree, crowd, timeline, figures).all()
    Relief(making, tree, crowd, timeline, figures).all()
    Ring(making, tree, crowd).all(figures, timeline)
    for part in (Talking, Screenings, Naming):
        part(making, tree, crowd).all(figures, timeline)
    Joining(year, figures, timeline).all()
    timeline.add(_claims(year, office, figures, timeline))
    timeline.play(since=making.settled.date())


def _claims(year: Year, office: Office, figures: Figures, timeline: Timeline):  # type: ignore[no-untyped-def]
    """Once all are insured it is known who will claim."""
    making, dice = year.making, year.making.dice("claims")
    yield making.moment(first_day(YEAR, 3), 8, 30).replace(day=24)
    cases = claims.plan(year.insured, figures, dice, year=YEAR)
    for number in claims.MONTHS:
        found = [one for one in cases if one.month == number]
        if found:
            now = making.moment(first_day(YEAR, number), 9, 10)
            one = Month(making=making, dice=Random(dice.random()), now=now, place=office, cases=found)  # noqa: S311
            timeline.add(month(one))

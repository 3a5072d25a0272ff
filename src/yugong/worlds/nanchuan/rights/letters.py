"""Supervision letters of the demo: eight reminders to everybody, and letters to employers in every state."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from yugong.ground.org.models import Employer
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.rights import letter_plots as plots
from yugong.worlds.nanchuan.rights.letter_texts import EMPLOYERS, PUBLIC
from yugong.worlds.nanchuan.rights.lettering import Letter
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story, Timeline, workdays_before

Plot = tuple[Callable[[Letter], Story], int]  # how it goes, and how many working days ago it began
PLOTS: tuple[Plot, ...] = (
    (plots.drafted, 1),
    (plots.confirmed, 1),
    (plots.sent_back, 2),
    (plots.mended, 4),
    (plots.signed, 2),
    (plots.served, 6),
    (plots.linked, 8),
    (plots.answered, 10),
    (plots.served, 16),  # the clock says that no answer came
    (plots.dropped, 31),
    (plots.settled, 45),
    (plots.settled, 96),
    (plots.settled, 163),
    (plots.raised, 84),
    (plots.to_the_authority, 140),
    (plots.authority_asked, 52),
)
IN_TOWNS: tuple[tuple[str, Plot], ...] = (("东城街道", (plots.served, 5)), ("水江镇", (plots.confirmed, 1)))


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Let every letter wait for its day."""
    dice, texts = making.dice("letters"), iter(EMPLOYERS)
    employers = {one.name: one for one in Employer.objects.all()}
    rest: dict[str, Any] = {"making": making, "dice": dice, "crowd": crowd}
    for said in PUBLIC:
        when = _moment(making, _last(making, said.on))
        timeline.add(plots.published(Letter(unit=tree.district, said=said, now=when, **rest)))
    told = [(tree.district, plot) for plot in PLOTS]
    told += [(tree.towns[town], plot) for town, plot in IN_TOWNS]
    for unit, (tell, ago) in told:
        said = next(texts)
        day = workdays_before(making.today, ago)
        one = Letter(
            unit=unit, said=said, now=_moment(making, day), employer=employers[said.employer], **rest
        )
        timeline.add(tell(one))


def _last(making: Making, on: tuple[int, int]) -> date:
    """The last such day of the year that is over for more than a week."""
    day = making.today.replace(month=on[0], day=on[1])
    while day > making.today:
        day -= timedelta(days=364)
    return day if (making.today - day).days > 8 else day - timedelta(days=357)


def _moment(making: Making, day: date) -> datetime:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return making.moment(day, 9, 15)

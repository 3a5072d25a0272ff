"""Reminding unions and those above them, once each, of terms that end and leading posts that stand empty."""

from datetime import date, datetime, timedelta

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.notices.addresses import Desk
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.permissions import Permission
from yugong.scenes.organise import texts
from yugong.scenes.organise.queries import terms
from yugong.scenes.organise.queries.terms import Vacancy
from yugong.scenes.organise.rules.founding import latest_end
from yugong.scenes.organise.words import HEADS

ONE_DAY = timedelta(days=1)
MARKS = ((6, "还有半年"), (3, "还有三个月"))
LATELY = timedelta(days=7)  # a mark that was missed for a week is still told


@action(Permission.SYSTEM_RUN)
def remind(*, by: Actor, at: datetime) -> int:
    """Tell what is due today: terms at six months, three months and at their end, and empty posts."""
    today, told = local_day(at), 0
    for months, left in MARKS:
        mark = add_months(today, months)
        for unit in terms.ending(after=mark - LATELY, upto=mark):
            told += _near(unit, left, f"{months}", at=at)
    for unit in terms.ending(after=today - LATELY, upto=today):
        told += _over(unit, today, at=at)
    months = int(value("election.vacancy_months", on=today))
    for gap in terms.vacancies(on=today, months=months, since=add_months(today, -months) - LATELY):
        told += _empty(gap, today, at=at)
    facts(told=told)
    return told


def _near(unit: Unit, left: str, mark: str, *, at: datetime) -> int:
    values = {"union": unit.name, "ends": f"{unit.term_to:%Y-%m-%d}", "left": left}
    return _both(unit, texts.TERM_NEAR.name, values, f"{mark}|{unit.term_to}", at=at)


def _over(unit: Unit, today: date, *, at: datetime) -> int:
    last = latest_end(unit, on=today)
    values = {"union": unit.name, "ends": f"{unit.term_to:%Y-%m-%d}", "last": f"{last:%Y-%m-%d}"}
    return _both(unit, texts.TERM_OVER.name, values, f"0|{unit.term_to}", at=at)


def _empty(gap: Vacancy, today: date, *, at: datetime) -> int:
    """Of an empty post: when it was left, a month before it must be filled, and when it is too late."""
    values = {"union": gap.unit.name, "post": terms.WATCHED[gap.role]}
    values |= {"since": f"{gap.since:%Y-%m-%d}", "until": f"{gap.until:%Y-%m-%d}"}
    marks = (
        (gap.until, texts.VACANT_LATE),
        (add_months(gap.until, -1), texts.VACANT),
        (gap.since, texts.VACANT),
    )
    for n, (mark, text) in enumerate(marks):
        if mark <= today - (n == 0) * ONE_DAY and today - mark <= LATELY:
            return _both(gap.unit, text.name, values, f"vacant|{gap.role}|{gap.since}|{mark}", at=at)
    return 0


def _both(unit: Unit, template: str, values: dict[str, str], once: str, *, at: datetime) -> int:
    """The union's own head, and the officer of the union above it."""
    about, path = f"org.unit:{unit.pk}", f"/desk/org/{unit.pk}/"
    desks = [Desk(unit.pk, HEADS.get(unit.kind, terms.ROLE))]
    if unit.parent and unit.parent.kind in HEADS:
        desks.append(Desk(unit.parent.pk, HEADS[unit.parent.kind]))
    rows = [
        tell(
            to=desk,
            template=template,
            values=values,
            about=about,
            path=path,
            once=f"{template}|{unit.pk}|{once}",
            at=at,
        )
        for desk in desks
    ]
    return sum(row is not None for row in rows)

"""Which link of a child's chain is due on a day: holiday post, first post, grant of the next school.

Source: 链条式帮扶 (入学助学、假期实践岗位、毕业过渡岗位). The days are parameters of a city.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yugong.ground.parameters.queries import value
from yugong.scenes.aid.models import Chain, LinkState, Step

HIGHER = ("college", "bachelor", "master")
WORKS_AFTER = ("vocational", *HIGHER)
GOES_ON = ("senior", "vocational")
KEYS = ("aid.chain.summer", "aid.chain.winter", "aid.chain.first", "aid.chain.next", "aid.chain.age")


@dataclass(frozen=True, slots=True)
class Child:
    """What the rule looks at: no name, no school."""

    stage: str
    entered: int
    graduates: int
    born: tuple[int, int]  # year and month
    granted: bool  # a grant was made in this chain
    links: frozenset[tuple[str, str]] = frozenset()  # steps and periods that were offered before


@dataclass(frozen=True, slots=True)
class Days:
    """The windows of a year as (month, day) from and to; a winter window ends in the next year."""

    summer: tuple[tuple[int, int], tuple[int, int]]
    winter: tuple[tuple[int, int], tuple[int, int]]
    first_from: tuple[int, int]
    next_from: tuple[int, int]
    next_to: tuple[int, int]
    age: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One link that is due: for which period, why, and until when it may be taken."""

    step: str
    period: str
    why: str
    until: date


def days_of(values: Mapping[str, str]) -> Days:
    """The windows out of their parameters: "06-15/08-20"."""

    def day(text: str) -> tuple[int, int]:
        month, _, number = text.partition("-")
        return int(month), int(number)

    def window(key: str) -> tuple[tuple[int, int], tuple[int, int]]:
        start, _, end = str(values[key]).partition("/")
        return day(start), day(end)

    following = window("aid.chain.next")
    return Days(
        window("aid.chain.summer"), window("aid.chain.winter"), day(str(values["aid.chain.first"])),
        following[0], following[1], int(values["aid.chain.age"]),
    )  # fmt: skip


def age(born: tuple[int, int], on: date) -> int:
    """Whole years; the birthday counts from the month after it, so that nobody is offered work too young."""
    return on.year - born[0] - (0 if on.month > born[1] else 1)


def holiday(on: date, days: Days) -> tuple[str, date] | None:
    """The holiday a day lies in: its period and its last day."""
    today, (starts, ends) = (on.month, on.day), days.summer
    if starts <= today <= ends:
        return f"{on.year}-summer", date(on.year, *ends)
    starts, ends = days.winter
    if today >= starts:
        return f"{on.year + 1}-winter", date(on.year + 1, *ends)
    return (f"{on.year}-winter", date(on.year, *ends)) if today <= ends else None


def at_school(child: Child, on: date) -> bool:
    """From the September of entering to the June of graduating."""
    return date(child.entered, 9, 1) <= on <= date(child.graduates, 6, 30)


def due(child: Child, on: date, days: Days) -> list[Offer]:
    """The links that are due and were not offered before; nothing before a grant was made."""
    if not child.granted:
        return []
    found = [_holiday(child, on, days), _next(child, on, days), _first(child, on, days)]
    return [one for one in found if one is not None and (one.step, one.period) not in child.links]


def _holiday(child: Child, on: date, days: Days) -> Offer | None:
    now = holiday(on, days)
    if now is None or not at_school(child, on) or age(child.born, on) < days.age:
        return None
    return Offer("holiday", now[0], f"{words(now[0])}到了，孩子在校、满 {days.age} 周岁", now[1])


def _next(child: Child, on: date, days: Days) -> Offer | None:
    last = date(child.graduates, *days.next_to)
    if child.stage not in GOES_ON or not date(child.graduates, *days.next_from) <= on <= last:
        return None
    return Offer("grant", str(child.graduates), "今年毕业，升学以后接着申请助学金，资料不用重填", last)


def _first(child: Child, on: date, days: Days) -> Offer | None:
    last = date(child.graduates, 12, 31)
    if child.stage not in WORKS_AFTER or not date(child.graduates, *days.first_from) <= on <= last:
        return None
    return Offer("first", str(child.graduates), "今年毕业，可以先到过渡岗位上班", last)


def words(period: str) -> str:
    """A period in words: 2026-summer is 2026 年暑假."""
    year, _, part = period.partition("-")
    return f"{year} 年{ {'summer': '暑假', 'winter': '寒假'}.get(part, '') }"


def facts(row: Chain) -> Child:
    """What the rule of offering looks at."""
    links = list(row.links.values_list("step", "period", "state"))
    granted = any(step == Step.GRANT and state == LinkState.DONE for step, _, state in links)
    return Child(
        row.stage, row.entered, row.graduates, (row.born_year, row.born_month), granted,
        frozenset((step, period) for step, period, _ in links),
    )  # fmt: skip


def days(on: date, path: str = "") -> Days:
    """The windows of a year as they are set on a day."""
    return days_of({key: value(key, on=on, path=path) for key in KEYS})

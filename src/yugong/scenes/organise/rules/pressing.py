"""Which few things need a union's hand now: by rule from what is overdue, low for weeks, or asked by many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

THINGS = 3
SAME = 2  # no more of one sort among them


@dataclass(frozen=True, slots=True)
class Overdue:
    """Late matters of one sort at one union below."""

    where: str
    kind: str
    count: int
    oldest: datetime
    urged: int
    href: str  # the list
    first: str  # the matter that is late the longest


@dataclass(frozen=True, slots=True)
class Low:
    """Unions below whose rate stayed low week after week; `waiting` matters of theirs are open and late."""

    names: Sequence[str]
    what: str
    weeks: int
    line: int
    hits: int
    of: int
    href: str


@dataclass(frozen=True, slots=True)
class Many:
    """What so many people brought about one employer."""

    title: str
    people: int
    open: int
    days: int
    unit: str
    href: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the few: what it is, why, what is suggested, and where it leads."""

    sort: str
    title: str
    why: str
    act: str
    state: str  # over, soon or nothing
    href: str
    first: str = ""
    weight: float = 0


def late_words(since: datetime, now: datetime) -> str:
    """How long something is late, in the largest unit."""
    hours = int((now - since).total_seconds() // 3600)
    return f"{hours // 24} 天" if hours >= 24 else f"{max(hours, 1)} 小时"


def few(
    overdue: Iterable[Overdue], low: Iterable[Low], many: Iterable[Many], *, now: datetime, most: int = THINGS
) -> list[Thing]:
    """The things that weigh most, mixed so that one sort does not crowd out the others."""
    found = [*(_late(one, now) for one in overdue), *map(_low, low), *map(_many, many)]
    found.sort(key=lambda thing: (-thing.weight, thing.title))
    first: list[Thing] = []
    for thing in found:
        if sum(one.sort == thing.sort for one in first) < SAME:
            first.append(thing)
    rest = [thing for thing in found if thing not in first]
    return [*first, *rest][:most]


def _late(one: Overdue, now: datetime) -> Thing:
    longest = late_words(one.oldest, now)
    days = (now - one.oldest).total_seconds() / 86400
    urged = f"已催 {one.urged} 次" if one.urged else "还没有催过"
    return Thing(
        "late", f"{one.where} {one.count} 件{one.kind}超时", f"最早的一件超了 {longest}，{urged}",
        f"最长超 {longest}", "over", one.href, one.first, 100 + min(days, 60) * 2 + one.count * 5,
    )  # fmt: skip


def _low(one: Low) -> Thing:
    names = "、".join(one.names[:3]) + (f"等 {len(one.names)} 家" if len(one.names) > 3 else "")
    return Thing(
        "low", f"{names}{one.what}连续 {one.weeks} 周低于 {one.line}%",
        f"这 {one.weeks} 周 {one.of} 件里按时 {one.hits} 件", "建议下派", "soon", one.href,
        weight=110 + (one.of - one.hits) * 6,
    )  # fmt: skip


def _many(one: Many) -> Thing:
    open_ = f"{one.open} 件还在办" if one.open else "都已办结"
    return Thing(
        "many", f"{one.title}：{one.days} 日内 {one.people} 人", f"{one.unit}承办，{open_}",
        "建议会商" if one.open else "继续看", "soon" if one.open else "", one.href,
        weight=60 + one.people * 6 + one.open * 6,
    )  # fmt: skip

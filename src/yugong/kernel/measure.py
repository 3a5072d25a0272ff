"""Measure: what is counted, from which confirmed rows, on which day, at which union; never activity.

A `Source` says where records lie: its owner (an app) declares it beside its queries. A `Measure` counts
records of one source by SQL expressions over its columns; a `Ratio` sets two measures beside one another.
Each declaration checks itself at start-up and complains in words that name the measure and the reason.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yugong.kernel.activity import activity
from yugong.kernel.errors import Broken
from yugong.kernel.registry import Registry

UNITS: Mapping[str, str] = {"count": "件", "person": "人", "fen": "元", "percent": "%", "day": "天"}
KEYS: Mapping[str, str] = {"uuid": "uuid", "bigint": "bigint", "text": "text"}
SHORTEST = 8  # characters of a definition that says something


class Party(StrEnum):
    """Who did, or who confirmed; the two are never the same."""

    WORKER = "职工本人"
    UNIT = "基层工会"
    UPPER = "上级工会"
    HANDLER = "承办人"
    REVIEWER = "审核人"
    CLOCK = "系统时钟"
    BANK = "银行回执"
    BOOKS = "复核过的账"
    AGENCY = "协作单位"
    EMPLOYER = "用人单位"
    MEDIATOR = "调解员"
    LAWYER = "律师"
    PARTIES = "双方当事人"


Shown = tuple[str, str]  # a label, and the address of the record's own page or ""


@dataclass(frozen=True)
class Source:
    """Where records lie: a table and what is joined to it, the column that names a record, its union.

    `watched` lists every (table, column) whose change may change a record's count: the column holds the
    record's key. `show(actor, keys)` labels records for the drill-down, with an address for those whose
    page the actor may open.
    """

    key: str
    name: str
    rows: str
    record: str
    unit: str
    watched: tuple[tuple[str, str], ...]
    kind: str = "uuid"
    show: Callable[[Any, Sequence[str]], Mapping[str, Shown]] | None = None

    def __post_init__(self) -> None:
        if self.kind not in KEYS:
            raise Broken(f"source {self.key!r}: keys are {', '.join(KEYS)}, not {self.kind!r}")
        if not self.watched:
            raise Broken(f"source {self.key!r} watches no table, so nothing would ever be counted")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number of a union and a time: `counts` defines it in a sentence an officer reads.

    `day` is when a record counts, `until` (for what stands, like members) the day on which it no longer
    does, `amount` how much, `where` which records. `expects` names the kinds of unions of which some record
    is expected: those without one are the gaps. Money is in fen.
    """

    key: str
    name: str
    unit: str
    counts: str
    done_by: Party
    confirmed_by: Party
    source: Source
    day: str
    until: str = ""
    amount: str = "1"
    where: str = "TRUE"
    at: str = ""
    word: str = ""
    expects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _insist(self, faults(self))

    @property
    def stock(self) -> bool:
        """Whether it is what stands on a day, not what happened in a time."""
        return bool(self.until)

    @property
    def suffix(self) -> str:
        return self.word or UNITS[self.unit]


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """x of y: two measures on the same records and days; an average when the unit is not `percent`."""

    key: str
    name: str
    counts: str
    x: str
    of: str
    unit: str = "percent"
    word: str = ""

    def __post_init__(self) -> None:
        _insist(self, faults(self))

    @property
    def stock(self) -> bool:
        return False

    @property
    def suffix(self) -> str:
        return self.word or UNITS[self.unit]


Declared = Measure | Ratio
measures: Registry[Declared] = Registry("measure")
sources: Registry[Source] = Registry("source")


def faults(one: Declared) -> tuple[str, ...]:
    """Every reason why this may not be a measure; none when it may."""
    found = []
    if one.unit not in UNITS:
        found.append(f"计量单位 {one.unit!r} 不可用，请从 {'、'.join(UNITS)} 中选择 (unknown unit)")
    if len(one.counts.strip()) < SHORTEST:
        found.append("请用一句话写清楚数的是什么 (counts: a sentence that defines what is counted)")
    read = [one.key, one.name, one.counts]
    if isinstance(one, Measure):
        if one.done_by == one.confirmed_by:
            found.append(
                f"由{one.done_by}做、又由{one.confirmed_by}自己确认的不能当指标 (confirmed by the doer)"
            )
        sql = [one.day, one.until, one.amount, one.where, one.at, one.source.rows]
        if "%" in "".join(sql):
            found.append("算式里不能有百分号 (a percent sign in SQL)")
        read += [*sql, one.source.name]
    elif one.x == one.of:
        found.append("分子和分母是同一个指标 (a measure of itself is always 100%)")
    return (*found, *activity(*read))


def _insist(one: Declared, found: Sequence[str]) -> None:
    if found:
        raise Broken(f"measure {one.key!r}: {'；'.join(found)}")


def local(column: str) -> str:
    """The day in Chongqing of a moment."""
    return f"({column} AT TIME ZONE 'Asia/Shanghai')::date"


def measure(key: str) -> Measure:
    """The counted measure under a key; a ratio is refused, because it has no records of its own."""
    one = measures[key]
    if not isinstance(one, Measure):
        raise Broken(f"{key!r} is a ratio of {one.x!r} and {one.of!r}: ask for one of the two")
    return one


def confirmed(one: Declared) -> str:
    """Who confirmed it; of a ratio, who confirmed what it is the share of."""
    return measure(one.x).confirmed_by if isinstance(one, Ratio) else one.confirmed_by


def counted() -> list[Measure]:
    """All measures that have records."""
    return [one for one in measures if isinstance(one, Measure)]


def complete() -> None:
    """Insist that ratios name counted measures; called when all are declared."""
    for one in measures:
        if isinstance(one, Ratio):
            x, of = measure(one.x), measure(one.of)
            if x.stock or of.stock:
                raise Broken(f"ratio {one.key!r}: what stands on a day is no part of what happened in a time")

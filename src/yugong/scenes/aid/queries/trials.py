"""The sandbox: one pass through the households by the rule as it is and as it might be; kept trials."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.rules import Rule
from yugong.scenes.aid.models import PolicyTrial
from yugong.scenes.aid.queries.faces import PRESENT, Face, face, joined, within

WHOLE = """
    SELECT r.place, r.was, r.will,
           CASE WHEN r.was = ANY(%(helped)s) AND r.will = ANY(%(helped)s) THEN {turn} END,
           count(*), sum(r.was_fen), sum(r.will_fen)
    FROM ({rows} OFFSET 0) r GROUP BY 1, 2, 3, 4
"""
ROWS = """
    SELECT f.id, f.person_id, f.unit_id, f.persons, f.{group} AS place, {was} AS was, {will} AS will,
           {was_fen} AS was_fen, {will_fen} AS will_fen
    FROM aid_householdfacts f {joins} WHERE {present} AND {scope}
"""
LIST = """
    SELECT r.id, r.person_id, u.name, r.was, r.will, r.persons, r.was_fen, r.will_fen
    FROM ({rows} AND f.id > %(after)s OFFSET 0) r JOIN org_unit u ON u.id = r.unit_id
    WHERE {which} ORDER BY r.id LIMIT %(size)s
"""
TURN = """coalesce(sign(r.will_fen - r.was_fen),
    sign(array_position(%(helped)s, r.was) - array_position(%(helped)s, r.will)))"""
Each = Mapping[str, int]
NOTHING: Each = MappingProxyType({})
WAS, WILL = "(r.was = ANY(%(helped)s)) IS TRUE", "(r.will = ANY(%(helped)s)) IS TRUE"
WHICH: Mapping[str, tuple[str, str]] = {
    "was": ("现行符合的", WAS),
    "will": ("试算符合的", WILL),
    "gain": ("新符合的", f"{WILL} AND NOT {WAS}"),
    "lose": ("不再符合的", f"{WAS} AND NOT {WILL}"),
    "more": ("仍符合、得到更多的", f"{WAS} AND {WILL} AND {TURN} > 0"),
    "less": ("仍符合、得到更少的", f"{WAS} AND {WILL} AND {TURN} < 0"),
}
NOBODY = UUID(int=0)
NUMBERS = ("seen", "gain", "lose", "more", "less", "was_fen", "will_fen")


@dataclass(slots=True)
class Count:
    """What one union, or the whole, comes to: households by category, who gains and loses, fen a year."""

    seen: int = 0
    was: dict[str, int] = field(default_factory=dict)
    will: dict[str, int] = field(default_factory=dict)
    gain: int = 0
    lose: int = 0
    more: int = 0
    less: int = 0
    was_fen: int = 0
    will_fen: int = 0

    @property
    def was_all(self) -> int:
        return sum(self.was.values())

    @property
    def will_all(self) -> int:
        return sum(self.will.values())

    def add(self, was: str, will: str, turn: int, count: int) -> None:
        """Households which the rule puts into these two categories, "" for none that helps; `turn` is 1 when
        it gives them more than it did, -1 when less."""
        self.seen += count
        for side, category in ((self.was, was), (self.will, will)):
            if category:
                side[category] = side.get(category, 0) + count
        self.gain += count if will and not was else 0
        self.lose += count if was and not will else 0
        self.more += count if turn > 0 else 0
        self.less += count if turn < 0 else 0

    def plus(self, other: "Count") -> None:
        """Take the numbers of another in."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for mine, its in ((self.was, other.was), (self.will, other.will)):
            for category, count in its.items():
                mine[category] = mine.get(category, 0) + count


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial: the two faces of the rule, the whole, and each union directly below."""

    rule: str
    version: str
    whole: Count
    lines: tuple[tuple[int, str, Count], ...]


class Household(NamedTuple):
    """One household behind a number."""

    id: UUID
    person_id: UUID
    unit: str
    was: str | None
    will: str | None
    persons: int | None
    was_fen: int | None
    will_fen: int | None


def faces_of(rule: Rule, given: Mapping[str, Any], on: date) -> tuple[Face, Face]:
    """The rule as it is on a day, and with other parameters."""
    was = face(rule, on=on, prefix="a_", filed=False)
    return was, face(rule, on=on, given=given, prefix="b_", filed=False)


def _rows(was: Face, will: Face, unit: Unit, each: Each, group: str = "unit_id") -> str:
    """The households of a union with both answers, as SQL."""

    def fen(one: Face) -> str:
        cases = " ".join(f"WHEN '{key}' THEN {int(each[key])}" for key in one.helped if key in each)
        return f"(CASE {one.category} {cases} ELSE 0 END)::numeric" if cases else one.amount

    return ROWS.format(
        group=group, was=was.category, will=will.category, was_fen=fen(was), will_fen=fen(will),
        present=PRESENT, joins=joined((was, will)), scope=within(unit.path),
    )  # fmt: skip


def tried(rule: Rule, unit: Unit, given: Mapping[str, Any], *, on: date, each: Each = NOTHING) -> Tried:
    """Count the households of a union both ways. `each` is fen a year and household by category, for a rule
    that says no amount of its own."""
    was, will = faces_of(rule, given, on)
    depth = tree.depth(unit.path)
    group = f"l{depth + 1}" if depth < tree.DEPTH else "unit_id"
    found: dict[int | None, Count] = {}
    with connection.cursor() as cursor:
        sql = WHOLE.format(turn=TURN, rows=_rows(was, will, unit, each, group))
        cursor.execute(sql, {"helped": list(was.helped), **was.params, **will.params})
        for place, before, after, turn, count, was_fen, will_fen in cursor.fetchall():
            one = found.setdefault(place, Count())
            first, second = (side if side in was.helped else "" for side in (before, after))
            one.add(first, second, int(turn or 0), count)
            one.was_fen += int(was_fen or 0)
            one.will_fen += int(will_fen or 0)
    whole = Count()
    for one in found.values():
        whole.plus(one)
    return Tried(rule.key, was.version, whole, _lines(found, unit))


def _lines(found: Mapping[int | None, Count], unit: Unit) -> tuple[tuple[int, str, Count], ...]:
    """Each union below with its numbers, the largest change first; the union's own households last."""
    units = Unit.objects.in_bulk([key for key in found if key is not None])
    rows = [(key, units[key].short or units[key].name, one) for key, one in found.items() if key is not None]
    rows.sort(key=lambda row: (-abs(row[2].will_fen - row[2].was_fen), -row[2].will_all, row[0]))
    own = [(unit.pk, "本级", found[None])] if None in found else []
    return (*rows, *own)


def listed(
    rule: Rule, unit: Unit, given: Mapping[str, Any], which: str, *, on: date, each: Each = NOTHING,
    after: UUID | None = None, size: int = 50,
) -> list[Household]:  # fmt: skip
    """The households behind one number, in order; `size` at most."""
    was, will = faces_of(rule, given, on)
    sql = LIST.format(rows=_rows(was, will, unit, each), which=WHICH[which][1])
    values: dict[str, Any] = {"after": after or NOBODY, "size": size, "helped": list(was.helped)}
    with connection.cursor() as cursor:
        cursor.execute(sql, {**values, **was.params, **will.params})
        return [Household(*row) for row in cursor.fetchall()]


def below(path: str) -> QuerySet[PolicyTrial]:
    """The trials kept in a subtree."""
    rows: QuerySet[PolicyTrial] = PolicyTrial.objects.select_related("unit", "made_by")
    return rows.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))


def stored(found: Tried) -> dict[str, Any]:
    """A trial as it is kept."""
    return {
        "whole": as_dict(found.whole),
        "lines": [{"unit": key, "name": name, **as_dict(one)} for key, name, one in found.lines],
    }


def as_dict(one: Count) -> dict[str, Any]:
    """Numbers as JSON holds them."""
    return {name: getattr(one, name) for name in ("was", "will", *NUMBERS)}


def read(kept: Mapping[str, Any]) -> Count:
    """Such numbers read back."""
    return Count(**{name: value for name, value in kept.items() if name not in ("unit", "name")})

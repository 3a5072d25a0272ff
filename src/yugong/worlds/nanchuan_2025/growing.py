"""Unions that grow: founded in the year or long before, with new members on certain days, and insured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.ground.people.queries import identity_of
from yugong.worlds.making import LABEL, Making
from yugong.worlds.nanchuan.aid import insuring
from yugong.worlds.nanchuan.aid.insuring import Insuring
from yugong.worlds.nanchuan.crowd import Crowd, appoint, identity
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.plan import later
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.people import Someone
from yugong.worlds.timeline import Story

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Insured:
    """Somebody covered, as later stories need him."""

    person: UUID
    name: str
    number: str
    product: str
    starts_on: date


@dataclass
class Year:
    """What the stories of the year share: its people, the tree, and who is insured."""

    making: Making
    tree: Tree
    crowd: Crowd
    insured: list[Insured] = field(default_factory=list)


@dataclass(kw_only=True)
class Growing(Going):
    """A union, its trades, and how many join on which day; `insure` of the first who join are insured."""

    year: Year
    unit: Unit | None = None
    founding: dict[str, Any] = field(default_factory=dict)
    trades: Sequence[str]
    joins: Sequence[tuple[datetime, int]]
    women: float = 0.42
    insure: int = 0
    product: str = "hospital"
    keys: int = 0

    def found(self) -> None:
        """A new grassroots union with a term of five years, and its employer where it has one."""
        entered: dict[str, Any] = {"by": self.making.by, "at": self.now}
        more, day = dict(self.founding), self.now.date()
        employer = more.pop("employer", None)
        if employer:
            more["employer"] = org.register_employer(**employer, **entered)
        self.unit = org.found_unit(
            **more, on=day, term_years=5, term_from=day, term_to=later(day, 5), **entered
        )
        self.making.step("新建工会")

    def admit(self, number: int) -> list[tuple[Someone, str]]:
        """So many join by roster."""
        made: list[tuple[Someone, str]] = []
        for start in range(0, number, CHUNK):
            made += self._admit(min(CHUNK, number - start))
        return made

    def _admit(self, number: int) -> list[tuple[Someone, str]]:
        assert self.unit is not None
        first = range(self.keys, self.keys + number)
        self.keys += number
        ones = [self._someone(key) for key in first]
        lines = [
            people.Line(
                key=key, identity=identity(one), trade=self.dice.choice(self.trades),
                joined_on=self.now.date(),
            )
            for key, one in zip(first, ones, strict=True)
        ]  # fmt: skip
        told = people.admit_many(
            lines=lines, unit=self.unit, route="roster", source=LABEL, by=self.making.by, at=self.now
        )
        self.making.step("新会员", number)
        return list(zip(ones, (one.person_id for one in told), strict=True))

    def _someone(self, key: int) -> Someone:
        chairs = key == 0 and bool(self.founding)
        return self.making.people.someone(women=self.women, ages=(36, 56) if chairs else (19, 57))


@dataclass(kw_only=True)
class Listed(Insuring):
    """A list made of those who have just joined: their papers are at hand."""

    rows_of: Sequence[tuple[Someone, str]] = ()

    def rows(self) -> Iterable[tuple[str, str, str]]:
        return ((one.name, one.number, one.phone) for one, _ in self.rows_of)


def grows(one: Growing) -> Story:
    """Founded where it is new; then roster by roster; the first of them are insured for a year."""
    if one.founding:
        yield one.now
        one.found()
    for place, (day, number) in enumerate(one.joins):
        one.now = max(day, one.now)
        yield one.now
        made = one.admit(number)
        if place == 0:
            yield from _begins(one, made)


def _begins(one: Growing, made: list[tuple[Someone, str]]) -> Story:
    unit, crowd = one.unit, one.year.crowd
    assert unit is not None
    if one.founding:
        chair = Person.objects.get(pk=made[0][1])
        appoint(one.making, crowd, unit, chair, "grassroots_chair", "工会主席", at=one.now)
    if one.insure:
        yield one.office(1)
        listed = Listed(
            making=one.making, dice=one.dice, now=one.now, crowd=crowd, city=one.year.tree.city, unit=unit,
            product=one.product, people=(), rows_of=made[: one.insure],
        )  # fmt: skip
        yield from insuring.in_force(listed)
        for who, person in listed.rows_of:
            covered = Insured(UUID(person), who.name, who.number, one.product, listed.row.starts_on)
            one.year.insured.append(covered)


def insures(one: Insuring, year: Year) -> Story:
    """A union of long standing insures those who are its members already."""
    yield from insuring.in_force(one)
    for who in one.people:
        held = identity_of(who)
        year.insured.append(Insured(who.pk, held.name, held.number, one.product, one.row.starts_on))

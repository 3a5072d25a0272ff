"""What a change of the tree would do, before it is done: what goes along, and the numbers on both days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yugong.ground.org import followers
from yugong.ground.org.followers import Handing, Share
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import member_total_on
from yugong.kernel import tree

ENDED = "已撤销"


@dataclass(frozen=True, slots=True)
class Side:
    """One union's page before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What goes along, in words and numbers, and the pages it changes."""

    day: date
    along: tuple[tuple[str, int], ...]
    sides: tuple[Side, ...]


def _people(count: int) -> str:
    return f"{count:,} 人"


def _along(unit: Unit, *, ends: bool) -> tuple[tuple[str, int], ...]:
    """Units and members of the whole branch; what ends or is handed over, of the unit alone."""
    end = tree.upper_bound(unit.path)
    branch = Unit.objects.filter(path__gte=unit.path, path__lt=end, valid_to=None)
    ids = list(branch.values_list("id", flat=True))
    whole, own = followers.standing(ids), followers.standing([unit.pk])
    words = [("下级组织", len(ids) - 1), ("会员", whole.pop("会员"))]
    return (*words, *((label, own[label] if ends else whole[label]) for label in whole))


def renamed(unit: Unit, name: str, *, on: date, known: datetime) -> Effect:
    """A unit gets another name; nothing moves."""
    side = Side("名称", unit.name, name)
    return Effect(on, (("会员", member_total_on(unit.pk, day=on, known=known)),), (side,))


def moved(unit: Unit, to: Unit, *, on: date, known: datetime) -> Effect:
    """A unit goes below another parent."""
    return Effect(on, _along(unit, ends=False), _sides(unit, {to: None}, on=on, known=known, stays=True))


def ended(handing: Handing) -> Effect:
    """A unit ends, and its shares go to others."""
    weights = followers.weigh(handing)
    shares: Sequence[Share] = handing.shares
    into: dict[Unit, int | None] = dict(zip((share.unit for share in shares), weights, strict=True))
    if len(into) == 1:
        into = dict.fromkeys(into)
    sides = _sides(handing.unit, into, on=handing.on, known=handing.at, stays=False)
    return Effect(handing.on, _along(handing.unit, ends=True), sides)


def _sides(
    unit: Unit, into: dict[Unit, int | None], *, on: date, known: datetime, stays: bool
) -> tuple[Side, ...]:
    """The unit, its parent and those that receive, with their members on the day before and on the day."""
    eve = on - timedelta(days=1)
    whole = member_total_on(unit.pk, day=on, known=known)
    was = _people(member_total_on(unit.pk, day=eve, known=known))
    sides = [Side(unit.name, was, _people(whole) if stays else ENDED)]
    for other in dict.fromkeys((unit.parent, *into)):
        if other is None:
            continue
        gets = sum(
            whole if weight is None else weight
            for one, weight in into.items()
            if tree.within(one.path, other.path)
        )
        gives = whole if tree.within(unit.path, other.path) else 0
        after = member_total_on(other.pk, day=on, known=known) + gets - gives
        sides.append(
            Side(other.name, _people(member_total_on(other.pk, day=eve, known=known)), _people(after))
        )
    return tuple(sides)

"""What stands above the tree and goes along with it: tables with level columns, members, tenures, matters.

The apps above declare it in their apps.py: `followers.add(Follower("people.membership", "会员", …))`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.registry import Registry

LEVEL = """
    UPDATE {table} t SET l1 = n.l1, l2 = n.l2, l3 = n.l3, l4 = n.l4, l5 = n.l5
      FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])
           AS n (unit_id, l1, l2, l3, l4, l5)
     WHERE t.unit_id = n.unit_id
       AND (t.l1, t.l2, t.l3, t.l4, t.l5) IS DISTINCT FROM (n.l1, n.l2, n.l3, n.l4, n.l5)
"""


@dataclass(frozen=True)
class Share:
    """What one successor receives of a unit: the units that go below it, and members by department.

    The first share of a split takes every member whom no other share names.
    """

    unit: Unit
    below: tuple[Unit, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handing:
    """A unit that ends on a day, and what follows it."""

    unit: Unit
    shares: Sequence[Share]
    on: date
    how: str
    reason: str
    by: Actor
    at: datetime


@dataclass(frozen=True)
class Follower:
    """Something that follows the tree.

    `table` has `unit_id` and `l1`…`l5`, which are kept equal to the path. `hand` gives what a unit that
    ends holds to its successors, `standing` counts what of it stands in some units. `weigh` says how much
    of what the unit itself holds each share gets: by these numbers funds and assets are divided (CQTU 42).
    """

    key: str
    label: str
    table: str = ""
    hand: Callable[[Handing], None] | None = None
    standing: Callable[[Sequence[int]], int] | None = None
    weigh: Callable[[Handing], list[int]] | None = None


followers: Registry[Follower] = Registry("follower")


def level(paths: Mapping[int, str]) -> None:
    """Make the level columns of all that follows equal to the paths of these units; one statement a table."""
    levels = [tree.levels(path) for path in paths.values()]
    columns = [list(paths), *map(list, zip(*levels, strict=True))]
    with connection.cursor() as cursor:
        for follower in followers:
            if follower.table:
                cursor.execute(LEVEL.format(table=follower.table), columns)


def hand_over(handing: Handing) -> None:
    """Let everything that follows the unit go to its successors."""
    for follower in followers:
        if follower.hand:
            follower.hand(handing)


def children_of(handing: Handing) -> list[tuple[Unit, Unit]]:
    """The units directly below the one that ends, each with its new parent."""
    heirs = {child.pk: share.unit for share in handing.shares for child in share.below}
    first = handing.shares[0].unit
    rows = Unit.objects.filter(parent=handing.unit, valid_to=None).order_by("id")
    return [(child, heirs.get(child.pk, first)) for child in rows]


def weigh(handing: Handing) -> list[int]:
    """How many members each share gets, directly and with the units below it."""
    counts = [0] * len(handing.shares)
    heirs = {share.unit.pk: number for number, share in enumerate(handing.shares)}
    below: list[list[int]] = [[] for _ in handing.shares]
    for child, heir in children_of(handing):
        end = tree.upper_bound(child.path)
        rows = Unit.objects.filter(path__gte=child.path, path__lt=end).values_list("id", flat=True)
        below[heirs[heir.pk]].extend(rows)
    for follower in followers:
        if follower.weigh and follower.standing:
            own = follower.weigh(handing)
            counts = [
                count + mine + follower.standing(ids)
                for count, mine, ids in zip(counts, own, below, strict=True)
            ]
    return counts


def standing(unit_ids: Sequence[int]) -> dict[str, int]:
    """How much of everything stands in some units, by the words of its followers."""
    return {
        follower.label: follower.standing(unit_ids) for follower in followers if follower.standing is not None
    }

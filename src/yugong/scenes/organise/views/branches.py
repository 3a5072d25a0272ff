"""The tree beside the organisation pages: open along the way to the unit shown, the rest when asked."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from django.urls import reverse

from yugong.ground.org import queries as org
from yugong.ground.org.models import Placement, Unit
from yugong.kernel import tree
from yugong.scenes.organise.queries.units import members_in
from yugong.scenes.organise.words import KINDS
from yugong.ui.shapes import Node

LIMIT = 50
Level = dict[int, list[Unit]]


def way(top: Unit, unit: Unit) -> list[int]:
    """The ids from the officer's own unit down to the one shown."""
    ids = tree.ids(unit.path)
    return list(ids[ids.index(top.pk) :]) if top.pk in ids else [top.pk]


def opened(top: Unit, unit: Unit, *, today: date, soon: int, after: str = "") -> Node:
    """The tree from the officer's own unit, open down to the unit shown; `after` pages its children."""
    steps = way(top, unit)
    below: Level = {
        step: org.children(step, after=after if step == unit.pk else "", limit=LIMIT + 1) for step in steps
    }
    units = {one.pk: one for level in below.values() for one in level}
    counts = members_in(number for number, one in units.items() if not getattr(one, "below", 0))
    look = _Look(unit.pk, today + timedelta(days=soon), counts)
    return _node(top, steps, below, look)


def level(unit: Unit, *, today: date, soon: int) -> list[Node]:
    """The units directly below one, for the branch that was opened."""
    found = org.children(unit.pk, limit=LIMIT + 1)
    counts = members_in(one.pk for one in found if not getattr(one, "below", 0))
    look = _Look(0, today + timedelta(days=soon), counts)
    return _nodes(unit, found, [], {}, look)


class _Look:
    """What the nodes need to know: the unit shown, from when a term is nearly over, and the members."""

    def __init__(self, current: int, near: date, counts: dict[int, int]) -> None:
        self.current, self.near, self.counts = current, near, counts


def _nodes(parent: Unit, found: list[Unit], steps: list[int], below: Level, look: _Look) -> list[Node]:
    nodes = [_node(one, steps, below, look) for one in found[:LIMIT]]
    missing = [step for step in steps[:1] if step not in {one.pk for one in found[:LIMIT]}]
    if missing and below.get(missing[0]) is not None:
        nodes += [_node(one, steps, below, look) for one in Unit.objects.filter(pk=missing[0])]
    if len(found) > LIMIT:
        href = f"{reverse('desk_org_unit', args=(parent.pk,))}?after={found[LIMIT - 1].pinyin}"
        nodes.append(Node("再看后面的", href, "ellipsis"))
    return nodes


def _node(unit: Unit, steps: list[int], below: Level, look: _Look) -> Node:
    on_way = unit.pk in steps
    rest = steps[steps.index(unit.pk) + 1 :] if on_way else []
    inside = _nodes(unit, below.get(unit.pk, []), rest, below, look) if on_way else []
    count = getattr(unit, "below", 0)
    return Node(
        label=unit.short or unit.name,
        href=reverse("desk_org_unit", args=(unit.pk,)),
        icon=KINDS[unit.kind].icon,
        note=f"{count:,}" if count else f"{look.counts[unit.pk]:,} 人" if look.counts.get(unit.pk) else "",
        current=unit.pk == look.current,
        open=on_way,
        warn="换届到期" if unit.term_to and unit.term_to <= look.near else "",
        more=reverse("desk_org_below", args=(unit.pk,)) if count and not inside else "",
        children=tuple(inside),
    )


def on_day(placements: list[Placement], *, day: date, counts: Mapping[str, int]) -> tuple[Node, ...]:
    """The tree as it stood on a day; a row whose upper unit is not among them begins a tree of its own.

    `counts` are the members of that day by path: every node shows those of its whole branch.
    """
    totals: Counter[str] = Counter(counts)
    for path, members in counts.items():
        totals.update(dict.fromkeys(tree.ancestors(path), members))
    inside: dict[str, list[Placement]] = {}
    paths = {row.path for row in placements}
    roots = []
    for row in placements:
        above = row.path[: -tree.WIDTH]
        if above in paths:
            inside.setdefault(above, []).append(row)
        else:
            roots.append(row)

    def node(row: Placement, depth: int) -> Node:
        href = f"{reverse('desk_org_unit', args=(row.unit_id,))}?tab=day&on={day:%Y-%m-%d}"
        children = tuple(node(one, depth + 1) for one in inside.get(row.path, ()))
        ended = f"{row.valid_to:%Y-%m-%d} 止" if row.valid_to else ""
        icon = KINDS[row.unit.kind].icon
        return Node(
            row.name,
            href,
            icon,
            ended or (f"{totals[row.path]:,} 人" if totals[row.path] else ""),
            open=depth == 0,
            children=children,
        )

    return tuple(node(row, 0) for row in roots)

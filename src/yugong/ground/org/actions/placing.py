"""The mechanics of places: where a unit stands from a day on, with all that is below it and follows it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from yugong.ground.org import followers
from yugong.ground.org.models import Placement, Post, Unit
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused

LONGEST = 120  # characters of a path: twenty levels
TURN = """
    WITH old AS (
        UPDATE org_placement SET superseded_at = %(at)s
         WHERE superseded_at IS NULL AND (valid_to IS NULL OR valid_to > %(on)s) AND {which}
        RETURNING unit_id, parent_id, path, name, valid_from, valid_to
    )
    INSERT INTO org_placement (unit_id, parent_id, path, name, valid_from, valid_to, recorded_at)
    SELECT unit_id, parent_id, path, name, valid_from, %(on)s, %(at)s FROM old WHERE valid_from < %(on)s
    UNION ALL
    SELECT unit_id, CASE WHEN unit_id = %(unit)s THEN %(parent)s ELSE parent_id END,
           %(path)s || substr(path, %(cut)s), CASE WHEN unit_id = %(unit)s THEN %(name)s ELSE name END,
           greatest(valid_from, %(on)s), valid_to, %(at)s
      FROM old WHERE NOT %(ends)s
"""
HANG = """
    UPDATE org_unit SET path = %(path)s || substr(path, %(cut)s),
           parent_id = CASE WHEN id = %(unit)s THEN %(parent)s ELSE parent_id END
     WHERE path >= %(low)s AND path < %(high)s RETURNING id, path
"""
LATER = """
    SELECT p.name, p.valid_from FROM org_placement p
     WHERE p.unit_id = ANY(%s) AND p.superseded_at IS NULL AND p.valid_from > %s
       AND EXISTS (SELECT 1 FROM org_placement e WHERE e.unit_id = p.unit_id AND e.superseded_at IS NULL
                                                   AND e.valid_from < p.valid_from)
     ORDER BY p.valid_from DESC LIMIT 1
"""


def spoken(day: date) -> str:
    """A day as a sentence has it."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def said(reason: str) -> str:
    """The reason given, or a refusal: the tree changes on a document."""
    if not reason.strip():
        raise Refused("请写明依据，例如批复文号或者文件名称", field="reason")
    return reason.strip()[:200]


def insist_above(unit: Unit, *, by: Actor) -> None:
    """A union does not rearrange itself: that is for the union above it."""
    if by.seat is not None and by.seat.unit_id == unit.pk:
        raise Refused("本级工会的调整由上一级工会办理", field="unit", code="forbidden")


def insist_day(*units: Unit, on: date, at: datetime) -> None:
    """The units stand on the day, and the day is no future one."""
    if on > local_day(at):
        raise Refused("日期不能晚于今天，到了那一天再办", field="on")
    for unit in units:
        if unit.valid_to is not None:
            raise Refused(f"{unit.name}已经撤销", field="unit")
        if on < unit.valid_from:
            raise Refused(f"{unit.name} {spoken(unit.valid_from)}才成立，日期不能更早", field="on")


def insist_quiet(unit_ids: Sequence[int], *, on: date) -> None:
    """None of the units was moved or renamed after the day: the past is told in its order."""
    with connection.cursor() as cursor:
        cursor.execute(LATER, [list(unit_ids), on])
        if row := cursor.fetchone():
            raise Refused(f"{row[0]}在{spoken(row[1])}还有一次变更，日期不能早于那一天", field="on")


def hold(path: str) -> list[int]:
    """Lock the units at and below a path, those founded meanwhile too; their ids, ended ones included."""
    rows = Unit.objects.filter(path__gte=path, path__lt=tree.upper_bound(path)).order_by("id")
    held: list[int] = []
    while len(found := list(rows.select_for_update().values_list("id", flat=True))) != len(held):
        held = found
    return held


def place(unit: Unit, *, at: datetime) -> None:
    """The first placements of a new unit: below its parent, wherever that stood since."""
    start, end = unit.valid_from, unit.valid_to
    above = Placement.objects.filter(unit=unit.parent, superseded_at=None)
    above = above.filter(Q(valid_to=None) | Q(valid_to__gt=start)).order_by("valid_from")
    spans: list[tuple[str, date]] = list(above.values_list("path", "valid_from")) if unit.parent else []
    spans = spans or [(unit.path[: -tree.WIDTH], start)]
    spans[0] = (spans[0][0], start)
    Placement.objects.bulk_create(
        Placement(
            unit=unit, parent=unit.parent, path=tree.child(path, unit.pk), name=unit.name,
            valid_from=since, valid_to=min(filter(None, (until, end)), default=None), recorded_at=at,
        )
        for (path, since), until in zip(spans, [*(since for _, since in spans[1:]), None], strict=True)
        if end is None or since < end
    )  # fmt: skip


def _turn(which: str, unit: Unit, *, on: date, at: datetime, **more: Any) -> None:
    low = unit.path
    values: dict[str, Any] = {"unit": unit.pk, "on": on, "at": at, "low": low, "cut": len(low) + 1}
    values |= {"high": tree.upper_bound(low), "parent": unit.parent_id, "path": low, "name": unit.name}
    with connection.cursor() as cursor:
        cursor.execute(TURN.format(which=which), values | {"ends": False} | more)


def recall(unit: Unit, *, name: str, on: date, at: datetime) -> None:
    """From a day on the unit is placed under another name."""
    _turn("unit_id = %(unit)s", unit, on=on, at=at, name=name)


def close(unit: Unit, *, on: date, at: datetime) -> None:
    """The unit and its posts end on a day; its placements end with it."""
    _turn("unit_id = %(unit)s", unit, on=on, at=at, ends=True)
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])
    Post.objects.filter(unit=unit, closed_on=None).update(closed_on=on)


def hang(unit: Unit, parent: Unit, *, on: date, at: datetime) -> int:
    """Hang a unit, with all below it, under another parent from a day on; how many units moved.

    What follows the tree gets its level columns anew, one statement a table.
    """
    held = hold(unit.path)
    insist_quiet([*held, parent.pk], on=on)
    path = tree.child(parent.path, unit.pk)
    deepest = max(map(len, Unit.objects.filter(pk__in=held).values_list("path", flat=True)))
    if deepest - len(unit.path) + len(path) > LONGEST:
        raise Refused("这样调整后层级太深，请先归并下级组织", field="to")
    _turn("path >= %(low)s AND path < %(high)s", unit, on=on, at=at, parent=parent.pk, path=path)
    values: dict[str, Any] = {"path": path, "cut": len(unit.path) + 1, "unit": unit.pk, "parent": parent.pk}
    values |= {"low": unit.path, "high": tree.upper_bound(unit.path)}
    with connection.cursor() as cursor:
        cursor.execute(HANG, values)
        followers.level(dict(cursor.fetchall()))
    unit.parent, unit.path = parent, path
    return len(held)

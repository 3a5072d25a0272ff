"""The bulk loader of the page bench: writes rows directly, past the platform's actions and their log."""

from datetime import datetime
from itertools import islice
from typing import Any

from bench.roster import TRADES, invented

STEP = 5000
SERIAL = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


def load(*, members: int, units: int, at: datetime) -> None:
    """A city with 40 districts and its members spread over base unions, by COPY."""
    from yugong.ground.audit.writing import writing
    from yugong.ground.org import actions as org
    from yugong.kernel.actor import SYSTEM

    on = at.date().replace(year=2020)
    city = org.found_unit(name="测试市总工会", kind="city", parent=None, on=on, by=SYSTEM, at=at)
    districts = [
        org.found_unit(name=f"第{n + 1}区总工会", kind="district", parent=city, on=on, by=SYSTEM, at=at)
        for n in range(40)
    ]
    with writing("bench.load"):
        streets = _units(districts, 1000, "镇街工会", "street", on)
        bases = _units(streets, max(1, units - 1041), "基层工会", "enterprise", on)
        _members(bases, members, at)


def _units(above: list[Any], count: int, name: str, kind: str, on: Any) -> list[Any]:
    from django.db import connection

    from yugong.ground.org.models import Placement, Unit
    from yugong.ground.people.copying import cells, copy_in
    from yugong.kernel import tree

    with connection.cursor() as cursor:
        cursor.execute(SERIAL, ["org_unit", count])
        numbers = [number for (number,) in cursor.fetchall()]
    made = []
    for place, number in enumerate(numbers):
        parent = above[place % len(above)]
        path = tree.child(parent.path, number)
        made.append(
            Unit(
                id=number, name=f"第{place + 1}{name}", parent_id=parent.pk, path=path, join_code=f"b{number}"
            )
        )
    columns = ("id", "name", "short", "pinyin", "parent_id", "path", "join_code")
    rows = [cells((u.pk, u.name, u.name, f"p{u.pk:08d}", u.parent_id, u.path, u.join_code)) for u in made]
    copy_in(Unit, columns, rows, same={"kind": kind, "valid_from": on})
    places = [cells((u.pk, u.parent_id, u.path, u.name)) for u in made]
    copy_in(Placement, ("unit_id", "parent_id", "path", "name"), places, same={"valid_from": on})
    return made


def sealed_lines(lines: list[Any]) -> list[Any]:
    """The persons of these lines, sealed."""
    from yugong.ground.people.sealing import seal_all

    return seal_all([line.identity for line in lines])


def _members(bases: list[Any], members: int, at: datetime) -> None:
    from yugong.ground.jobs.crew import shared_out
    from yugong.ground.people.actions.bulk import MEMBERSHIP
    from yugong.ground.people.actions.memberships import next_numbers
    from yugong.ground.people.copying import cells, copy_in
    from yugong.ground.people.identity import Identity
    from yugong.ground.people.models import Employment, Membership, Person
    from yugong.ground.people.sealing import PERSON, Line
    from yugong.kernel import tree
    from yugong.kernel.ident import uuid7

    source = (
        Line(n, Identity(name, "resident", number, phone, "1", born))
        for n, (name, number, phone, born) in enumerate(invented(members))
    )
    chunks = iter(lambda: list(islice(source, STEP)), [])
    levels = ("l1", "l2", "l3", "l4", "l5")
    same = {"source": "bench", "recorded_at": at}
    for lines, sealed in shared_out(sealed_lines, chunks, workers=2):
        copy_in(Person, PERSON, [one.cells for one in sealed], same=same)
        stretches, work = [], []
        for line, one, number in zip(lines, sealed, next_numbers(len(lines)), strict=True):
            unit, trade = bases[line.key % len(bases)], TRADES[line.key % len(TRADES)]
            day = f"{2015 + line.key % 11}-05-01"
            cell = (uuid7(), one.row, number, day, day, trade, unit.pk, *tree.levels(unit.path))
            stretches.append(cells(cell))
            work.append(cells((one.row, trade)))
        copy_in(
            Membership, (*MEMBERSHIP, "unit_id", *levels), stretches,
            same={"began_by": "join", "route": "roster", "recorded_at": at},
        )  # fmt: skip
        copy_in(Employment, ("person_id", "trade"), work, same=same)

"""Loading by COPY, equals what the models alone would do."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.ground.org import actions as org
from yugong.ground.people import actions
from yugong.ground.people.copying import cell
from yugong.ground.people.identity import Identity, open_person
from yugong.ground.people.models import Employment, Membership, Person
from yugong.ground.people.sealing import Line
from yugong.kernel.actor import SYSTEM

from .plainly import admit_many as admit_plainly

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HOW = {"route": "roster", "source": "roster\\\tof\n2026", "by": SYSTEM, "at": AT}
MADE = ("id", "person_id", "number", "person")

identities = st.builds(
    Identity,
    name=st.sampled_from(["欧阳小渝", "张伟", "A\\N·B"]),
    number=st.sampled_from([f"50010319850615{n:04d}" for n in range(6)]),
    phone=st.sampled_from(["", "13800138000"]),
    sex=st.sampled_from(["", "1"]),
    born=st.sampled_from([None, date(1985, 6, 15)]),
    extra=st.sampled_from([{}, {"job": "电焊\t工"}]),
)
rows = st.lists(
    st.tuples(
        identities,
        st.sampled_from(["", "快递员", "\\."]),
        st.sampled_from(["", "一\n班"]),
        st.sampled_from([None, date(2020, 5, 1), date(2026, 12, 1)]),
    ),
    max_size=6,
    unique_by=lambda row: row[0].number,
)
rosters = st.lists(st.tuples(st.integers(0, 1), rows), min_size=1, max_size=4)


def facts(row: Any) -> dict[str, Any]:
    """A row's plain columns, without what is made anew each time."""
    return {
        name: value
        for name, value in vars(row).items()
        if name not in MADE and not name.startswith("_") and not name.endswith("_sealed")
    }


def register() -> list[Any]:
    """Everything the register holds, in the clear, person by person."""
    found = []
    for person in Person.objects.order_by("number_index"):
        stretches = [facts(row) for row in Membership.objects.filter(person=person)]
        work = [facts(row) for row in Employment.objects.filter(person=person).order_by("id")]
        found.append((facts(person), open_person(person), stretches, work))
    return found


def played(admit: Any, units: list[Any], plan: Any) -> Any:
    """What comes of a plan, and the register after it; nothing of it stays."""
    told = []
    with transaction.atomic():
        for place, chunk in plan:
            lines = [Line(key, *row) for key, row in enumerate(chunk)]
            outcomes = admit(lines=lines, unit=units[place], **HOW)
            told.append([(one.key, one.result) for one in outcomes])
        held = register()
        transaction.set_rollback(True)
    return told, held


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rosters)
def test_the_fast_load_equals_the_plain_one(db, plan):
    units = [
        org.found_unit(name=f"第{n}工会", kind="city", parent=None, on=date(2020, 1, 1), by=SYSTEM, at=AT)
        for n in range(2)
    ]
    assert played(actions.admit_many, units, plan) == played(admit_plainly, units, plan)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "\\N"), ("", ""), ("\\N", "\\\\N"), ("a\tb\n\r", "a\\tb\\n\\r"), (b"\x00\xff", "\\\\x00ff"),
        (True, "t"), ([1, -2], "{1,-2}"), (date(2026, 1, 2), "2026-01-02"), (7, "7"),
    ],
)  # fmt: skip
def test_cells_are_written_as_copy_reads_them(value, text):
    assert cell(value) == text

"""Places are given in the order of calling, never more than there are or than a union may have."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel import rotating
from yugong.kernel.errors import Broken
from yugong.kernel.gather import Caller, Gathering, Weight, next_in, settle

CALLERS = st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=60).map(
    lambda units: [Caller(f"n{n}", unit) for n, unit in enumerate(units)]
)


@given(CALLERS, st.integers(0, 30), st.one_of(st.none(), st.integers(1, 6)))
def test_places_and_shares_are_kept_and_nobody_is_passed_over(callers, places, per_unit):
    found = settle(callers, places=places, per_unit=per_unit)
    unit_of = {caller.name: caller.unit for caller in callers}
    assert len(found.chosen) <= places
    assert sorted(found.chosen + found.waiting) == sorted(unit_of)
    counts = Counter(unit_of[name] for name in found.chosen if unit_of[name] is not None)
    assert per_unit is None or all(count <= per_unit for count in counts.values())
    order = [caller.name for caller in callers]
    for waiting in found.waiting:
        before = [name for name in found.chosen if order.index(name) < order.index(waiting)]
        own = [name for name in before if unit_of[name] == unit_of[waiting] is not None]
        assert len(before) == places or (per_unit is not None and len(own) == per_unit)


@given(CALLERS, st.integers(1, 4))
def test_a_freed_place_goes_to_the_first_whose_union_has_room(callers, per_unit):
    taken = {1: per_unit, 2: 0}
    found = next_in(callers, taken=taken, per_unit=per_unit)
    fits = [one for one in callers if one.unit is None or taken.get(one.unit, 0) < per_unit]
    assert found == (fits[0] if fits else None)


def test_declared_needs_are_tickets():
    gathering = Gathering(
        "t", "t", "x",
        weights=(
            Weight("far", "住得远", 2, lambda facts: facts["km"] > 30),
            Weight("w", "x", 1, lambda facts: False),
        ),
    )  # fmt: skip
    assert gathering.tickets({"km": 31}) == 3
    assert gathering.tickets({"km": 30}) == 1


def test_a_wrong_declaration_names_the_word():
    with pytest.raises(Broken, match="auction"):
        Gathering("t", "t", "x", takings=("auction",))


def test_the_code_at_the_door_lasts_a_minute_at_most():
    from datetime import UTC, datetime, timedelta

    at = datetime(2026, 11, 21, 9, 0, 0, tzinfo=UTC)
    code = rotating.code("key", at)
    assert len(code) == 6
    assert rotating.fits("key", f" {code} ", at + timedelta(seconds=59))
    assert not rotating.fits("key", code, at + timedelta(seconds=60))
    assert not rotating.fits("other", code, at)

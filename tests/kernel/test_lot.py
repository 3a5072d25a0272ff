"""A draw by lot: anybody can do it again, nobody can bend it, and tickets are worth what they say."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel import lot
from yugong.kernel.errors import Refused
from yugong.kernel.lot import Record, Slip

NAMES = st.lists(st.text("0123456789ABCDEF", min_size=4, max_size=8), min_size=1, max_size=40, unique=True)
SLIPS = NAMES.flatmap(
    lambda names: st.tuples(*(st.builds(Slip, st.just(name), st.integers(1, 6)) for name in names))
)


def record(slips: tuple[Slip, ...], places: int = 3) -> Record:
    seed, public = "a1b2c3", "02 11 17 23 28 31 + 09"
    called = lot.ordered(seed, public, slips)
    return Record("夏令营", places, lot.sealed(seed), seed, public, slips, called)


@given(SLIPS, st.randoms())
def test_the_order_in_which_people_came_decides_nothing(slips, random):
    mixed = list(slips)
    random.shuffle(mixed)
    assert lot.ordered("s", "p", mixed) == lot.ordered("s", "p", slips)


@given(SLIPS)
def test_one_who_leaves_changes_the_order_of_nobody_else(slips):
    whole = lot.ordered("s", "p", slips)
    assert lot.ordered("s", "p", slips[1:]) == tuple(name for name in whole if name != slips[0].name)


@given(SLIPS, st.integers(0, 50))
def test_a_published_draw_holds_and_reads_back(slips, places):
    made = record(slips, places)
    assert made.faults() == ()
    assert Record.from_dict(made.as_dict()) == made
    assert len(made.chosen) == min(places, len(slips))


@given(SLIPS.filter(lambda slips: len(slips) > 1))
def test_every_change_is_found(slips):
    made = record(slips)
    swapped = (made.called[1], made.called[0], *made.called[2:])
    assert "第 1 位" in replace(made, called=swapped).faults()[0]
    assert "种子被换过" in replace(made, seed="other").faults()[0]
    assert replace(made, slips=(*slips, Slip("late"))).faults() != ()
    assert replace(made, public="").faults() != ()


def test_every_name_comes_first_as_often_as_its_tickets_say():
    """20,000 draws of four with 1, 1, 2 and 4 tickets: chi-square with three degrees stays below 16.27."""
    slips = [Slip("A"), Slip("B"), Slip("C", 2), Slip("D", 4)]
    first = Counter(lot.ordered(f"{n}", "p", slips)[0] for n in range(20_000))
    expected = {slip.name: 20_000 * slip.tickets / 8 for slip in slips}
    assert sum((first[name] - want) ** 2 / want for name, want in expected.items()) < 16.27


def test_without_weights_all_orders_are_alike():
    """24,000 draws of four: 24 orders, chi-square with 23 degrees stays below 49.73."""
    slips = [Slip(name) for name in "ABCD"]
    orders = Counter(lot.ordered(f"{n}", "p", slips) for n in range(24_000))
    assert len(orders) == 24
    assert sum((count - 1000) ** 2 / 1000 for count in orders.values()) < 49.73


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"format": "x"}, "不是抽签记录"),
        ({"seed": 1}, "缺少 seed"),
        ({"places": -1}, "places"),
        ({"entries": "AB"}, "entries"),
        ({"entries": [{"name": "A", "tickets": "2"}]}, "第 1 行"),
        ({"called": None}, "called"),
    ],
)
def test_what_is_wrong_in_a_record_is_named(wrong, why):
    with pytest.raises(Refused, match=why):
        Record.from_dict(record((Slip("A"), Slip("B"))).as_dict() | wrong)


def test_a_name_twice_or_without_tickets_is_refused():
    with pytest.raises(Refused, match="出现了两次"):
        lot.ordered("s", "p", [Slip("A"), Slip("A")])
    with pytest.raises(Refused, match="签数"):
        lot.ordered("s", "p", [Slip("A", 0)])

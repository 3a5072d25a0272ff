"""Numbers are kept exact: whatever happens to records, facts and sums are what a recount says, at once."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from tests.engines.matters import town as towns
from tests.engines.matters.town import START, build, enrol

from yugong.engines.indicators.actions import backfilling, folding
from yugong.engines.indicators.models import Delta, Fact
from yugong.engines.indicators.queries import months, places, proving, readings
from yugong.ground.audit import touching
from yugong.ground.audit.models import Touched
from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.sealing import Line
from yugong.kernel.actor import SYSTEM

MEMBERS = "organise.members"
SOME = [MEMBERS, "organise.joined", "organise.unions"]
LONG = date(2019, 1, 1)
DAY = START.date()


@pytest.fixture
def town(db):
    return build()


def stand(unit, on=DAY, key=MEMBERS):
    return readings.value(key, unit.pk, on, on).value


def right():
    assert list(proving.verify()) == []


def test_a_member_counts_at_his_union_and_all_above_in_the_same_second(town):
    before = [stand(unit) for unit in (town.union, town.street, town.east, town.city, town.west)]
    who = enrol("孙新", 31)
    people.join(person=who, unit=town.union, on=DAY, route="phone", by=SYSTEM, at=START)
    after = [stand(unit) for unit in (town.union, town.street, town.east, town.city, town.west)]
    assert [new - old for new, old in zip(after, before, strict=True)] == [1, 1, 1, 1, 0]
    assert stand(town.union, DAY - timedelta(days=1)) == before[0]
    people.end(person=who, how="leave", on=DAY + timedelta(days=9), by=SYSTEM, at=START)
    assert stand(town.union, DAY + timedelta(days=8)) == after[0]
    assert stand(town.union, DAY + timedelta(days=9)) == before[0]
    assert readings.value("organise.left", town.city.pk, DAY, DAY + timedelta(days=9)).value == 1
    right()


def test_a_union_that_moves_takes_its_numbers_along(town):
    assert (stand(town.east), stand(town.west)) == (2, 0)
    org.move_unit(unit=town.union, to=town.west, on=DAY, reason="改隶", by=SYSTEM, at=START)
    assert (stand(town.east), stand(town.west), stand(town.union)) == (0, 2, 2)
    right()


def test_folding_changes_no_number(town):
    before = readings.values(SOME, town.city.pk, LONG, DAY)
    assert Delta.objects.count() > 0
    assert folding.fold_all() > 0
    assert Delta.objects.count() == 0
    after = readings.values(SOME, town.city.pk, LONG, DAY)
    assert after == before
    assert [one.value for one in after.values()] == [2, 2, 1]
    right()


def crowd(first: int) -> list[Line]:
    """Checked lines of a roster."""
    return [
        Line(n, Identity(name=f"周{n}", number=f"R{n}"), joined_on=DAY - timedelta(days=n % 7))
        for n in range(first, first + 80)
    ]


def test_a_roster_is_counted_as_it_comes(town):
    how = {"unit": town.union, "route": "roster", "source": "roster", "by": SYSTEM, "at": START}
    people.admit_many(lines=crowd(0), **how)
    right()
    assert stand(town.city) == 82
    with transaction.atomic(), touching.uncounted():
        people.admit_many(lines=crowd(40), **how)
        people.join(person=enrol("孙新", 31), unit=town.union, on=DAY, route="phone", by=SYSTEM, at=START)
    assert (stand(town.city), Touched.objects.count()) == (82, 0)
    assert backfilling.backfill() == 41 * 3
    right()


def test_random_histories_equal_a_recount(town):
    dice, crowd, kept = Random(7), [], 2
    more = [
        towns.found(f"第{n}工会", "enterprise", above) for n, above in enumerate((town.street, town.west))
    ]
    unions = [town.union, *more]
    for step in range(60):
        on, at = DAY + timedelta(days=step), START + timedelta(days=step)
        what = dice.choice(("join", "join", "transfer", "end", "retain", "fold", "move"))
        if what == "join":
            who = enrol(f"新{step}", 100 + step)
            people.join(person=who, unit=dice.choice(unions), on=on, route="phone", by=SYSTEM, at=at)
            crowd.append(who)
        elif what == "fold":
            folding.fold(most=dice.randint(1, 50))
        elif what == "move":
            unit = dice.choice(unions[1:])
            unit.refresh_from_db()
            to = town.west if unit.parent_id != town.west.pk else town.street
            org.move_unit(unit=unit, to=to, on=on, reason="改隶", by=SYSTEM, at=at)
        elif crowd:
            who = crowd.pop(dice.randrange(len(crowd)))
            stretch = who.memberships.get(superseded_at=None, valid_to=None)
            if what == "transfer":
                to = dice.choice([unit for unit in unions if unit.pk != stretch.unit_id])
                people.transfer(person=who, to=to, on=on, by=SYSTEM, at=at)
                crowd.append(who)
            elif what == "retain":
                people.retain(person=who, on=on, by=SYSTEM, at=at)
                kept += 1
            else:
                people.end(person=who, how="leave", on=on, by=SYSTEM, at=at)
    right()
    assert stand(town.city, DAY + timedelta(days=99)) == kept + len(crowd)
    assert backfilling.backfill() == 0
    right()


def test_verify_names_what_is_wrong_and_backfill_mends_it(town):
    Fact.objects.filter(measure=MEMBERS).update(amount=5)
    assert {fault.measure for fault in proving.verify()} == {MEMBERS}
    assert "计成" in next(iter(proving.verify())).why
    Fact.objects.filter(measure="organise.joined").delete()
    assert {fault.measure for fault in proving.verify()} == {MEMBERS, "organise.joined"}
    assert backfilling.backfill() == 4
    right()


def test_children_and_gaps(town):
    found = {child.unit_id: child.reading for child in places.by_child(MEMBERS, town.city.pk, DAY, DAY)}
    assert {unit: one.value for unit, one in found.items()} == {town.east.pk: 2, town.west.pk: 0}
    assert (found[town.east.pk].recorded, found[town.west.pk].recorded) == (True, False)
    empty = towns.found("空工会", "enterprise", town.west)
    assert [gap.name for gap in places.gaps(MEMBERS, town.city.path, DAY, DAY)] == [empty.name]


def test_a_series_ends_in_the_reading(town):
    points = months.series(MEMBERS, town.city.pk, DAY, months=3)
    assert [(one.month.month, one.value) for one in points] == [(5, 2), (6, 2), (7, 2)]


def test_many_at_once_are_what_each_is(town):
    keys = [MEMBERS, "organise.joined", "organise.content_rate"]
    found = months.series_of(keys, town.city.pk, DAY, months=3)
    assert found == {key: months.series(key, town.city.pk, DAY, months=3) for key in keys}
    units = [town.east.pk, town.west.pk]
    spans = [readings.days(7, DAY), (LONG, DAY)]
    by_span = readings.by_unit_in("organise.joined", units, spans)
    assert by_span == [readings.by_unit("organise.joined", units, *span) for span in spans]
    assert [one[town.east.pk].value for one in by_span] == [0, 2]

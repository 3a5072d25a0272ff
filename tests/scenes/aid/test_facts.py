"""What is known of a household: nothing overwritten, nothing guessed, every figure with its source."""

from datetime import date

import pytest
from matters.town import START, enrol

from yugong.ground.org import actions as org
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Broken, Refused
from yugong.scenes.aid.actions import facts
from yugong.scenes.aid.models import HouseholdFacts
from yugong.scenes.aid.queries import facts as queries

JULY, JUNE = date(2026, 7, 1), date(2026, 6, 1)
GIVEN = {"persons": 3, "annual_income_fen": 6_000_000, "rigid_expenses_fen": 3_600_000}


def known(person, values=GIVEN, on=JUNE, by=SYSTEM, **more):
    return facts.record(person=person, values=values, source="测试", on=on, by=by, at=START, **more)


def test_a_change_ends_the_row_of_before_and_keeps_what_was_not_said(town):
    first = known(town.worker)
    second = known(town.worker, {"persons": 4}, on=JULY, by=town.officers["clerk"])
    first.refresh_from_db()
    assert (first.valid_to, first.superseded_at) == (JULY, None)
    assert (second.persons, second.annual_income_fen, second.valid_to) == (4, 6_000_000, None)
    assert queries.facts_of(town.worker.pk, on=date(2026, 6, 30)) == first
    assert queries.facts_of(town.worker.pk) == second
    told = {one.name: (one.value, one.since) for one in queries.told(town.worker.pk)}
    assert told["persons"] == (4, JULY)
    assert told["annual_income_fen"] == (6_000_000, JUNE)


def test_the_same_day_corrects_and_the_same_figures_add_nothing(town):
    first = known(town.worker)
    assert known(town.worker, on=JULY) == first
    known(town.worker, {"persons": 5})
    first.refresh_from_db()
    assert first.superseded_at == START
    assert queries.present().get().persons == 5


@pytest.mark.parametrize(
    ("values", "on", "code"),
    [
        ({"persons": 0}, JUNE, "number"),
        ({"annual_income_fen": -1}, JUNE, "number"),
        ({"rural": 2}, JUNE, "number"),
        ({"cars": True}, JUNE, "number"),
        (GIVEN, date(2026, 7, 14), "future"),
        (GIVEN, date(2026, 5, 1), "older"),
    ],
)
def test_what_cannot_be_is_refused(town, values, on, code):
    known(town.worker)
    with pytest.raises(Refused) as refused:
        known(town.worker, values, on=on)
    assert refused.value.code == code
    assert queries.present().get().persons == 3


def test_a_wrong_name_is_a_bug_and_unknown_is_not_nought(town):
    with pytest.raises(Broken):
        known(town.worker, {"income": 1})
    row = known(town.worker, {"medical_costs_fen": 500_000})
    assert (row.persons, row.annual_income_fen) == (None, None)


def test_who_is_no_member_needs_a_union_and_others_officers_may_not(town):
    stranger = enrol("无会籍", 77)
    with pytest.raises(Refused):
        known(stranger)
    assert known(stranger, unit=town.street).l3 == town.street.pk
    with pytest.raises(Refused):
        known(town.worker, by=town.officers["west"])
    assert known(town.worker, by=town.me()).unit == town.union


def test_households_go_along_with_the_tree(town):
    known(town.worker)
    org.move_unit(unit=town.union, to=town.west, on=START.date(), reason="划转", by=SYSTEM, at=START)
    row = HouseholdFacts.objects.get()
    assert (row.l2, row.l3) == (town.west.pk, town.union.pk)

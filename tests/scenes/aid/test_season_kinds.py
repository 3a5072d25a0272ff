"""金秋助学 and 临时救助 from the form to the money: by rule, within it, paid, heard by the asker."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.ground.access import town as towns
from tests.scenes.aid.season_town import NOW, TODAY, Town, acting, me
from tests.scenes.aid.test_chains import NUMBER

from yugong.engines.ledger.followers import Owed, following
from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries as find
from yugong.engines.matters.models import Matter
from yugong.ground.audit.writing import writing
from yugong.kernel.actor import RULE, SYSTEM, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.actions import grants
from yugong.scenes.aid.models import Chain, Grant, Household

CHILD = {
    "child_name": "陈小川", "child_number": NUMBER, "stage": "bachelor", "school": "重庆大学",
    "entered": "2026", "graduates": "2030", "free": "no", "paid": "no", "agree": True,
}  # fmt: skip
TROUBLE = {
    "cause": "illness", "happened": TODAY.isoformat(), "story": "父亲突发脑溢血住院", "loss": "12000",
    "civil": "no", "agree": True,
}  # fmt: skip


@pytest.fixture
def town(db: Any) -> Town:
    return Town()


def on_file(town: Town, person: Any) -> None:
    """A household on file, as the hardship application leaves it."""
    with writing("test"):
        Household(
            person=person, unit=town.tree.union, state="helped", category="deep", opened_at=NOW, since=TODAY,
            valid_to=TODAY + timedelta(days=300),
        ).save()  # fmt: skip


def ask(town: Town, kind: str, given: dict[str, Any], who: int = 0) -> Matter:
    person = town.workers[who]
    made = matters.open(kind=kind, asker=person, answers=given, by=me(person), at=NOW)
    return Matter.objects.get(pk=made.pk)


def go(matter: Matter, name: str, by: Actor, **answers: Any) -> Matter:
    matters.move(matter=matter, name=name, answers=answers, by=by, at=NOW)
    return Matter.objects.get(pk=matter.pk)


def bank_pays(row: Grant) -> None:
    """What the payments do when the bank's receipt says paid."""
    owed = Owed(uuid7(), row.person_id, grants.about(row), row.purpose, row.period, row.amount_fen)
    with writing("test"):
        for one in following(owed):
            one.paid(owed, on=TODAY, by=RULE, at=NOW)


def test_a_grant_for_schooling_by_rule_from_the_form_to_the_money_in_hand(town: Town) -> None:
    worker = town.workers[0]
    on_file(town, worker)
    town.open("autumn", each_fen=0)
    matter = ask(town, "aid.autumn_study", CHILD)
    assert (matter.stage, matter.unit_id) == ("review", town.tree.east.pk)
    with pytest.raises(Refused, match="按规定最多"):
        go(matter, "grant", town.by, amount="99999")
    matter = go(matter, "grant", town.by, amount="5000")
    row = Grant.objects.get()
    chain = Chain.objects.get()
    assert (row.amount_fen, row.child, row.matter) == (5_000_00, str(chain.pk), matter.number)
    assert chain.links.get().grant_id == row.pk
    bank_pays(row)
    matter = Matter.objects.get(pk=matter.pk)
    assert (matter.stage, Grant.objects.get().state) == ("confirm", "paid")
    assert go(matter, "received", me(worker)).closed_at is not None


def test_who_is_not_on_file_is_told_at_once_why_and_may_object(town: Town) -> None:
    matter = ask(town, "aid.autumn_study", CHILD)
    assert matter.stage == "told"
    assert "不在困难职工档案里，先申请困难职工认定" in matter.outcome
    assert go(matter, "object", me(town.workers[0]), why="刚申请了").stage == "review"


def test_a_place_without_fees_gets_nothing_and_years_must_fit(town: Town) -> None:
    on_file(town, town.workers[0])
    assert "免学费的学校不给助学金" in ask(town, "aid.autumn_study", CHILD | {"free": "yes"}).outcome
    assert "别处已经给过钱" in ask(town, "aid.autumn_study", CHILD | {"paid": "yes"}).outcome
    with pytest.raises(Refused, match="毕业年份要晚于入学年份"):
        ask(town, "aid.autumn_study", CHILD | {"graduates": "2026"})


def test_without_a_programme_the_officer_is_told_what_to_do(town: Town) -> None:
    on_file(town, town.workers[0])
    with pytest.raises(Refused, match="请先在帮扶项目里设立"):
        go(ask(town, "aid.autumn_study", CHILD), "grant", town.by, amount="3000")


def test_urgent_help_is_decided_at_the_union_once_a_year_and_reported(town: Town) -> None:
    town.open("temporary", each_fen=0)
    account, _ = towns.officer("茶厂主席", 405, town.tree.union, "grassroots_chair")
    chair = acting(account)
    matter = ask(town, "aid.temporary", TROUBLE)
    assert (matter.stage, matter.unit_id) == ("decide", town.tree.union.pk)
    with pytest.raises(Refused, match="按规定最多"):
        go(matter, "grant", chair, amount="12000")
    matter = go(matter, "grant", chair, amount="3000")
    row = Grant.objects.get()
    assert row.report_by is not None
    assert row.report_by > TODAY
    assert grants.report(grant=row, by=town.by, at=NOW).reported_on == TODAY
    bank_pays(row)
    assert (
        go(Matter.objects.get(pk=matter.pk), "missing", me(town.workers[0]), lost="卡换了").stage == "paying"
    )
    again = ask(town, "aid.temporary", TROUBLE)
    assert (again.stage, "每年最多" in again.outcome) == ("told", True)


def test_a_bank_that_could_not_pay_leaves_the_matter_with_the_desk(town: Town) -> None:
    on_file(town, town.workers[0])
    town.open("autumn", each_fen=0)
    matter = go(ask(town, "aid.autumn_study", CHILD), "grant", town.by, amount="3000")
    row = Grant.objects.get()
    owed = Owed(uuid7(), row.person_id, grants.about(row), row.purpose, row.period, row.amount_fen)
    with writing("test"):
        grants.failed(owed, reason="户名不符", by=SYSTEM, at=timezone.now())
    assert Grant.objects.get().state == "failed"
    found = find.by_number(matter.number)
    assert found is not None
    assert found.stage == "paying"


def test_a_household_that_left_the_file_is_not_paid_out_of_money_for_the_file(town: Town) -> None:
    worker = town.workers[0]
    on_file(town, worker)
    town.open("autumn", each_fen=0, filed=True)
    go(ask(town, "aid.autumn_study", CHILD), "grant", town.by, amount="3000")
    row = Grant.objects.get()
    owed = Owed(uuid7(), row.person_id, grants.about(row), row.purpose, row.period, row.amount_fen)
    assert grants.against([owed], TODAY) == {}
    later = TODAY + timedelta(days=301)
    assert grants.against([owed], later) == {owed.payment: "现在不在困难职工档案里，请核对以后再付。"}
    with writing("test"):
        Grant.objects.update(state="cancelled")
    assert grants.against([owed], TODAY) == {owed.payment: "这笔帮扶已经撤销。"}

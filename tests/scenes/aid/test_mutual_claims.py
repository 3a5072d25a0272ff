"""A claim from the phone to the money: confirmed without the illness, computed, decided, paid, appealed."""

from datetime import datetime, timedelta

import pytest
from matters.town import found, officer

from yugong.engines.ledger.actions import bank, budgets
from yugong.engines.ledger.models import Batch
from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries as reading
from yugong.ground.access import scope
from yugong.ground.audit.models import Event
from yugong.ground.people.models import Consent
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.actions import mutual_claims as claims
from yugong.scenes.aid.models import ClaimState, MutualClaim, MutualInvoice
from yugong.scenes.aid.queries import mutual as queries
from yugong.scenes.aid.rules import mutual_paying

from .insured import insure
from .mutual_town import members

NOW = datetime(2026, 4, 1, 10, tzinfo=ZONE)
STAY = {
    "what": "hospital", "on": "2026-02-23", "until": "2026-03-18", "level": "3", "invoices": "FP-2026-001",
    "hospital": "南川人民医院", "diagnosis": "急性阑尾炎", "papers": [], "medical": True,
}  # fmt: skip


@pytest.fixture
def house(town):
    return insure(town, members(town.union, 3))


def claim(house, who=0, at=NOW, **more):
    person = house.people[who]
    answers = {**STAY, "papers": house.papers(person, at), **more}
    return matters.open(
        kind="aid.mutual_claim", asker=person, answers=answers, by=actor.person(person.pk), at=at
    )


def row_of(matter) -> MutualClaim:
    return queries.claim_of(matter.number)


def at_office(house, matter):
    claims.confirm(claim=row_of(matter), by=house.chair, at=NOW)
    matter.refresh_from_db()
    return move(matter, "agree", house.district)


def move(matter, name, by, **answers):
    matter.refresh_from_db()
    return matters.move(matter=matter, name=name, answers=answers, by=by, at=NOW)


def test_a_claim_lies_at_the_district_with_its_amount_and_consent(house):
    matter = claim(house)
    row = row_of(matter)
    assert (matter.unit_id, matter.stage, matter.title) == (house.town.east.pk, "confirm", "互助保障给付")
    assert (row.state, row.amount_fen, row.product) == ("confirm", 1150_00, "hospital")
    assert row.unit_id == house.town.union.pk
    found = Verdict.from_dict(row.verdict)
    assert (found.outcome, mutual_paying.RULE.replay(found)) == ("pay", found)
    assert Consent.objects.get(person=house.people[0]).purpose == "mutual.medical"


def test_from_the_phone_to_the_money_each_hand_once(house):
    matter = at_office(house, claim(house))
    assert (matter.stage, matter.unit_id) == ("decide", house.town.city.pk)
    matter = move(matter, "grant", house.office)
    assert (matter.stage, matter.outcome[:12]) == ("paying", "同意给付 1,150.0"[:12])
    house.pay(NOW)
    matter.refresh_from_db()
    row = row_of(matter)
    assert (matter.stage, row.state, row.paid_on) == ("told", "paid", NOW.date())
    matter = move(matter, "received", actor.person(house.people[0].pk))
    assert matter.stage == "closed"
    assert house.balances()["mutual"] == 1150_00
    assert house.balances()["bank"] == house.premiums - 1150_00


def test_the_waiting_period_is_decided_with_its_figures_and_the_office_cannot_pay(house):
    matter = at_office(house, claim(house, on="2026-01-30", until="2026-02-05"))
    row = row_of(matter)
    assert row.amount_fen == 0
    assert any("等待期" in one["text"] and not one["holds"] for one in row.verdict["reasons"])
    with pytest.raises(Refused, match="算不出给付金额"):
        move(matter, "grant", house.office)
    matter = move(matter, "refuse", house.office, why="还在等待期内")
    assert (matter.stage, row_of(matter).state) == ("told", "refused")


def test_a_refused_member_appeals_once(house):
    me = actor.person(house.people[0].pk)
    matter = move(at_office(house, claim(house)), "refuse", house.office, why="材料不清")
    matter = move(matter, "appeal", me, why="材料补上了")
    assert (matter.stage, matter.unit_id, row_of(matter).state) == ("review", house.town.east.pk, "review")
    matter = move(matter, "agree", house.district)
    matter = move(matter, "refuse", house.office, why="仍然不清")
    with pytest.raises(Refused, match="最多 1 次"):
        move(matter, "appeal", me, why="再来")


def test_an_appeal_against_the_sum_pays_only_what_is_more(house):
    matter = move(at_office(house, claim(house)), "grant", house.office)
    house.pay(NOW)
    move(matter, "appeal", actor.person(house.people[0].pk), why="少算了")
    matter = move(matter, "agree", house.district)
    with pytest.raises(Refused, match="没有增加"):
        move(matter, "grant", house.office)
    matter = move(matter, "refuse", house.office, why="核对无误")
    row = row_of(matter)
    assert (row.state, row.amount_fen, matter.outcome) == ("paid", 1150_00, "维持原来的决定：核对无误")


@pytest.mark.parametrize("again", ["FP-2026-001", "ｆｐ-2026-001", "X1、FP-2026-001"])
def test_the_same_invoice_is_found_by_its_print_whoever_sends_it(house, again):
    claim(house)
    with pytest.raises(Refused, match="已经申请过给付"):
        claim(house, who=1, invoices=again)
    assert "FP-2026" not in str(list(MutualInvoice.objects.values()))


def test_a_withdrawn_claim_frees_its_invoice_and_its_days(house):
    matter = claim(house)
    move(matter, "withdraw_confirm", actor.person(house.people[0].pk))
    assert row_of(matter).state == ClaimState.DROPPED
    assert row_of(claim(house)).state == ClaimState.CONFIRM


def test_the_same_days_are_claimed_once(house):
    claim(house)
    with pytest.raises(Refused, match="这几天已经申请过"):
        claim(house, invoices="FP-2", on="2026-03-01", until="2026-03-20")
    claim(house, invoices="FP-3", on="2026-03-18", until="2026-03-20")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"what": "illness"}, "没有这一项互助保障"),
        ({"on": "2025-12-30", "until": "2026-01-05"}, "没有这一项互助保障"),
        ({"until": None}, "请填写出院那天"),
        ({"until": "2026-02-20"}, "不能早于入院"),
        ({"invoices": ""}, "请填写住院发票号码"),
        ({"papers": []}, "请上传诊断证明"),
        ({"medical": False}, "请先阅读并勾选"),
        ({"diagnosis": ""}, "请填写诊断"),
    ],
)
def test_what_is_missing_is_said(house, more, words):
    with pytest.raises(Refused, match=words):
        claim(house, **more)


def test_the_years_cap_holds_over_several_claims(house):
    total = 0
    for n, (on, until) in enumerate([("2026-02-01", "2026-06-01"), ("2026-06-01", "2026-09-30")]):
        later = NOW + timedelta(days=200)
        matter = claim(house, on=on, until=until, invoices=f"FP-{n}", at=later)
        claims.confirm(claim=row_of(matter), by=house.chair, at=later)
        for name, by in (("agree", house.district), ("grant", house.office)):
            matter.refresh_from_db()
            matters.move(matter=matter, name=name, by=by, at=later)
        total += row_of(matter).amount_fen
    assert total == 9000_00


def test_the_budget_of_premiums_is_never_overspent(house):
    matter = at_office(house, claim(house))
    pool = house.pool()
    budgets.plan(fund=pool.fund, head="mutual", amount_fen=100_00, by=SYSTEM, at=NOW)
    with pytest.raises(Refused, match="预算只剩"):
        move(matter, "grant", house.office)


def test_the_employers_union_confirms_and_sees_nothing_of_the_illness(house):
    matter = claim(house)
    row = scope.one(house.chair, Permission.MATTER_HANDLE, MutualClaim.objects.all(), matter=matter.number)
    assert reading.moves_for(house.chair, matter) == ()
    assert not scope.within(house.chair, Permission.MATTER_VIEW, matters.Matter.objects.all()).exists()
    with pytest.raises(Refused):
        matters.move(matter=matter, name="checked", by=house.chair, at=NOW)
    claims.confirm(claim=row, objection="left", by=house.chair, at=NOW)
    with pytest.raises(Refused, match="已经确认过"):
        claims.confirm(claim=row, by=house.chair, at=NOW)
    kept = str(list(MutualClaim.objects.values())) + str(list(Event.objects.values("data")))
    for word in ("阑尾炎", "人民医院", "FP-2026"):
        assert word not in kept


def test_nobody_at_the_employers_desk_nor_on_the_street_can_be_handed_the_illness(house):
    matter = claim(house)
    for unit in (house.town.union, house.town.street):
        with pytest.raises(Refused):
            matters.transfer(matter=matter, to=unit, reason="请协助", by=house.district, at=NOW)


def test_another_unions_chair_cannot_confirm(house):
    other = found("别的工会", "enterprise", house.town.street)
    stranger = officer("外人", 44, other, "grassroots_chair")
    with pytest.raises(Refused):
        claims.confirm(claim=row_of(claim(house)), by=stranger, at=NOW)


def test_a_payment_that_bounced_waits_for_a_new_card_and_is_paid_once(house):
    matter = move(at_office(house, claim(house)), "grant", house.office)
    house.pay(NOW, fails=True)
    matter.refresh_from_db()
    assert (matter.stage, row_of(matter).state) == ("paying", "granted")
    house.card(house.people[0], "6222021234567890128", NOW)
    house.pay(NOW)
    matter.refresh_from_db()
    assert (matter.stage, house.balances()["mutual"]) == ("told", 1150_00)


def test_a_claim_whose_money_came_back_after_it_was_paid_is_paid_again(house):
    matter = move(at_office(house, claim(house)), "grant", house.office)
    house.pay(NOW)
    assert (row_of(matter).state, row_of(matter).paid_on) == ("paid", NOW.date())
    batch = Batch.objects.get()
    back = f"业务编号,金额（元）,处理结果,失败原因\n{batch.number}-00001,1150.00,失败,账户已销户\n"
    bank.record(batch=batch, data=back.encode(), by=house.hands["payer"], at=NOW)
    matter.refresh_from_db()
    assert (matter.stage, row_of(matter).state, row_of(matter).paid_on) == ("told", "granted", None)
    assert house.balances()["mutual"] == 0
    house.card(house.people[0], "6222021234567890128", NOW)
    house.pay(NOW)
    assert (row_of(matter).state, house.balances()["mutual"]) == ("paid", 1150_00)

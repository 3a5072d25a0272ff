"""The way of a household: declared once, agreed to by all, judged, posted, decided, appealed, reviewed."""

from copy import deepcopy
from datetime import date, timedelta

import pytest

from yugong.engines.matters.models import Happening, Matter
from yugong.ground.audit.writing import writing
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, VISITOR
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.rules import Verdict, rules
from yugong.scenes.aid.actions import consents, filing, household, members, postings, reviews
from yugong.scenes.aid.models import (
    Household,
    HouseholdConsent,
    HouseholdFacts,
    HouseholdMember,
    HouseholdVerdict,
    Posting,
)
from yugong.scenes.aid.queries import households
from yugong.scenes.aid.rules import leaving

from .houses import CHILD, DAY, NOW, POOR, WELL, WHY, Houses, file_today, number, towns

pytestmark = pytest.mark.usefixtures("plain_static")


BUILD = Houses


@pytest.fixture
def houses(built, db) -> Houses:
    return deepcopy(built)


def refusal(call, *args, **given) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return caught.value.code


def test_a_declaration_opens_a_matter_with_the_rules_answer(houses: Houses) -> None:
    matter = houses.sent()
    row = houses.house(matter)
    assert (matter.kind, matter.stage, row.state, row.unit) == (
        "aid.hardship",
        "check",
        "applied",
        houses.tree.street,
    )
    verdict = HouseholdVerdict.objects.get(household=row)
    assert (verdict.source, verdict.outcome) == ("declared", "deep")
    stored = Verdict.from_dict(verdict.verdict)
    assert rules[stored.rule].replay(stored).outcome == "deep"
    facts = HouseholdFacts.objects.get(person=houses.worker)
    assert (facts.persons, facts.annual_income_fen, facts.rigid_expenses_fen) == (3, 6_000_000, 3_600_000)
    assert (facts.unit, facts.household) == (houses.tree.street, row)
    assert (matter.answers["kept"], matter.answers["kept_from"]) == ("yes", houses.employer.pk)


def test_whoever_lets_the_employer_know_stays_at_his_own_union(houses: Houses) -> None:
    matter = houses.sent(kept="no")
    assert (matter.unit, houses.house(matter).unit, matter.answers["kept_from"]) == (
        houses.tree.union, houses.tree.union, None,
    )  # fmt: skip


def test_nothing_is_sent_before_every_adult_agreed(houses: Houses) -> None:
    row = houses.begun()
    assert households.missing(row, on=local_day(NOW)) == ["3 位家人的授权"]
    consents.agree(household=row, by=houses.me, at=NOW)
    assert households.missing(row, on=local_day(NOW)) == ["1 位家人的授权"]
    assert refusal(household.submit, household=row, by=houses.me, at=NOW) == "incomplete"
    assert {one.way for one in HouseholdConsent.objects.all()} == {"self", "guardian"}


def test_the_link_of_consent_needs_its_own_code_and_works_once(houses: Houses) -> None:
    row = houses.begun()
    spouse = row.members.get(relation="spouse")
    phone, secret, code = consents.ask(household=row, member=spouse, by=houses.me, at=NOW)
    assert phone == "13800008001"
    assert refusal(consents.ask, household=row, member=spouse, by=houses.me, at=NOW) == "too_soon"
    spouse.refresh_from_db()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    given = {"member": spouse, "by": VISITOR}
    assert refusal(consents.answer, secret=secret, code=wrong, at=NOW, **given) == "wrong"
    assert refusal(consents.answer, secret="x" * 24, code=code, at=NOW, **given) == "gone"
    assert refusal(consents.answer, secret=secret, code=code, at=NOW + 8 * DAY, **given) == "gone"
    consents.answer(secret=secret, code=code, at=NOW, **given)
    assert refusal(consents.answer, secret=secret, code=code, at=NOW, **given) == "gone"


def test_a_new_number_of_a_member_needs_a_new_yes(houses: Houses) -> None:
    row = houses.agreed(houses.begun())
    spouse = row.members.get(relation="spouse")
    held = {
        "name": "赵小兰",
        "number": number("19920202", 333),
        "relation": "spouse",
        "health": "ill",
        "study": "none",
    }
    members.change(household=row, member=spouse, given=held, by=houses.me, at=NOW)
    assert households.missing(row, on=local_day(NOW)) == ["1 位家人的授权"]


def test_nobody_stands_in_two_households(houses: Houses) -> None:
    houses.sent()
    other = towns.enrol("赵大强", 402)
    towns.join(other, houses.tree.union)
    row = houses.begun(who=other, n=2)
    child = row.members.get(relation="child")
    with writing("test"):
        HouseholdMember.objects.filter(pk=child.pk).delete()
    houses.add(row, CHILD, number("20120101", 201), "child", by=actor.person(other.pk), study="basic")
    houses.agreed(row)
    with pytest.raises(Refused) as caught:
        household.submit(household=row, by=actor.person(other.pk), at=NOW)
    assert (caught.value.code, CHILD in caught.value.reason) == ("two_households", False)
    assert Household.objects.get(pk=row.pk).state == "draft"
    assert Matter.objects.filter(asker=other).count() == 0


def test_two_drafts_may_name_the_same_child_until_one_is_sent(houses: Houses) -> None:
    houses.begun()
    other = towns.enrol("赵大强", 402)
    towns.join(other, houses.tree.union)
    row = houses.agreed(houses.begun(who=other, n=1))
    household.submit(household=row, by=actor.person(other.pk), at=NOW)
    assert HouseholdMember.objects.filter(standing=True).count() == 3


def test_a_visit_takes_two_people_and_arrives_once(houses: Houses) -> None:
    matter = houses.sent()
    houses.go(matter, "accept", "street")
    assert refusal(houses.visit, matter, colleagues=[]) == ""
    first = houses.visit(matter, colleagues=[], companion="社区网格员老周")
    assert (matter.stage, first.visitors.count()) == ("discuss", 2)
    assert houses.visit(matter, colleagues=[], companion="社区网格员老周").pk == first.pk
    assert houses.house(matter).visits.count() == 1


def test_the_way_to_the_file(houses: Houses) -> None:
    matter = houses.posted()
    assert matter.stage == "posting"
    shown = Posting.objects.get(matter=matter.number)
    assert (shown.name_shown, shown.category, shown.closed_on) == ("陈**", "deep", None)
    houses.sweep(matter, NOW + 20 * DAY)
    assert (matter.stage, matter.unit) == ("review", houses.tree.street)
    assert refusal(houses.go, matter, "pass", "street", NOW + 20 * DAY, relation="none") == "own_work"
    assert refusal(houses.go, matter, "pass", "street3", NOW + 20 * DAY, relation="some") == "conflict"
    houses.go(matter, "pass", "street3", NOW + 20 * DAY, relation="none")
    assert (matter.stage, matter.unit) == ("approve", houses.tree.east)
    houses.go(matter, "approve", "east", NOW + 21 * DAY, relation="none")
    row = houses.house(matter)
    day = local_day(NOW + 21 * DAY)
    assert (row.state, row.category, row.since, row.number) == (
        "helped",
        "deep",
        day,
        f"江边街道总工会困档〔{day.year}〕1 号",
    )
    file = file_today(houses.worker, day)
    assert (file.category, file.household_id) == ("deep", row.pk)
    assert file_today(houses.worker, day - DAY) is None
    houses.go(matter, "understood", at=NOW + 22 * DAY)
    assert (matter.stage, matter.handled_at is not None) == ("closed", True)


def test_what_was_not_posted_is_not_approved(houses: Houses) -> None:
    matter = houses.discussed()
    assert refusal(houses.go, matter, "none", "street", why="不符合") == "fits"
    houses.go(matter, "post", "street", heads="3")
    houses.sweep(matter, NOW + 20 * DAY)
    houses.go(matter, "pass", "street3", relation="none")
    row = houses.house(matter)
    with writing("test"):
        Posting.objects.filter(household=row).update(category="relative")
    assert refusal(houses.go, matter, "approve", "east", relation="none") == "not_posted"


def test_an_objection_stops_the_posting_and_adds_three_days(houses: Houses) -> None:
    matter = houses.posted()
    shown = Posting.objects.get(matter=matter.number)
    postings.object_(posting=shown, text="他家有两辆货车", contact="", by=VISITOR, at=NOW + DAY)
    matter.refresh_from_db()
    assert matter.stage == "objection"
    houses.sweep(matter, NOW + 3 * DAY)
    assert matter.stage == "objection"
    before = shown.ends_on
    houses.go(matter, "unfounded", "street", NOW + 6 * DAY, finding="货车是邻居的")
    shown.refresh_from_db()
    assert (matter.stage, shown.ends_on > before, shown.objections.get().upheld) == ("reposting", True, False)
    postings.object_(posting=shown, text="再查查", contact="", by=VISITOR, at=NOW + 7 * DAY)
    houses.go(matter, "founded", "street", NOW + 8 * DAY, finding="确有一辆")
    shown.refresh_from_db()
    assert (matter.stage, shown.closed_on) == ("discuss", local_day(NOW + 8 * DAY))
    assert (
        refusal(postings.object_, posting=shown, text="晚了", contact="", by=VISITOR, at=NOW + 9 * DAY)
        == "over"
    )


def test_a_refused_household_reads_what_would_change_it_and_appeals_once(houses: Houses) -> None:
    matter = houses.refused()
    row = houses.house(matter)
    assert (matter.stage, row.state, "结论就会是" in matter.outcome) == ("told", "refused", True)
    assert HouseholdMember.objects.filter(standing=True).count() == 0
    houses.go(matter, "appeal", why="奖金算了两遍")
    assert (matter.stage, matter.unit) == ("appeal", houses.tree.city)
    houses.go(matter, "reopen", "city", relation="none", why="奖金确实算了两遍")
    assert (matter.stage, matter.unit, houses.house(matter).state) == (
        "discuss",
        houses.tree.street,
        "applied",
    )
    houses.verify(matter)
    houses.go(matter, "post", "street", NOW + DAY, heads="3")
    houses.sweep(matter, NOW + 20 * DAY)
    houses.go(matter, "pass", "street2", NOW + 20 * DAY, relation="none")
    houses.go(matter, "approve", "east2", NOW + 20 * DAY, relation="none")
    assert houses.house(matter).category == "deep"
    assert refusal(houses.go, matter, "appeal", at=NOW + 20 * DAY, why="还是不服") == "most"


def test_the_union_above_may_keep_the_decision(houses: Houses) -> None:
    matter = houses.refused()
    houses.go(matter, "appeal", why="不服")
    houses.go(matter, "keep", "city", relation="none", why="核定的数有工资单")
    assert matter.stage == "final"
    houses.go(matter, "settled")
    assert (matter.stage, houses.house(matter).state) == ("closed", "refused")


def test_even_what_was_declared_may_be_too_much(houses: Houses) -> None:
    matter = houses.sent(facts=WELL)
    houses.go(matter, "short", "street", why="按申报的数高于标准")
    assert matter.stage == "review"
    poor = towns.enrol("赵大强", 402)
    towns.join(poor, houses.tree.union)
    second = houses.sent(who=poor, n=2)
    assert refusal(houses.go, second, "short", "street", why="不用看") == "fits"


def test_what_is_mended_is_agreed_to_again(houses: Houses) -> None:
    matter = houses.sent()
    row = houses.house(matter)
    assert (
        refusal(household.fill, household=row, topic="income", given=WELL["income"], by=houses.me, at=NOW)
        == "sent"
    )
    houses.go(matter, "ask", "street", missing="少了老人")
    houses.add(row, "赵老太", number("19500101", 55), "parent", by=houses.me, phone="13800009001")
    assert refusal(houses.go, matter, "supplied") == "incomplete"
    old = row.members.get(relation="parent")
    _, secret, code = consents.ask(household=row, member=old, by=houses.me, at=NOW)
    old.refresh_from_db()
    consents.answer(member=old, secret=secret, code=code, by=VISITOR, at=NOW)
    houses.go(matter, "supplied")
    assert (matter.stage, row.members.filter(standing=True).count()) == ("check", 4)
    assert households.verdict_of(row).verdict["facts"]["persons"] == 4


def test_withdrawing_frees_the_members(houses: Houses) -> None:
    matter = houses.sent()
    houses.go(matter, "withdraw_check")
    assert (matter.stage, houses.house(matter).state) == ("closed", "dropped")
    assert HouseholdMember.objects.filter(standing=True).count() == 0
    again = household.begin(person=houses.worker, by=houses.me, at=NOW)
    for topic, given in {**POOR, "why": WHY}.items():
        household.fill(household=again, topic=topic, given=given, by=houses.me, at=NOW)
    houses.agreed(again)
    assert household.submit(household=again, by=houses.me, at=NOW).stage == "check"


def test_the_yearly_review_is_one_tap(houses: Houses) -> None:
    start = NOW - timedelta(days=400)
    row = houses.on_file(start)
    asked_at = NOW - timedelta(days=60)
    assert (reviews.ask_due(by=SYSTEM, at=asked_at), reviews.ask_due(by=SYSTEM, at=asked_at + DAY)) == (1, 0)
    reviews.answer(household=row, changed={}, by=houses.me, at=asked_at)
    assert refusal(reviews.answer, household=row, changed={}, by=houses.me, at=asked_at) == "answered"
    east = houses.by("east")
    assert refusal(reviews.decide, household=row, outcome="observe", by=east, at=asked_at) == "against_rule"
    reviews.decide(household=row, outcome="continue", by=east, at=asked_at)
    row.refresh_from_db()
    assert (row.state, row.valid_to > local_day(NOW)) == ("helped", True)


def test_six_months_above_the_line_end_it(houses: Houses) -> None:
    row = houses.on_file(NOW - timedelta(days=560))
    at = NOW - timedelta(days=220)
    reviews.ask_due(by=SYSTEM, at=at)
    reviews.answer(household=row, changed={"income": WELL["income"]}, by=houses.me, at=at)
    east, street = houses.by("east"), houses.by("street")
    assert (
        refusal(filing.remove, household=row, why="recovered", note="收入上来了", by=east, at=at)
        == "not_observed"
    )
    reviews.decide(household=row, outcome="observe", by=east, at=at)
    row.refresh_from_db()
    month = at.date().replace(day=1)
    for _ in range(6):
        assert (
            refusal(filing.remove, household=row, why="recovered", note="收入上来了", by=east, at=NOW)
            == "too_early"
        )
        reviews.record_month(household=row, month=month, per_head_fen=500_000, by=street, at=NOW)
        month = (month + timedelta(days=32)).replace(day=1)
    filing.remove(household=row, why="recovered", note="收入上来了", by=east, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.ended_why, row.blocked_until) == ("removed", "recovered", None)
    assert file_today(houses.worker, local_day(NOW) + DAY) is None


def test_a_gap_between_months_breaks_the_row() -> None:
    months = [(date(2025, 11, 1), 1), (date(2026, 1, 1), 2), (date(2026, 2, 1), 3)]
    assert (leaving.unbroken(months), leaving.unbroken([])) == ([2, 3], [])


def test_a_false_word_blocks_for_a_year(houses: Houses) -> None:
    row = houses.on_file(NOW - timedelta(days=40))
    filing.remove(household=row, why="false", note="另有住房出租", by=houses.by("east"), at=NOW)
    row.refresh_from_db()
    assert (row.state, row.blocked_until.year - local_day(NOW).year) == ("removed", 1)
    assert refusal(household.begin, person=houses.worker, by=houses.me, at=NOW) == "blocked"
    later = NOW + timedelta(days=370)
    assert household.begin(person=houses.worker, by=houses.me, at=later).state == "draft"


def test_a_second_application_finds_what_was_said_before(houses: Houses) -> None:
    houses.refused()
    row = household.begin(person=houses.worker, by=houses.me, at=NOW + DAY)
    assert [one.relation for one in households.members_of(row)] == ["self", "spouse", "child"]
    assert "全家收入" in households.missing(row, on=local_day(NOW))


def test_relatives_and_the_employers_posts_keep_out(houses: Houses) -> None:
    matter = houses.sent()
    officer = houses.by("street")
    with writing("test"):
        matter.answers = {**matter.answers, "people": [str(officer.person_id)]}
        matter.save()
    assert refusal(houses.go, matter, "accept", "street") == "kept_from"
    assert houses.client("street").get(f"/desk/matters/{matter.number}/").status_code == 404


def test_every_step_of_the_way_is_told(houses: Houses) -> None:
    matter = houses.approved()
    moves = list(
        Happening.objects.filter(matter=matter, did="move").order_by("seq").values_list("move", flat=True)
    )
    assert moves == ["accept", "visited", "post", "posted", "pass", "approve"]
    assert POOR["income"]["wages"] not in str(matter.answers)

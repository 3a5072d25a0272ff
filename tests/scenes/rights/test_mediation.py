"""Mediation: conflict, both signatures, sums, money, the worker's last word, what the employer never sees."""

from copy import deepcopy
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import ClockRow, Matter
from yugong.kernel import actor
from yugong.kernel.calendar import days, due, local_day, seeded
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLOCK, CLOSED, kinds
from yugong.scenes.rights.actions import mediation as cases
from yugong.scenes.rights.actions import mediation_bodies as bodies
from yugong.scenes.rights.actions import mediation_room as room
from yugong.scenes.rights.models import MediationPayment
from yugong.scenes.rights.queries import mediation as queries
from yugong.scenes.rights.rules.carrying import carried
from yugong.scenes.rights.rules.mediating import claimed, read_plan, scrubbed, settled

from .mediating import DAY, GIVEN, KEY, NOW, PHONE, Desk, today

pytestmark = pytest.mark.usefixtures("plain_static")


BUILD = Desk


@pytest.fixture
def desk(built, db) -> Desk:
    return deepcopy(built)


def test_the_way_from_the_application_to_the_money(desk: Desk) -> None:
    matter = desk.sealed()
    row = desk.case(matter)
    assert (matter.stage, row.number) == ("perform", f"东区工调〔{local_day(NOW).year}〕1 号")
    assert (queries.promised(row), row.effective_on) == (1_200_000, local_day(NOW))
    assert row.confirm_by == due(local_day(NOW), days(30), calendar=seeded()).day
    desk.pay(matter, 500_000)
    assert matter.stage == "perform"
    desk.pay(matter, 700_000)
    assert (matter.stage, matter.held_by) == ("confirm", "asker")
    desk.go(matter, "received")
    assert (matter.stage, desk.case(matter).state) == ("closed", "paid")
    assert matter.outcome == "职工确认收到 12,000.00 元"


@pytest.mark.parametrize("relation", ["relative", "stake"])
def test_a_mediator_with_a_relation_stands_aside(desk: Desk, relation: str) -> None:
    matter = desk.go(desk.open(), "accept", "clerk")
    with pytest.raises(Refused, match="回避"):
        desk.go(matter, "take", "first", relation=relation)


def test_a_mediator_of_the_employer_is_found_by_the_records(desk: Desk) -> None:
    desk.works_at_employer("first")
    matter = desk.go(desk.open(employer_id=desk.employer.pk), "accept", "clerk")
    with pytest.raises(Refused, match="工作单位就是"):
        desk.go(matter, "take", "first", relation="none")
    desk.go(matter, "take", "second", relation="none")
    assert desk.case(matter).mediator_id == desk.accounts["second"].person_id


def test_only_an_appointed_mediator_takes_and_only_he_goes_on(desk: Desk) -> None:
    matter = desk.go(desk.open(), "accept", "clerk")
    with pytest.raises(Refused, match="聘任的调解员"):
        desk.go(matter, "take", "head", relation="none")
    desk.go(matter, "take", "first", relation="none")
    with pytest.raises(Refused):
        desk.go(matter, "failed", "second", why="谈不拢")
    with pytest.raises(Refused, match="本案的调解员"):
        cases.draft_terms(mediation=desk.case(matter), terms="x", plan="", by=desk.by("second"), at=NOW)


def test_no_union_of_the_employer_mediates(desk: Desk) -> None:
    matter = desk.open()
    assert matter.unit == desk.tree.east
    with pytest.raises(Refused, match="企业自己的工会"):
        bodies.form_body(
            unit=desk.tree.union, kind="street", name="茶厂调解委员会", formed_on=date(2024, 1, 1),
            years=3, by=actor.SYSTEM, at=NOW,
        )  # fmt: skip


def test_who_would_stay_unknown_or_asks_for_nothing_is_told_where_to_go(desk: Desk) -> None:
    with pytest.raises(Refused, match="12351"):
        desk.open(share="no")
    with pytest.raises(Refused, match="至少写一项要求"):
        desk.open(owed="", overtime="")


def test_the_talks_last_fifteen_days_from_acceptance_and_longer_when_both_agree(desk: Desk) -> None:
    matter = desk.talking()
    row, clock = desk.case(matter), ClockRow.objects.get(matter=matter, stopped_at__isnull=True)
    assert row.talks_until == due(local_day(NOW), days(15), calendar=seeded()).day
    assert local_day(clock.due_at - timedelta(seconds=1)) == row.talks_until
    desk.go(matter, "extend", "first", days="10", agreed="当面同意")
    again = desk.case(matter).talks_until
    assert again == row.talks_until + timedelta(days=10)
    assert local_day(matter.due_at - timedelta(seconds=1)) >= again


def test_no_agreement_tells_why_and_until_when_to_arbitrate(desk: Desk) -> None:
    matter = desk.talking(topic="other", ended="2026-07-15")
    desk.sweep(NOW + 40 * DAY)
    matter.refresh_from_db()
    assert (matter.stage, matter.held_by, desk.case(matter).state) == ("told", "asker", "failed")
    assert "没有达成协议" in matter.outcome
    assert "可以申请仲裁，最后一天：" in matter.outcome
    page = desk.my_client().get(f"/mediation/{matter.number}/").content.decode()
    assert "劳动人事争议仲裁委员会" in page
    desk.go(matter, "again", why="单位愿意谈了")
    assert matter.stage == "accept"
    desk.go(matter, "accept", "clerk")
    desk.go(matter, "take", "second", relation="none")
    assert (desk.case(matter).state, desk.case(matter).ended_on) == ("talks", None)


def test_the_mediator_never_closes_and_never_seals_his_own(desk: Desk) -> None:
    kind = kinds[KEY]
    assert {kind.mover(move) for move in kind.moves if move.target == CLOSED} == {ASKER, CLOCK}
    matter = desk.go(desk.drafted(), "agree")
    with pytest.raises(Refused, match="单位还没有确认"):
        desk.go(matter, "seal", "head")
    with pytest.raises(Refused):
        desk.go(matter, "seal", "first", signer="王丽，人事经理")
    desk.go(matter, "seal", "head", signer="王丽，人事经理")
    assert matter.stage == "perform"


def test_new_terms_lose_the_signatures_of_the_old(desk: Desk) -> None:
    matter = desk.drafted()
    row = desk.case(matter)
    room.employer_agrees(mediation=row, who="王丽，人事经理", version=1, by=actor.VISITOR, at=NOW)
    desk.go(matter, "disagree", why="太少")
    row = desk.case(matter)
    assert (row.employer_agreed_at, row.worker_agreed_at, row.employer_signer_sealed) == (None, None, None)
    cases.draft_terms(mediation=row, terms="改", plan=f"{today(5)} 9000", by=desk.by("first"), at=NOW)
    desk.go(matter, "propose", "first")
    with pytest.raises(Refused, match="刚改过"):
        room.employer_agrees(mediation=desk.case(matter), who="王丽", version=1, by=actor.VISITOR, at=NOW)


def test_money_is_never_recorded_twice_past_the_agreement_or_before_it(desk: Desk) -> None:
    matter = desk.sealed()
    for fen, words in ((1_200_001, "不能超过"), (0, "大于 0")):
        with pytest.raises(Refused, match=words):
            desk.pay(matter, fen)
    desk.pay(matter, 1_200_000)
    with pytest.raises(Refused):
        desk.pay(matter, 1)
    assert MediationPayment.objects.count() == 1
    assert queries.totals(queries.below(desk.tree.east.path)) == {
        "cases": 1,
        "agreements": 1,
        "recovered": 1_200_000,
    }
    assert queries.totals(queries.below(desk.tree.west.path))["recovered"] == 0


def test_a_plan_not_kept_leads_to_the_court_and_money_later_back_to_the_worker(desk: Desk) -> None:
    matter = desk.sealed()
    desk.pay(matter, 500_000)
    desk.sweep(NOW + 60 * DAY)
    matter.refresh_from_db()
    assert (matter.stage, desk.case(matter).state) == ("default", "default")
    page = desk.client("first").get(f"/desk/mediations/{matter.number}/").content.decode()
    assert "支付令" in page
    desk.pay(matter, 700_000, at=NOW + 61 * DAY)
    assert matter.stage == "confirm"
    desk.go(matter, "not_received", why="没到账")
    assert matter.stage == "default"


def test_the_performance_clock_ends_after_the_last_instalment(desk: Desk) -> None:
    matter = desk.sealed()
    last = queries.plan_of(desk.case(matter))[-1][0]
    assert local_day(matter.due_at) > last
    assert local_day(matter.due_at) <= last + timedelta(days=12)


def test_the_employer_sees_the_sheet_and_never_phone_or_number(desk: Desk) -> None:
    matter = desk.talking()
    secret = desk.link(matter)
    visitor = Client()
    assert visitor.get(f"/mediation-room/{secret}x/").status_code == 404
    page = visitor.get(f"/mediation-room/{secret}/")
    text = page.content.decode()
    assert (page.status_code, page["Referrer-Policy"]) == (200, "same-origin")
    assert "18,000.00 元" in text
    assert "陈大勇" in text
    for hidden in (PHONE, PHONE[-4:], "500103199001014010", "4010"):
        assert hidden not in text, hidden
    desk_page = desk.client("second").get(f"/desk/mediations/{matter.number}/").content.decode()
    assert secret not in desk_page


def test_a_new_link_ends_the_old_one_and_the_end_of_talks_ends_both(desk: Desk) -> None:
    matter = desk.talking()
    old, new = desk.link(matter), desk.link(matter)
    assert queries.by_link(old, at=NOW) is None
    assert queries.by_link(new, at=NOW) == desk.case(matter)
    assert queries.by_link(new, at=NOW + cases.LINK) is None
    desk.go(matter, "failed", "first", why="单位不谈")
    assert queries.by_link(new, at=NOW) is None
    with pytest.raises(Refused, match="已经结束"):
        desk.link(matter)


def test_both_sides_offer_and_answer_and_only_the_last_word_is_accepted(desk: Desk) -> None:
    matter = desk.talking()
    room_path, mine = f"/mediation-room/{desk.link(matter)}/", f"/mediation/{matter.number}/"
    employer, worker = Client(), desk.my_client()
    employer.post(room_path, {"do": "views", "view": "part", "says": "加班费不认"})
    employer.post(room_path, {"do": "offer", "fen": "8000", "text": "两期付清"})
    first = queries.standing(desk.case(matter))
    assert first is not None
    assert "8,000.00" in worker.get(mine).content.decode()
    worker.post(mine, {"do": "offer", "fen": "12000", "text": "分两期"})
    stale = worker.post(mine, {"do": "accept", "offer": str(first.pk)})
    assert stale.status_code == 422
    own = employer.post(room_path, {"do": "accept", "offer": str(first.pk)})
    assert own.status_code == 422
    last = queries.standing(desk.case(matter))
    assert last is not None
    assert employer.post(room_path, {"do": "accept", "offer": str(last.pk)}).status_code == 302
    assert [(one.side, one.fen, one.accepts_id is not None) for one in queries.offers(desk.case(matter))] == [
        ("employer", 800_000, False), ("worker", 1_200_000, False), ("employer", 1_200_000, True),
    ]  # fmt: skip
    assert "加班费不认" in worker.get(mine).content.decode()


def test_the_employer_confirms_by_its_link_and_a_mediator_cannot_do_it_for_it(desk: Desk) -> None:
    matter = desk.talking()
    path = f"/mediation-room/{desk.link(matter)}/"
    early = Client().post(path, {"do": "agree", "who": "王丽", "version": "0"})
    assert early.status_code == 422
    cases.draft_terms(
        mediation=desk.case(matter), terms="付清", plan=f"{today(3)} 100", by=desk.by("first"), at=NOW
    )
    desk.go(matter, "propose", "first")
    assert Client().post(path, {"do": "agree", "who": "first 代签", "version": "1"}).status_code == 422
    assert Client().post(path, {"do": "agree", "who": "王丽，经理", "version": "1"}).status_code == 302
    desk.go(matter, "agree")
    desk.go(matter, "seal", "head")
    page = Client().get(path).content.decode()
    assert desk.case(matter).number in page
    assert Client().get(f"{path}pdf/").content[:4] == b"%PDF"
    paper = desk.client("head").get(f"/desk/mediations/{matter.number}/paper/docx/")
    assert paper.content[:2] == b"PK"


def test_cases_of_another_subtree_and_of_another_worker_do_not_exist(desk: Desk) -> None:
    matter = desk.sealed()
    account, _ = towns.officer("西区", 480, desk.tree.west, "district_officer")
    west = at_desk(account)
    path = f"/desk/mediations/{matter.number}/"
    for tail in ("", "paper/pdf/"):
        assert west.get(path + tail).status_code == 404, tail
    for tail in ("link/", "do/pay/", "do/terms/", "do/session/"):
        assert west.post(path + tail, {"fen": "1"}).status_code == 404, tail
    assert quote(matter.number) not in west.get("/desk/mediations/").content.decode()
    assert quote(matter.number) in desk.client("head").get("/desk/mediations/").content.decode()
    other = towns.enrol("赵文静", 481)
    stranger = at_desk(towns.open_account(other, "other", phone="13800000481"))
    for tail in ("", "paper/pdf/"):
        assert stranger.get(f"/mediation/{matter.number}/{tail}").status_code == 404, tail
    assert stranger.post(f"/mediation/{matter.number}/carry/").status_code == 404


def test_the_limitation_is_on_the_phone_and_on_the_desk_from_the_first_day(desk: Desk) -> None:
    matter = desk.open(topic="other", ended="2026-07-15")
    for page in (
        desk.my_client().get(f"/mediation/{matter.number}/"),
        desk.client("clerk").get(f"/desk/mediations/{matter.number}/"),
    ):
        assert "2027 年 6 月 30 日" in page.content.decode()


def test_sessions_are_told_to_the_worker_and_minutes_are_written_once(desk: Desk) -> None:
    matter = desk.talking()
    client, path = desk.client("first"), f"/desk/mediations/{matter.number}/do/"
    client.post(path + "session/", {"on": today(2), "clock": "14:30", "place": "三楼调解室"})
    session = desk.case(matter).sessions.get()
    assert "三楼调解室" in desk.my_client().get(f"/m/{matter.number}/").content.decode()
    minutes = {"session": str(session.pk), "minutes": "单位认 8000 元", "result": "closer"}
    assert client.post(path + "minutes/", minutes).status_code == 302
    assert client.post(path + "minutes/", minutes).status_code == 404
    session.refresh_from_db()
    assert "8000" not in str(bytes(session.minutes_sealed))
    assert "单位认 8000 元" not in desk.my_client().get(f"/mediation/{matter.number}/").content.decode()


def test_the_officer_writes_down_what_a_member_says(desk: Desk) -> None:
    client = desk.client("clerk")
    asked = {**GIVEN, "phone": PHONE}
    wrong = client.post("/desk/mediations/new/", {**asked, "phone": "13800009999"})
    assert (wrong.status_code, "18000" in wrong.content.decode()) == (422, True)
    assert client.post("/desk/mediations/new/", asked).status_code == 302


def test_what_the_appeal_said_is_carried_over() -> None:
    found = carried(
        "12351-1", {"topic": "wages", "employer": "甲", "amount": 486_200, "story": f"电话 {PHONE}"}
    )
    assert found == {
        "employer": "甲", "topic": "pay", "source": "12351-1", "owed": "4862.00", "facts": "电话 （已隐去）",
    }  # fmt: skip


APPEAL = {
    "topic": "wages",
    "story": f"欠薪，电话 {PHONE}",
    "employer": str(GIVEN["employer"]),
    "amount": "4862",
}


def test_an_appeal_goes_on_as_a_mediation_by_himself_and_by_the_desk(desk: Desk) -> None:
    appeal = matters.open(kind="rights.hotline_12351", asker=desk.worker, answers=APPEAL, by=desk.me, at=NOW)
    me, number = desk.my_client(), appeal.number
    assert number in me.get("/mediation/").content.decode()
    assert me.post(f"/mediation/{number}/carry/").status_code == 302
    form = me.get(f"/apply/{KEY}/?step=3").content.decode() + me.get(f"/apply/{KEY}/?step=4").content.decode()
    assert "4862.00" in form
    clerk = desk.client("clerk")
    assert f"matter={quote(number)}" in clerk.get(f"/desk/matters/{number}/").content.decode()
    page = clerk.get(f"/desk/mediations/new/?matter={quote(number)}").content.decode()
    assert ("4862.00" in page, PHONE in page) == (True, False)
    given = GIVEN | {"matter": number, "source": number}
    answer = clerk.post("/desk/mediations/new/", given)
    assert answer.status_code == 302
    opened = Matter.objects.get(kind=KEY)
    assert (opened.asker, opened.answers["source"]) == (desk.worker, number)


def test_bodies_are_formed_renewed_and_closed_when_nothing_is_with_them(desk: Desk) -> None:
    head = desk.client("head")
    page = head.get("/desk/mediations/bodies/").content.decode()
    assert "东区总工会劳动争议调解委员会" in page
    assert "2 人" in page
    form = {"kind": "street", "unit": str(desk.tree.street.pk), "name": "江边街道调解委员会"}
    head.post("/desk/mediations/bodies/", form | {"formed_on": "2025-01-01", "years": "3"})
    wrong = head.post("/desk/mediations/bodies/", form | {"unit": str(desk.tree.west.pk)})
    assert wrong.status_code == 422
    desk.talking()
    one = f"/desk/mediations/bodies/{desk.body.pk}/"
    head.post(one + "close/")
    head.post(one + "renew/")
    desk.body.refresh_from_db()
    assert (desk.body.closed_on, desk.body.term_to) == (None, date(2032, 1, 1))
    assert desk.client("first").post(one + "close/").status_code == 404


def test_the_nearest_body_takes_it(desk: Desk) -> None:
    towns.officer("街道", 470, desk.tree.street, "street_officer")
    assert desk.open().unit == desk.tree.east
    bodies.form_body(
        unit=desk.tree.street, kind="street", name="江边街道调解委员会", formed_on=date(2025, 1, 1),
        years=3, by=actor.SYSTEM, at=NOW,
    )  # fmt: skip
    assert desk.open().unit == desk.tree.street


PLANS = st.lists(st.integers(1, 10**9), min_size=0, max_size=12)


@settings(max_examples=150, deadline=None)
@given(PLANS, st.integers(0, 10**10))
def test_what_was_paid_is_laid_on_the_earliest_and_nothing_is_lost(sums: list[int], paid: int) -> None:
    plan = [(date(2026, 12, 1) + timedelta(days=30 * n), fen) for n, fen in enumerate(sums)]
    found = settled(plan, paid)
    assert sum(one.paid for one in found) == min(paid, sum(sums))
    assert sum(one.left for one in found) == max(sum(sums) - paid, 0)
    assert all(0 <= one.paid <= one.fen for one in found)
    open_ones = [n for n, one in enumerate(found) if one.left]
    assert all(found[n].paid == 0 for n in open_ones[1:])
    text = "\n".join(f"{on:%Y-%m-%d} {fen / 100:,.2f}" for on, fen in plan)
    assert read_plan(text) == plan


@pytest.mark.parametrize(
    "text", ["2026-13-01 5", "2026-12-01", "2026-12-01 0", "下月 5000", "2026-12-02 1\n2026-12-01 1"]
)
def test_a_plan_with_a_wrong_line_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_plan(text)


def test_claims_add_up_and_long_numbers_are_hidden() -> None:
    assert claimed({"owed": 1_800_000, "overtime": 143_050, "other_claim": "开证明"}) == 1_943_050
    for number in ("13812345678", "138 1234 5678", "023-6351-1351", "50010319900101401X"):
        assert scrubbed(f"找{number}说") == "找（已隐去）说"
    assert (
        scrubbed("欠 18000 元，从 2026-06-30 起，共 1,943,050.00 元")
        == "欠 18000 元，从 2026-06-30 起，共 1,943,050.00 元"
    )

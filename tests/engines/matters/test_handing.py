"""Handing parts of a matter to a partner agency: who sees what, until when, with clocks on both sides."""

from datetime import timedelta

import pytest
from django.http import Http404

from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries
from yugong.engines.matters.actions import handover
from yugong.engines.matters.models import ClockRow, Handover, Matter
from yugong.engines.matters.queries import handing
from yugong.ground.audit import queries as audit
from yugong.ground.notices.models import Notice
from yugong.kernel.actor import CLOCK
from yugong.kernel.errors import Refused
from yugong.kernel.flow import kinds

from . import partners
from .sample import KEY
from .town import START

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = START + timedelta(hours=2)


@pytest.fixture(autouse=True)
def hands(sample_kind):
    kinds._things[KEY] = partners.HANDS


@pytest.fixture
def courts(town):
    return partners.build(town)


@pytest.fixture
def chair(town):
    return town.officers["chair"]


@pytest.fixture
def sent(matter, courts, chair):
    return handover.send(
        matter=matter,
        purpose="confirm",
        parts=["summary", "personal"],
        agency=courts.court,
        by=chair,
        at=START,
    )


def told(person) -> list[str]:
    rows = Notice.objects.filter(person_id=person.person_id).order_by("id")
    return list(rows.values_list("template", flat=True))


def test_it_is_sent_read_taken_and_answered_with_clocks_on_both_sides(sent, courts, chair, town, matter):
    matter.refresh_from_db()
    assert matter.paused_at == START
    assert told(courts.judge) == ["matter.handed_to_you"]
    assert [one.what for one in handing.received(courts.judge, now=LATER)] == ["测试诉求"]
    handover.seen(handover=sent, by=courts.judge, at=LATER)
    handover.take(handover=sent, by=courts.judge, at=LATER)
    back = START + 3 * DAY
    handover.answer(
        handover=sent, result="confirmed", text="裁定有效", figures={"recovered": "1200.50"},
        by=courts.judge, at=back,
    )  # fmt: skip
    matter.refresh_from_db()
    assert matter.paused_at is None
    assert {row.pauses[0][1] for row in ClockRow.objects.filter(matter=matter)} == {back.isoformat()}
    found = handing.handed(matter, now=back, full=True)[0]
    assert (found.state, found.result, found.answer, found.figures) == (
        "returned", "裁定确认", "裁定有效", [("追回金额", "1,200.50 元")],
    )  # fmt: skip
    assert (found.read_at, found.taken_at, found.ended_at) == (LATER, LATER, back)
    assert told(chair)[-2:] == ["matter.hand_taken", "matter.hand_back"]
    steps = [step.did for step in queries.story(matter, full=False)]
    assert steps == ["open", "hand_over", "hand_taken", "hand_back"]
    assert handing.readers(matter) == [("东区人民法院", "协作单位 · 司法确认", LATER)]


def test_the_asker_sees_who_read_his_personal_parts(sent, courts, town):
    handover.seen(handover=sent, by=courts.judge, at=LATER)
    handover.seen(handover=sent, by=courts.judge, at=LATER)
    deeds = audit.story_of(town.worker, did="people.reveal")
    assert [deed.data["who"] for deed in deeds] == ["东区人民法院"]


def test_only_the_chosen_parts_are_shown(matter, courts, chair):
    def shown(*parts: str) -> handing.Shown:
        row = handover.send(
            matter=matter, purpose="advice", parts=parts, link_to="某机关", by=chair, at=START
        )
        found = handing.shown_to_agency(row)
        handover.withdraw(handover=row, reason="换一种", by=chair, at=START)
        return found

    plain = shown("plain")
    assert (plain.summary, plain.personal, plain.files) == ([], [], [])
    assert plain.plain == [("诉求类型", "欠薪")]
    personal = dict(shown("personal").personal)
    assert personal == {"申请人": "陈大勇", "事情经过": "六月的配送费没有发", "手机号": "13800001234"}
    assert dict(shown("summary").summary)["编号"] == matter.number


def test_another_agency_and_a_desk_without_agency_see_nothing(sent, courts, town):
    assert handing.received(courts.neighbour, now=LATER) == []
    with pytest.raises(Http404):
        handing.item(courts.neighbour, sent.pk, now=LATER)
    for verb in (handover.seen, handover.take):
        with pytest.raises(Refused, match="没有送交您的单位"):
            verb(handover=sent, by=courts.neighbour, at=LATER)
    with pytest.raises(Http404):
        queries.on_desk(courts.judge, sent.matter.number)


def test_taken_back_is_gone_at_once(sent, courts, chair, matter):
    handover.withdraw(handover=sent, reason="当事人撤回", by=chair, at=LATER)
    matter.refresh_from_db()
    assert matter.paused_at is None
    assert handing.received(courts.judge, now=LATER) == []
    with pytest.raises(Refused):
        handover.answer(handover=sent, result="confirmed", by=courts.judge, at=LATER)


def test_an_overdue_agency_is_reminded_and_the_sender_told_and_the_end_ends_it(sent, courts, chair, matter):
    moment = START
    for _ in range(70):
        moment += DAY
        handover.sweep(by=CLOCK, at=moment)
    assert told(courts.judge) == ["matter.handed_to_you", "matter.hand_due", "matter.hand_late"]
    assert told(chair)[-2:] == ["matter.hand_overdue", "matter.hand_lapsed"]
    sent.refresh_from_db(), matter.refresh_from_db()
    assert (sent.state, sent.open, matter.paused_at) == ("expired", False, None)


def test_what_has_expired_is_not_seen_even_before_the_sweep(sent, courts):
    after = sent.expires_at
    assert handing.received(courts.judge, now=after) == []
    for verb in (handover.seen, handover.take):
        with pytest.raises(Refused, match="到期"):
            verb(handover=sent, by=courts.judge, at=after)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"purpose": "sale"}, "不能为这个用途"),
        ({"parts": []}, "至少勾选一项"),
        ({"parts": ["messages"]}, "认不出"),
        ({"files": ["00000000-0000-0000-0000-000000000000"]}, "认不出"),
        ({"agency": None}, "两样填一样"),
        ({"link_to": "某机关"}, "两样填一样"),
    ],
)
def test_what_cannot_be_sent_is_refused(matter, courts, chair, given, why):
    usual = {"purpose": "confirm", "parts": ["summary"], "agency": courts.court}
    with pytest.raises(Refused, match=why):
        handover.send(matter=matter, **(usual | given), by=chair, at=START)
    assert Handover.objects.count() == 0


def test_an_agency_of_the_wrong_sort_or_place_is_refused(matter, courts, chair, town):
    with pytest.raises(Refused, match="从列表里选择"):
        handover.send(
            matter=matter, purpose="confirm", parts=["plain"], agency=courts.justice, by=chair, at=START
        )
    with pytest.raises(Refused):
        handover.send(
            matter=matter, purpose="confirm", parts=["plain"], agency=courts.court,
            by=town.officers["west"], at=START,
        )  # fmt: skip


def test_it_is_sent_and_answered_once(sent, matter, courts, chair):
    with pytest.raises(Refused, match="已经为这个用途送交"):
        handover.send(
            matter=matter, purpose="confirm", parts=["plain"], agency=courts.court, by=chair, at=LATER
        )
    handover.answer(handover=sent, result="refused", by=courts.judge, at=LATER)
    with pytest.raises(Refused, match="已经答复过"):
        handover.answer(handover=sent, result="confirmed", by=courts.judge, at=LATER)
    assert Handover.objects.get().result == "refused"


def test_our_clocks_wait_until_the_last_agency_has_answered(sent, matter, courts, chair):
    matter.refresh_from_db()
    other = handover.send(
        matter=matter, purpose="confirm", parts=["plain"], agency=courts.other, by=chair, at=LATER
    )
    assert not other.waits
    handover.answer(handover=other, result="confirmed", by=courts.neighbour, at=LATER)
    assert Matter.objects.get().paused_at == START
    matters.message(matter=matter, body="在吗", by=chair, at=LATER)
    handover.answer(handover=sent, result="confirmed", by=courts.judge, at=LATER)
    assert Matter.objects.get().paused_at is None

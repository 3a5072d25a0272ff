"""Questions to a lawyer and sessions of law: private answers, public words and counts by another hand."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Matter
from yugong.ground.audit.writing import writing
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.rights.actions import law as actions
from yugong.scenes.rights.models import LawAnswer, LawSession
from yugong.scenes.rights.queries import law as queries

from .mediating import DAY, NOW, Desk, today

pytestmark = pytest.mark.usefixtures("plain_static")
QUESTION = "我叫陈大勇，电话 13800000401，离职后工资没有结清，怎么办？"
WORDS = {
    "title": "离职工资没结清",
    "asked_words": "离职后工资没有结清，怎么办？",
    "said_words": "可以投诉，也可以申请仲裁。",
}


BUILD = Desk


@pytest.fixture
def desk(built, db) -> Desk:
    return deepcopy(built)


def asked(desk: Desk, public: str = "yes") -> Matter:
    given = {"topic": "pay", "question": QUESTION, "public": public}
    matter = matters.open(kind="rights.consultation", asker=desk.worker, answers=given, by=desk.me, at=NOW)
    return desk.go(matter, "answer", "clerk", lawyer="王闲，巴渝律师事务所", answer="可以投诉，也可以仲裁。")


def test_the_answer_is_the_askers_alone(desk: Desk) -> None:
    matter = asked(desk, public="no")
    path = f"/law/answers/{matter.number}/"
    assert "可以投诉，也可以仲裁" in desk.my_client().get(path).content.decode()
    other = at_desk(towns.open_account(towns.enrol("赵文静", 482), "other", phone="13800000482"))
    assert other.get(path).status_code == 404
    row = LawAnswer.objects.get(matter=matter.number)
    assert "仲裁".encode() not in bytes(row.answer_sealed)
    desk.go(matter, "more", still="去哪里投诉？")
    assert matter.stage == "answer"
    desk.go(matter, "answer", "clerk", lawyer="王闲", answer="去区人社局。")
    desk.go(matter, "clear")
    assert matter.stage == "closed"
    assert "去区人社局" in desk.my_client().get(path).content.decode()


def test_a_question_is_public_with_consent_by_another_hand_without_a_name(desk: Desk) -> None:
    row = LawAnswer.objects.get(matter=asked(desk).number)
    with pytest.raises(Refused, match="另一位同志"):
        actions.publish(answer=row, words=WORDS, by=desk.by("clerk"), at=NOW)
    for wrong, match in ((QUESTION, "电话"), ("陈大勇离职了", "陈大勇")):
        with pytest.raises(Refused, match=match):
            actions.publish(answer=row, words=WORDS | {"asked_words": wrong}, by=desk.by("head"), at=NOW)
    assert Client().get(f"/law/questions/{row.pk}/").status_code == 404
    actions.publish(answer=row, words=WORDS, by=desk.by("head"), at=NOW)
    assert WORDS["asked_words"] in Client().get(f"/law/questions/{row.pk}/").content.decode()
    actions.take_back(answer=row, by=desk.by("clerk"), at=NOW)
    assert Client().get(f"/law/questions/{row.pk}/").status_code == 404
    private = LawAnswer.objects.get(matter=asked(desk, public="no").number)
    with pytest.raises(Refused, match="没有同意"):
        actions.publish(answer=private, words=WORDS, by=desk.by("head"), at=NOW)


def test_public_answers_are_found_by_keyword(desk: Desk) -> None:
    row = LawAnswer.objects.get(matter=asked(desk).number)
    actions.publish(answer=row, words=WORDS, by=desk.by("head"), at=NOW)
    assert [one.pk for one in queries.published("离职 仲裁")] == [row.pk]
    assert list(queries.published("离职 工伤")) == []
    assert WORDS["title"] in Client().get("/law/?q=离职").content.decode()
    assert "没有找到" in Client().get("/law/?q=工伤").content.decode()


def test_the_desk_offers_words_without_numbers_and_keeps_what_was_typed(desk: Desk) -> None:
    matter, head = asked(desk), desk.client("head")
    path = f"/desk/law/questions/{matter.number}/"
    page = head.get(path).content.decode()
    assert "（已隐去）" in page
    wrong = head.post(path, WORDS | {"said_words": "打 13800000401"})
    assert (wrong.status_code, "打 13800000401" in wrong.content.decode()) == (422, True)
    assert head.post(path, WORDS).status_code == 302
    assert "已公开" in head.get("/desk/law/").content.decode()
    account, _ = towns.officer("西区", 491, desk.tree.west, "district_officer")
    assert at_desk(account).get(path).status_code == 404


def planned(desk: Desk, ahead: int = 0) -> LawSession:
    return actions.plan_session(
        unit=desk.tree.east, topic="农民工工资支付条例", on=local_day(NOW + ahead * DAY), clock="14:30",
        place="东城工地", speaker="王闲", by=desk.by("clerk"), at=NOW,
    )  # fmt: skip


def test_who_came_is_counted_once_by_another_when_it_is_over(desk: Desk) -> None:
    row = planned(desk)
    with pytest.raises(Refused, match="组织人以外"):
        actions.count_session(session=row, attended=40, by=desk.by("clerk"), at=NOW)
    actions.count_session(session=row, attended=40, by=desk.by("head"), at=NOW)
    with pytest.raises(Refused, match="已经确认"):
        actions.count_session(session=row, attended=400, by=desk.by("head"), at=NOW)
    with pytest.raises(Refused, match="还没有办"):
        actions.count_session(session=planned(desk, 3), attended=40, by=desk.by("head"), at=NOW)
    with writing("test"), transaction.atomic(), pytest.raises(IntegrityError):
        LawSession.objects.filter(pk=row.pk).update(confirmed_by=row.planned_by_id)


def test_sessions_stand_on_the_public_page_until_dropped(desk: Desk) -> None:
    client = desk.client("clerk")
    form = {"topic": "工伤怎么认定", "on": today(3), "clock": "14:30", "place": "工地", "speaker": "王闲"}
    assert client.post("/desk/law/sessions/", form).status_code == 302
    assert client.post("/desk/law/sessions/", form | {"on": today(-3)}).status_code == 422
    assert "工伤怎么认定" in Client().get("/law/").content.decode()
    row = LawSession.objects.get()
    early = client.post(f"/desk/law/sessions/{row.pk}/count/", {"attended": "9"})
    assert (early.status_code, "还没有办" in early.content.decode()) == (422, True)
    assert client.post(f"/desk/law/sessions/{row.pk}/drop/").status_code == 302
    assert "工伤怎么认定" not in Client().get("/law/").content.decode()
    assert row.on == local_day(NOW) + timedelta(days=3)

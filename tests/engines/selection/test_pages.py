"""The pages of votes: the paper, the receipt shown once, the list counted again, jury, reports, desk."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.engines.matters.test_pages import signed_in
from tests.engines.selection.poll import DAY, JURY, MIXED, NOW, Hall
from tests.ground.access import town as towns

from yugong.engines.selection import followers
from yugong.engines.selection.actions import jury, posting
from yugong.engines.selection.models import FraudReport, JuryScore, Round, Turned, VoterMark
from yugong.engines.selection.queries import juries, results
from yugong.ground.access import session as sessions
from yugong.ground.audit.models import Event
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.site.cli import main

pytestmark = pytest.mark.usefixtures("plain_static")


def text(response) -> str:
    return response.content.decode()


def at_desk(hall: Hall, name: str) -> Client:
    return signed_in(Person.objects.get(pk=hall.by(name).person_id), how=sessions.SECOND)


def test_a_vote_by_phone_gives_a_receipt_once_and_the_second_tap_the_same(hall: Hall):
    row, (one,) = hall.public(), hall.crowd(1)
    phone, where = signed_in(one), reverse("vote_paper", args=(row.pk,))
    code = re.search(r'name="code" value="([\w-]+)"', text(phone.get(where)))[1]
    given = {"code": code, "choices": ["2"], "own": "77"}
    assert "写 2 到 4 位" in text(phone.post(where, {**given, "own": "张三"}))
    first, second = phone.post(where, given), phone.post(where, given)
    assert [f"{code}-77" in text(one) for one in (first, second)] == [True, True]
    late = phone.post(where, {**given, "code": "AAAA-BBBB-CCCC-DDDD"})
    assert (late.status_code, "一人一票" in text(late)) == (422, True)
    assert code not in text(phone.get(reverse("vote_page", args=(row.pk,)))) + str(dict(phone.session))
    assert VoterMark.objects.count() == 1
    assert dict(Turned.objects.values_list("reason", "count")) == {"twice": 2}


def test_each_voter_has_an_order_of_his_own(hall: Hall):
    row, (one, other) = hall.public(entries=8), hall.crowd(2)
    pages = [text(signed_in(who).get(reverse("vote_paper", args=(row.pk,)))) for who in (one, one, other)]
    orders = [re.findall(r'name="choices" value="(\d+)"', page) for page in pages]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == sorted(orders[2]) == list("12345678")


def test_after_the_posting_everybody_counts_again(hall: Hall, tmp_path: Path, capsys):
    row, crowd = hall.public(), hall.crowd(3)
    codes = [hall.vote(row, one, 1 + n % 2) for n, one in enumerate(crowd)]
    result, where = reverse("vote_result", args=(row.pk,)), reverse("vote_ballots", args=(row.pk,))
    assert (
        Client().get(result).status_code
        == Client().get(reverse("vote_list_file", args=(row.pk,))).status_code
        == 404
    )
    posting.post(poll=hall.close(row), by=hall.by("writer"), at=NOW + DAY)
    assert "2 票" in text(Client().get(result))
    assert "完全一致" in text(Client().get(where))
    found = text(Client().post(where, {"code": codes[0].lower()}))
    assert "找到了" in found
    assert "驿站1" in found
    assert Client().post(where, {"code": "ZZZZ-ZZZZ-ZZZZ-ZZZZ"}).status_code == 422
    file = tmp_path / "ballots.json"
    file.write_bytes(Client().get(reverse("vote_list_file", args=(row.pk,))).content)
    assert main(["ballot", "verify", str(file), "--receipt", codes[0], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["own"] == ["驿站1"]
    changed = json.loads(file.read_text())
    changed["ballots"][0][1] = [4]
    file.write_text(json.dumps(changed))
    assert main(["ballot", "verify", str(file)]) == 1
    file.write_text("{}")
    assert main(["ballot", "verify", str(file)]) == 2


def test_who_wants_no_name_has_none_in_row_or_log(hall: Hall):
    row, (one,) = hall.public(), hall.crowd(1)
    phone, where = signed_in(one), reverse("vote_report", args=(row.pk,))
    phone.post(where, {"what": "bought", "words": "有人发红包拉票", "nameless": "1"})
    phone.post(where, {"what": "pressed", "words": "班长收手机代投"})
    assert set(FraudReport.objects.values_list("person", flat=True)) == {None, one.pk}
    assert sorted(Event.objects.filter(did="selection.report").values_list("actor", flat=True)) == sorted(
        [actor.VISITOR.key, f"person:{one.pk}"]
    )
    row = posting.post(poll=_counted(hall, row), by=hall.by("writer"), at=NOW + DAY)
    with pytest.raises(Refused, match="还有反映"):
        posting.settle(poll=row, by=hall.by("writer"), at=NOW + 30 * DAY)
    desk = at_desk(hall, "writer")
    for report in FraudReport.objects.all():
        desk.post(
            reverse("desk_vote_act", args=(row.pk, "answer")), {"report": report.pk, "answer": "查无此事"}
        )
    assert results.findings(row).reports == {"unfounded": 2}
    assert text(Client().get(reverse("vote_result", args=(row.pk,)))).count("查无此事") == 2


def _counted(hall: Hall, row: Round) -> Round:
    hall.vote(row, hall.crowd(1)[0], 1)
    return hall.close(row)


def test_a_juror_steps_aside_from_his_own_and_the_score_is_exact(hall: Hall):
    row = hall.draft(MIXED, jurors=3)
    own = towns.enrol("自家人", 480)
    towns.join(own, hall.tree.street)
    jury.invite(poll=row, people=[own], by=hall.by("writer"), at=NOW)
    row = hall.announced(row)
    panel = [one.person for one in row.jurors.order_by("number")]
    with pytest.raises(Refused, match="回避"):
        hall.score(row, own, 1, 100)
    page = text(signed_in(own).get(reverse("vote_jury", args=(row.pk,))))
    assert page.count("同一工会") == 4
    assert 'name="points-' not in page
    for n, who in enumerate(panel[:3]):
        given = {f"points-{number}": 70 + 5 * n + number for number in range(1, 5)}
        assert signed_in(who).post(reverse("vote_jury", args=(row.pk,)), given).status_code == 302
    hall.vote(row, hall.crowd(1)[0], 1, 2)
    hall.score(row, panel[0], 4, 10)
    row = hall.close(row)
    assert juries.odd(row, juries.scores(row)) == [(4, 1, 10)]
    row = posting.post(poll=row, by=hall.by("writer"), at=NOW + DAY)
    lines = results.outcome(row).lines
    assert [(one.entry, one.votes, one.score * 10) for one in lines[:2]] == [(2, 1, 839), (1, 1, 832)]
    assert results.published(row).faults() == ()
    with pytest.raises(Refused, match="不在评分"):
        hall.score(row, panel[0], 1, 90)


def test_a_jury_alone_and_the_scene_that_is_told(hall: Hall, monkeypatch):
    told: list[object] = []
    monkeypatch.setattr(followers.settled, "_things", {})
    monkeypatch.setattr(followers.settled, "frozen", False)
    heard = followers.Follower(
        JURY, settled=lambda poll, won, *, by, at: told.append([one.source for one in won])
    )
    followers.settled.add(heard)
    row = hall.announced(hall.draft(JURY, jurors=4, winners=2))
    panel = [one.person for one in row.jurors.order_by("number")]
    row = hall.close(row)
    with pytest.raises(Refused, match="还没有评够分"):
        posting.post(poll=row, by=hall.by("writer"), at=NOW + DAY)
    for who in panel:
        for number in range(1, 5):
            hall.score(row, who, number, 60 + number)
    row = posting.post(poll=row, by=hall.by("writer"), at=NOW + DAY)
    assert JuryScore.objects.count() == 16
    posting.settle(poll=row, by=hall.by("writer"), at=NOW + 30 * DAY)
    assert told == [["test:4", "test:3"]]
    assert Client().get(reverse("vote_result", args=(row.pk,))).status_code == 200


def test_the_desk_leads_from_a_draft_to_a_public_vote(hall: Hall):
    desk, first, second = (at_desk(hall, name) for name in ("writer", "first", "second"))
    made = desk.post(
        reverse("desk_vote_new", args=("service.finest_station",)),
        {"title": "最美港湾", "about": "看干净、看好用", "contact": "023-12351",
         "opens_at": "2030-01-01 09:00", "closes_at": "2030-01-08 18:00", "winners": "2"},
    )  # fmt: skip
    row = Round.objects.get()
    assert made.headers["Location"] == reverse("desk_vote", args=(row.pk,))

    def act(by: Client, deed: str, **given: str) -> str:
        return text(by.post(reverse("desk_vote_act", args=(row.pk, deed)), given, follow=True))

    assert "没有叫“甲站”的驿站" in act(desk, "nominate", lines="甲站｜好")
    hall.stations("甲站", "乙站", "丙站", "丁站")
    assert "加了 4 个" in act(desk, "nominate", lines="甲站｜好\n乙站\n丙站|净\n丁站")
    assert row.entries.get(title="甲站").source.startswith("service.station:")
    assert "移出了" in act(desk, "drop", number="3")
    assert list(row.entries.order_by("number").values_list("number", "title")) == [
        (1, "甲站"),
        (2, "乙站"),
        (3, "丁站"),
    ]
    assert "评委至少 3 人" in act(desk, "submit")
    for n, _ in enumerate(hall.crowd(3), start=500):
        assert "评委会收到消息" in act(desk, "invite", who=f"1380000{n:04d}")
    assert "提交了" in act(desk, "submit")
    assert "请其他两位同志" in text(desk.get(reverse("desk_vote", args=(row.pk,))))
    assert "记下了" in act(first, "review", passed="1")
    assert "已经公布" in act(second, "review", passed="1")
    assert at_desk(hall, "west").get(reverse("desk_vote", args=(row.pk,))).status_code == 404
    assert "作废了" in act(desk, "cancel", why="材料有误")
    assert "材料有误" in text(Client().get(reverse("vote_page", args=(row.pk,))))


def test_a_retained_member_has_no_vote(hall: Hall):
    row, (one,) = hall.public(), hall.crowd(1)
    people.retain(person=one, on=NOW.date(), by=SYSTEM, at=NOW)
    with pytest.raises(Refused, match="没有投票权"):
        hall.vote(row, one, 1)

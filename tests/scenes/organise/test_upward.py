"""Report once: only gaps are asked, their cost is known before, too much needs a second hand."""

from copy import deepcopy
from datetime import timedelta

import pytest
from tests.ground.access import town

from yugong.ground.notices.models import Notice
from yugong.kernel.actor import RULE
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import upward as actions
from yugong.scenes.organise.models import UpwardAnswer, UpwardForm
from yugong.scenes.organise.queries import upward as queries
from yugong.scenes.organise.upward import Cell

NOW, TODAY = town.NOW, local_day(town.NOW)
MEMBERS = Cell("k0", "工会会员", "measure:organise.members", "number", "人")
KIND = Cell("k1", "组织类型", "fact:kind", "text")
ROOMS = Cell("q1", "活动室面积（平方米）")


BUILD = town.build


@pytest.fixture
def place(built, db):
    return deepcopy(built)


def sender(place, who=None):
    return town.acting(place.east, "district_officer", who=who)


def drafted(place, *cells, title="活动阵地") -> UpwardForm:
    return actions.draft(
        unit=place.east, title=title, purpose="摸底", cells=cells, since=TODAY.replace(month=1, day=1),
        until=TODAY, due_on=TODAY + timedelta(days=5), by=sender(place), at=NOW,
    )  # fmt: skip


def line_of(form) -> UpwardAnswer:
    return UpwardAnswer.objects.get(form=form)


def test_without_a_gap_it_is_done_the_moment_it_is_sent(place):
    town.join(town.enrol("会员", 70), place.union)
    form = actions.send(form=drafted(place, MEMBERS, KIND), by=sender(place), at=NOW)
    row = line_of(form)
    assert (form.state, form.minutes, form.asked_units, row.gaps, row.done_by) == (
        "closed",
        0,
        0,
        [],
        RULE.key,
    )
    assert (row.known["k0"]["value"], row.known["k1"]["value"]) == (1, "镇街工会")
    assert Notice.objects.filter(template="organise.upward").count() == 0


def test_the_cost_is_shown_before_and_the_gap_is_asked_of_the_union_alone(place):
    form = drafted(place, MEMBERS, ROOMS)
    cost = queries.cost(form, on=TODAY)
    assert (cost.minutes, [one.gaps for one in cost.lines]) == (3, [("q1",)])
    actions.send(form=form, by=sender(place), at=NOW)
    assert Notice.objects.filter(template="organise.upward").count() == 1
    given = {"q1": "240"}
    with pytest.raises(Refused, match="收表的工会自己填报"):
        actions.fill_in(line=line_of(form), given=given, by=sender(place), at=NOW)
    street = town.acting(place.street, "street_officer")
    with pytest.raises(Refused):
        actions.fill_in(line=line_of(form), given={"q1": "很大"}, by=street, at=NOW)
    actions.fill_in(line=line_of(form), given=given, by=street, at=NOW)
    form.refresh_from_db()
    assert (form.state, line_of(form).given) == ("closed", {"q1": 240})


def test_what_was_said_once_is_not_asked_again(place):
    form = actions.send(form=drafted(place, ROOMS), by=sender(place), at=NOW)
    street = town.acting(place.street, "street_officer")
    actions.fill_in(line=line_of(form), given={"q1": "240"}, by=street, at=NOW)
    again = actions.send(form=drafted(place, ROOMS, title="又要一次"), by=sender(place), at=NOW)
    row = line_of(again)
    assert (again.state, row.known["q1"]["value"], row.gaps) == ("closed", 240, [])
    assert "《活动阵地》里填过" in row.known["q1"]["source"]


def test_what_the_platform_knows_cannot_be_a_question(place):
    with pytest.raises(Refused, match="平台已经有“工会会员”"):
        drafted(place, Cell("q1", "工会会员总数"))
    assert UpwardForm.objects.count() == 0


def test_more_than_a_month_allows_needs_a_second_hand(place):
    many = [Cell(f"q{n}", f"第 {n} 项面积") for n in range(21)]  # 63 minutes of 60
    form = drafted(place, *many)
    with pytest.raises(Refused) as caught:
        actions.send(form=form, by=sender(place), at=NOW)
    assert caught.value.code == "over"
    actions.hold(form=form, reason="审计要求逐项核实", by=sender(place), at=NOW)
    with pytest.raises(Refused, match="拟稿人以外"):
        actions.second(form=form, by=sender(place), at=NOW)
    sent = actions.second(form=form, by=sender(place, town.enrol("第二人", 71)), at=NOW)
    assert (sent.state, sent.minutes, sent.second_by != sent.made_by) == ("sent", 63, True)
    with pytest.raises(Refused) as caught:  # the month is used up
        actions.send(form=drafted(place, ROOMS, title="再要"), by=sender(place), at=NOW)
    assert caught.value.code == "over"

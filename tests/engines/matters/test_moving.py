"""Moves: who may make which, what they stamp, and that nothing closes unheard."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import ClockRow, Happening, Matter, Message
from yugong.engines.matters.queries import moves_for, story, thread
from yugong.ground.audit.writing import writing
from yugong.kernel.errors import Refused

from .town import START

HOUR = timedelta(hours=1)


def go(matter, name, by, at=START, **given):
    return matters.move(matter=matter, name=name, by=by, at=at, **given)


def walked(town, matter):
    """The matter answered and waiting for the asker's word."""
    clerk, chair = town.officers["clerk"], town.officers["chair"]
    go(matter, "accept", clerk)
    go(matter, "answer", clerk, answers={"result": "已补发"}, reply="陈师傅：已补发。")
    return go(matter, "reply", chair, at=START + HOUR)


def test_a_whole_way(town, matter) -> None:
    matter = walked(town, matter)
    assert (matter.stage, matter.outcome, matter.handled_at) == ("asking", "已答复：欠薪", START + HOUR)
    assert matter.handled_by_id == town.officers["chair"].person_id
    matter = go(matter, "content", town.me(), at=START + 2 * HOUR)
    assert (matter.stage, matter.closed_at, matter.heard_at) == ("closed", START + 2 * HOUR, START + 2 * HOUR)
    assert ClockRow.objects.filter(stopped_at__isnull=True).count() == 0
    assert [said.body for said in thread(matter)] == ["陈师傅：已补发。"]
    told = [step.what for step in story(matter, full=True)]
    assert told == ["提交", "规则给出意见", "受理", "提交结果", "审核并答复", "满意"]


def test_each_stage_has_its_own_clock(town, matter) -> None:
    walked(town, matter)
    rows = ClockRow.objects.exclude(stage="").order_by("started_at", "id")
    assert [(row.stage, row.stopped_at is None) for row in rows] == [
        ("taken", False), ("doing", False), ("review", False), ("asking", True),
    ]  # fmt: skip


def test_the_case_clock_rests_while_the_asker_holds(town, matter) -> None:
    matter = go(matter, "return", town.officers["clerk"], answers={"what": "请补工资条"})
    case = ClockRow.objects.get(stage="")
    assert case.pauses == [[START.isoformat(), None]]
    matter = go(matter, "mended", town.me(), at=START + timedelta(days=3))
    case.refresh_from_db()
    assert case.pauses == [[START.isoformat(), (START + timedelta(days=3)).isoformat()]]
    assert matter.case_due_at == case.due_at > matter.due_at


@pytest.mark.parametrize(
    ("who", "code"),
    [("west", "forbidden"), ("street", "not_duty_or_desk"), ("me", "forbidden")],
)
def test_others_may_not_move_it(town, matter, who, code) -> None:
    by = town.me() if who == "me" else town.officers[who]
    with pytest.raises(Refused):
        go(matter, "accept", by)
    assert Matter.objects.get().stage == "taken"


def test_only_the_asker_says_content(town, matter) -> None:
    walked(town, matter)
    for by in (town.officers["chair"], town.me(town.other)):
        with pytest.raises(Refused):
            go(matter, "content", by)


def test_a_move_out_of_turn_says_where_it_stands(town, matter) -> None:
    go(matter, "accept", town.officers["clerk"])
    with pytest.raises(Refused, match="这件事已经到了「办理」"):
        go(matter, "accept", town.officers["chair"])


def test_missing_answers_and_unknown_moves_are_refused(town, matter) -> None:
    with pytest.raises(Refused) as refused:
        go(matter, "decline", town.officers["clerk"])
    assert refused.value.field == "reason"
    with pytest.raises(Refused, match="没有这一步"):
        go(matter, "vanish", town.officers["clerk"])


def test_the_same_press_twice_is_one_move(town, matter) -> None:
    for _ in range(2):
        go(matter, "accept", town.officers["clerk"], key="press")
    assert Happening.objects.filter(move="accept").count() == 1


def test_buttons_are_what_may_be_pressed(town, matter) -> None:
    assert [m.name for m in moves_for(town.officers["clerk"], matter)] == ["accept", "return", "decline"]
    assert [m.name for m in moves_for(town.me(), matter)] == ["withdraw"]
    assert moves_for(town.officers["west"], matter) == ()
    assert moves_for(town.me(town.other), matter) == ()


def test_an_officer_cannot_handle_his_own_matter(town) -> None:
    from yugong.ground.people import actions as people
    from yugong.ground.people.models import Person
    from yugong.kernel.actor import SYSTEM

    from .sample import GIVEN, KEY
    from .town import LONG_AGO

    clerk = town.officers["clerk"]
    own = Person.objects.get(pk=clerk.person_id)
    people.join(person=own, unit=town.union, on=LONG_AGO, route="test", by=SYSTEM, at=START)
    matter = matters.open(kind=KEY, asker=own, answers=GIVEN, by=clerk.seated(None), at=START)
    with pytest.raises(Refused):
        go(matter, "accept", clerk)
    assert go(matter, "accept", town.officers["chair"]).stage == "doing"


def test_the_database_itself_refuses_to_close_unheard(matter) -> None:
    refused = pytest.raises(IntegrityError, match="closed_means_handled_and_heard")
    with refused, transaction.atomic(), writing("test"):
        Matter.objects.update(stage="closed", closed_at=START, handled_at=START)


@pytest.mark.parametrize("table", ["matters_happening", "matters_message"])
def test_what_was_written_once_stays(town, matter, table) -> None:
    matters.message(matter=matter, body="请快一点", by=town.me(), at=START)
    assert Message.objects.count() == 1
    with pytest.raises(Exception, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET by = 'x'")

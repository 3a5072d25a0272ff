"""An appeal from the first word to the last: dispatched above the employer, answered, heard."""

from datetime import timedelta

import pytest
from django.http import Http404

from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries
from yugong.engines.matters.models import Assignment, ClockRow, Happening, Hearing, Matter
from yugong.ground.org.models import Post
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.lot import drawn

from .conftest import DAY, GIVEN, HOUR, KEY, START, more_workers


def acts(matter: Matter) -> list[str]:
    return [row.move or row.did for row in matter.happenings.order_by("seq")]


def test_it_is_taken_by_the_district_and_handled_above_the_employers_union(place) -> None:
    matter = place.open()
    assert (matter.unit, matter.stage, matter.title) == (place.town.east, "taken", "拖欠工资 · 嘉陵茶厂")
    place.doing(matter)
    assert (matter.unit, matter.stage) == (place.town.street, "doing")
    for own in ("own", "west"):
        with pytest.raises(Refused):
            place.go(matter, "answer", own, START, result="好了")


def test_it_never_goes_to_an_employers_union(place) -> None:
    matter = place.open()
    with pytest.raises(Refused, match="自己的工会"):
        place.go(matter, "accept", "east", START, difficulty="hard", to=place.own_union.pk)
    place.go(matter, "accept", "east", START, difficulty="hard")
    with pytest.raises(Refused, match="自己的工会"):
        matters.transfer(
            matter=matter, to=place.own_union, reason="就近", by=place.town.officers["street"], at=START
        )


def test_the_story_names_the_union_it_was_sent_to(place) -> None:
    matter = place.open()
    street = place.town.street
    place.go(matter, "accept", "east", START, difficulty="ordinary", to=street.pk)
    assert queries.story(matter, full=False)[-1].note == f"难度：一般；派给哪个工会：{street.name}"


def test_it_is_kept_from_who_also_sits_in_the_employers_union(place) -> None:
    matter = place.doing(place.open())
    street = place.town.officers["street2"]
    assert queries.on_desk(street, matter.number) == matter
    post = Post.objects.get(unit=place.own_union)
    who = Person.objects.get(pk=street.person_id)
    people.appoint(post=post, person=who, on=START.date(), by=SYSTEM, at=START)
    with pytest.raises(Http404):
        queries.on_desk(street, matter.number)
    assert queries.moves_for(street, matter) == ()
    with pytest.raises(Refused, match="回避"):
        matters.claim(matter=matter, by=street, at=START)
    assert queries.worklist(street.seat, person_id=street.person_id, now=START).rows == []


@pytest.mark.parametrize(("difficulty", "days"), [("ordinary", 5), ("hard", 15), ("complex", 30)])
def test_the_class_sets_the_clocks(place, difficulty: str, days: int) -> None:
    matter = place.open()
    place.go(matter, "accept", "east", START, difficulty=difficulty)
    place.go(matter, "sign_for", "street", START)
    clock = ClockRow.objects.get(matter=matter, stage="doing", about="")
    case = ClockRow.objects.get(matter=matter, stage="", stopped_at=None)
    assert (clock.count, case.count - days) == (days, 5)


def test_it_is_returned_once_and_ruled_on(place) -> None:
    matter = place.open()
    place.go(matter, "accept", "east", START, difficulty="ordinary")
    place.go(matter, "send_back", "street", START, reason="不归我们", to=place.town.west.pk)
    assert (matter.unit, matter.stage, matter.held_by) == (place.town.east, "ruling", "clerk")
    place.go(matter, "overrule", "east", START, reason="归你们")
    assert (matter.unit, matter.stage) == (place.town.street, "sign")
    with pytest.raises(Refused, match="最多 1 次"):
        place.go(matter, "send_back", "street", START, reason="还是不归", to=place.town.west.pk)


def test_nobody_at_a_desk_closes_it(place) -> None:
    matter = place.answered(place.open())
    assert matter.stage == "asking"
    for officer in place.town.officers.values():
        assert queries.moves_for(officer, matter) == ()
    place.go(matter, "content", place.town.me(), START + HOUR, solved="yes")
    matter.refresh_from_db()
    assert (matter.stage, matter.handled_by_id) == ("closed", place.town.officers["street"].person_id)
    heard = Hearing.objects.get(matter=matter)
    assert (heard.answer, heard.solved, heard.how, heard.unit) == ("yes", "yes", "asker", place.town.street)


def test_a_no_goes_back_to_the_handler_and_the_second_one_up(place) -> None:
    matter = place.answered(place.open())
    me, handler = place.town.me(), place.town.officers["street"].person_id
    place.go(matter, "unhappy", me, START + HOUR, said="还差一个月")
    assert (matter.unit, matter.claimed_by_id) == (place.town.street, handler)
    place.go(matter, "answer", "street", START + 2 * HOUR, result="又补了")
    place.go(matter, "unhappy", me, START + 3 * HOUR, said="还是差")
    assert (matter.unit, matter.stage) == (place.town.east, "doing")
    assert list(Hearing.objects.values_list("answer", flat=True).order_by("seq")) == ["no", "no"]


def test_silence_is_called_then_waited_for_and_counts_as_silence(place) -> None:
    matter = place.answered(place.open())
    place.sweep(START + 8 * DAY)
    matter.refresh_from_db()
    assert (matter.stage, matter.unit) == ("calling", place.town.street)
    drawn_one = Assignment.objects.get(matter=matter)
    caller = next(o for o in place.town.officers.values() if o.person_id == drawn_one.person_id)
    assert caller.seat.unit_id == place.town.east.pk
    assert caller.person_id != place.town.officers["east"].person_id  # he dispatched it
    told = Happening.objects.get(matter=matter, did="draw").data
    assert drawn(told["seed"], told["pool"]) == told["picked"]
    others = [o for o in place.town.officers.values() if o is not caller]
    assert [queries.moves_for(o, matter) for o in others] == [()] * len(others)
    place.go(matter, "unreached", caller, START + 9 * DAY, tried="打了三次")
    place.sweep(START + 30 * DAY)
    matter.refresh_from_db()
    assert (matter.stage, Hearing.objects.get(matter=matter).answer) == ("closed", "silent")


def test_a_call_nobody_makes_is_drawn_again(place) -> None:
    matter = place.answered(place.open())
    place.sweep(START + 8 * DAY)
    first = Assignment.objects.get(matter=matter).person_id
    place.sweep(START + 12 * DAY)
    second = Assignment.objects.get(matter=matter, ended_at=None).person_id
    assert first != second
    caller = next(o for o in place.town.officers.values() if o.person_id == second)
    matter.refresh_from_db()
    matters.redraw(matter=matter, reason="认识当事人", by=caller, at=START + 12 * DAY)
    assert Assignment.objects.get(matter=matter, ended_at=None).person_id != second


def test_the_panel_takes_two_who_had_no_part(place) -> None:
    matter = place.doing(place.open())
    place.go(matter, "propose_panel", "street", START, reason="要求没有依据")
    assert (matter.unit, matter.stage) == (place.town.east, "panel")
    place.go(matter, "unreasonable", "east2", START, reasons="超过法定标准")
    assert matter.stage == "panel"
    with pytest.raises(Refused, match="已经表过态"):
        place.go(matter, "unreasonable", "east2", START, reasons="再说一次")
    place.go(matter, "unreasonable", "east3", START, reasons="超过法定标准")
    assert (matter.stage, matter.counted) == ("told", False)
    place.sweep(START + 10 * DAY)
    matter.refresh_from_db()
    assert (matter.stage, Hearing.objects.get(matter=matter).answer) == ("closed", "aside")


def test_the_same_trouble_within_ninety_days_is_the_same_matter(place) -> None:
    matter = place.answered(place.open())
    place.go(matter, "content", place.town.me(), START, solved="yes")
    again = place.open(at=START + 80 * DAY)
    assert (again.pk, again.stage, again.closed_at) == (matter.pk, "taken", None)
    assert acts(again)[-1] == "reopen"
    place.answered(again, at=START + 80 * DAY)
    place.go(again, "content", place.town.me(), START + 80 * DAY, solved="yes")
    assert place.open(at=START + 200 * DAY).pk != matter.pk
    assert place.open(at=START + 81 * DAY, topic="injury").pk != matter.pk


def test_twelve_workers_of_one_site_are_one_collective_case_each_heard_alone(place) -> None:
    workers = more_workers(place, 12)
    rows = [place.open(who) for who in workers]
    lead, rest = rows[0], rows[1:]
    alike = queries.sheet(place.town.officers["east"], lead.number).alike
    assert [row.number for row in alike] == [row.number for row in rest]
    matters.gather(
        lead=lead, others=rest, reason="同一工地五月工资", by=place.town.officers["east"], at=START
    )
    lead.refresh_from_db()
    rest[0].refresh_from_db()
    assert (rest[0].lead, rest[0].unit) == (lead, lead.unit)
    assert (lead.title, lead.answers["difficulty"]) == ("集体 · 拖欠工资 · 嘉陵茶厂", "hard")
    place.go(lead, "accept", "east", START, difficulty="hard", to=place.town.east.pk)
    place.go(lead, "sign_for", "east", START)
    with pytest.raises(Refused, match="并入"):
        place.go(rest[0], "answer", "east", START, result="单独")
    place.go(lead, "answer", "east", START, result="十二人工资全部补发", reply="各位师傅：已补发。")
    rest[3].refresh_from_db()
    stages = set(Matter.objects.filter(lead=lead).values_list("stage", flat=True))
    assert (stages, len(queries.thread(rest[3]))) == ({"asking"}, 1)
    for row, who in zip(rows[:11], workers[:11], strict=True):
        place.go(row, "content", place.town.me(who), START + HOUR, solved="yes")
    place.go(rows[11], "unhappy", place.town.me(workers[11]), START + HOUR, said="少算我三天")
    assert (rows[11].lead, rows[11].stage) == (None, "doing")
    assert Matter.objects.filter(closed_at__isnull=False).count() == 11


def test_a_double_report_is_heard_once(place) -> None:
    first = place.open()
    second = place.open(at=START + HOUR)
    matters.gather(
        lead=first, others=[second], reason="重复", by=place.town.officers["east"], at=START + HOUR
    )
    place.answered(first, at=START + 2 * HOUR)
    place.go(first, "content", place.town.me(), START + 3 * HOUR, solved="yes")
    second.refresh_from_db()
    assert second.stage == "closed"


def test_supervision_has_its_own_clock_and_demands_an_answer(place) -> None:
    matter = place.doing(place.open())
    city = place.town.officers["city"]
    matters.supervise(matter=matter, demand="三天内说明", by=city, at=START)
    with pytest.raises(Refused, match="已经在督办"):
        matters.supervise(matter=matter, demand="再说", by=city, at=START)
    place.sweep(START + 5 * DAY)
    matter.refresh_from_db()
    assert "watch_late" in acts(matter)
    matters.answer_supervision(
        matter=matter, answer="企业已承诺", by=place.town.officers["street"], at=START + 5 * DAY
    )
    assert ClockRow.objects.filter(matter=matter, about="supervise", stopped_at=None).count() == 0


def test_a_late_desk_is_pressed_the_day_after_and_reported_after_five_working_days(place) -> None:
    matter = place.open()
    found = []
    for hour in range(0, 24 * 14, 6):
        before = matter.happenings.count()
        place.sweep(START + timedelta(hours=hour))
        found += [
            (hour, row.did)
            for row in matter.happenings.order_by("seq")[before:]
            if row.data.get("clock") == "taken" and row.did != "remind"
        ]
    assert [did for _, did in found] == ["escalate", "press", "criticise"]
    assert found[1][0] - found[0][0] in (24, 30)


def test_notes_to_the_asker_are_owed(place) -> None:
    matter = place.doing(place.open())
    place.sweep(START + 5 * DAY)
    assert "note_due" in acts(matter)
    matter.refresh_from_db()
    matters.message(matter=matter, body="企业说周五发", by=place.town.officers["street"], at=START + 5 * DAY)
    clock = ClockRow.objects.get(matter=matter, about="note", stopped_at=None)
    assert clock.started_at == START + 5 * DAY


def test_without_a_name_it_is_followed_by_a_code(place) -> None:
    given = {**GIVEN, "area": place.town.street.pk}
    matter, code = matters.open_nameless(kind=KEY, answers=given, key="k" * 20, at=START)
    assert matters.open_nameless(kind=KEY, answers=given, key="k" * 20, at=START) == (matter, code)
    assert matters.follow(number=matter.number, code=code.lower(), at=START) == matter
    for _ in range(5):
        with pytest.raises(Refused, match="不对"):
            matters.follow(number=matter.number, code="AAAAA-AAAAA", at=START)
    with pytest.raises(Refused, match="一小时后"):
        matters.follow(number=matter.number, code=code, at=START)
    assert matters.follow(number=matter.number, code=code, at=START + 2 * HOUR) == matter
    with pytest.raises(Refused):
        matters.follow(number="12351-000000-0001", code=code, at=START)

"""Around a vote: who may vote is told once; winners go into the next round; the result marks stations."""

import pytest
from tests.engines.selection.poll import DAY, HOUR, NOW, Hall

from yugong.engines.selection.actions import calling, carrying, posting
from yugong.engines.selection.actions.drafting import Nominee
from yugong.engines.selection.models import Round
from yugong.ground.notices.models import Notice
from yugong.kernel.actor import CLOCK
from yugong.kernel.errors import Refused
from yugong.scenes.service.contests import BEST_STATION
from yugong.scenes.service.models import Station


def told(poll: Round) -> list[object]:
    rows = Notice.objects.filter(template="selection.opened", about=f"selection.round:{poll.pk}")
    return sorted(rows.values_list("person_id", flat=True))


def test_who_may_vote_is_told_once_and_nobody_else(hall: Hall, monkeypatch):
    monkeypatch.setattr(calling, "PART", 2)
    members = hall.crowd(5)
    hall.crowd(2, hall.tree.west)
    poll = hall.public()
    assert calling.sweep(by=CLOCK, at=NOW + HOUR) == 1
    found = told(poll)
    assert {one.pk for one in members} <= set(found)
    assert not {one.pk for one in hall.people[5:]} & set(found)
    assert calling.sweep(by=CLOCK, at=NOW + 2 * HOUR) == 0
    assert told(poll) == found


def test_an_opening_of_the_day_before_is_no_news(hall: Hall):
    poll = hall.public(closes_at=NOW + 3 * DAY)
    assert calling.sweep(by=CLOCK, at=NOW + DAY) == 0
    assert told(poll) == []


def settled(hall: Hall, row: Round) -> Round:
    """Scored, posted and settled; the entry with the lowest number is the best."""
    row = hall.close(hall.announced(row))
    for juror in row.jurors.select_related("person"):
        for number in range(1, row.entries.count() + 1):
            hall.score(row, juror.person, number, 90 - number)
    row = posting.post(poll=row, by=hall.by("writer"), at=row.closes_at)
    return posting.settle(poll=row, by=hall.by("writer"), at=row.closes_at + 30 * DAY)


def test_winners_go_on_and_the_last_result_marks_the_stations(hall: Hall):
    made = hall.stations("甲站", "乙站", "丙站", "丁站", "戊站")
    named = [Nominee(one.name, unit=one.unit, source=f"service.station:{one.pk}") for one in made]
    first = hall.draft(BEST_STATION.key, entries=0, jurors=3, winners=4)
    from_desk = hall.by("writer")
    carrying.drafting.nominate(poll=first, nominees=named, by=from_desk, at=NOW)
    with pytest.raises(Refused, match="完成以后"):
        carrying.carry(poll=first, by=from_desk, at=NOW)
    first = settled(hall, first)
    assert set(Station.objects.values_list("grade", flat=True)) == {""}
    second = carrying.carry(poll=first, by=from_desk, at=NOW)
    assert (second.step, second.winners, second.jurors.count()) == (2, 2, 3)
    entered = list(second.entries.order_by("number").values_list("title", flat=True))
    assert entered == ["甲站", "乙站", "丙站", "丁站"]
    with pytest.raises(Refused, match="已经写好"):
        carrying.carry(poll=first, by=from_desk, at=NOW)
    second = settled(hall, second)
    year = (second.settled_at or NOW).year
    marked = Station.objects.exclude(grade="").order_by("pk").values_list("name", "grade")
    assert list(marked) == [("甲站", f"{year} 年百佳驿站"), ("乙站", f"{year} 年百佳驿站")]
    with pytest.raises(Refused, match="最后一轮"):
        carrying.carry(poll=second, by=from_desk, at=NOW)

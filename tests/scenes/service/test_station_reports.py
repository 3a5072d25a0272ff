"""A tap at a locked door: one report, an order within a day, the keeper's answer, the reporter asked."""

from datetime import timedelta
from typing import Any

import pytest
from matters.town import START, Town, enrol

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Matter
from yugong.ground.audit.models import Event
from yugong.ground.notices.models import Notice
from yugong.kernel.actor import CLOCK, SYSTEM
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions import impressions, reports
from yugong.scenes.service.actions.doors import count_entries
from yugong.scenes.service.actions.stations import StationFacts, open_station
from yugong.scenes.service.models import Station, StationReport
from yugong.scenes.service.queries import openness
from yugong.scenes.service.queries import reports as queries

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FACTS = StationFacts("石油路驿站", "石油路 18 号", 29.5361, 106.5111, always_open=True)


@pytest.fixture
def station(town: Town) -> Station:
    steward = enrol("管站人", 40)
    given = FACTS.__class__(
        **{name: getattr(FACTS, name) for name in FACTS.__slots__} | {"steward_id": steward.pk}
    )
    return open_station(unit=town.street, given=given, by=SYSTEM, at=START)


def tap(town: Town, station: Station, what: str, who: Any = None, at: Any = START) -> StationReport:
    return reports.say(station=station, what=what, by=town.me(who), at=at)


def go(matter: Matter, name: str, by: Any, at: Any = START, **answers: Any) -> Matter:
    matter.refresh_from_db()
    matters.move(matter=matter, name=name, answers=answers, by=by, at=at)
    matter.refresh_from_db()
    return matter


def test_one_tap_at_a_locked_door_is_an_order_for_a_day(town: Town, station: Station):
    said = tap(town, station, "locked")
    assert tap(town, station, "locked", at=START + HOUR).pk == said.pk
    matter = Matter.objects.get()
    assert (matter.number, matter.unit_id, matter.title) == (
        said.matter,
        town.street.pk,
        "石油路驿站 · 门锁着",
    )
    assert matter.due_at == START + DAY
    notice = Notice.objects.get(template="service.station_order")
    assert (notice.person_id, notice.path) == (station.steward_id, f"/stations/{station.pk}/")
    assert tap(town, station, "no_water", town.other).matter == matter.number
    assert Matter.objects.count() == 1


def test_who_reported_is_asked_and_may_say_no(town: Town, station: Station):
    tap(town, station, "locked")
    tap(town, station, "locked", town.other)
    matter, later = Matter.objects.get(), START + 3 * HOUR
    go(matter, "mended", town.officers["street"], later, done="换了锁芯，门开了")
    assert (matter.stage, matter.held_by) == ("heard", "asker")
    asked = Notice.objects.get(template="service.station_mended")
    assert asked.person_id == town.other.pk
    assert (
        openness.seen([station.pk], later)[station.pk].likelihood.said == "可能开着（刚刚管护工会说处理好了）"
    )
    go(matter, "still", town.me(), later + HOUR, still="")
    assert matter.stage == "mend"
    assert "锁" in openness.seen([station.pk], later + HOUR)[station.pk].likelihood.words
    go(matter, "mended", town.officers["street"], later + 2 * HOUR, done="钥匙交给了旁边的店")
    go(matter, "works", town.me(), later + 3 * HOUR)
    assert matter.closed_at == later + 3 * HOUR
    assert openness.seen([station.pk], later + 3 * HOUR)[station.pk].likelihood.news == "刚刚有人说开着"


def test_silence_closes_it(town: Town, station: Station):
    tap(town, station, "locked")
    matter = go(Matter.objects.get(), "sound", town.officers["street"], done="到场时门是开的")
    matters.sweep(by=CLOCK, at=START + 5 * DAY)
    matter.refresh_from_db()
    assert matter.closed_at == START + 5 * DAY


def test_other_faults_need_two_people(town: Town, station: Station):
    assert tap(town, station, "no_water").matter == ""
    assert tap(town, station, "dirty", town.other).matter == ""
    second = tap(town, station, "no_water", town.other)
    assert {row.matter for row in StationReport.objects.filter(what="no_water")} == {second.matter}
    assert openness.seen([station.pk], START + 2 * HOUR)[station.pk].troubles == (
        "2 小时前有人说没水",
        "2 小时前有人说不干净",
    )
    go(Matter.objects.get(), "mended", town.officers["street"], START + HOUR, done="送了水，扫了地")
    assert openness.seen([station.pk], START + 2 * HOUR)[station.pk].troubles == ()


def test_a_report_taken_back_takes_its_order_along(town: Town, station: Station):
    said = tap(town, station, "locked")
    with pytest.raises(Refused):
        reports.unsay(said=said, by=town.me(town.other), at=START)
    reports.unsay(said=said, by=town.me(), at=START + HOUR)
    assert Matter.objects.get().closed_at == START + HOUR
    assert openness.seen([station.pk], START + HOUR) == {}
    assert tap(town, station, "locked", at=START + 2 * HOUR).matter != said.matter


def test_an_order_others_stand_behind_stays(town: Town, station: Station):
    first = tap(town, station, "locked")
    tap(town, station, "locked", town.other)
    reports.unsay(said=first, by=town.me(), at=START + HOUR)
    assert Matter.objects.get().closed_at is None
    assert queries.of_matter(first.matter).count() == 1


def test_too_many_taps_are_refused_and_so_is_a_stranger(town: Town, station: Station):
    more = [
        open_station(
            unit=town.west, given=FACTS.__class__(f"{n} 号", "某处", 29.5, 106.5), by=SYSTEM, at=START
        )
        for n in range(12)
    ]
    for one in more:
        tap(town, one, "no_water")
    with pytest.raises(Refused, match="太勤"):
        tap(town, station, "no_water")
    with pytest.raises(Refused, match="里选一种"):
        tap(town, station, "mended", town.other)


def test_locks_say_how_many_came_in(town: Town, station: Station):
    entries = [(station.pk, START + timedelta(minutes=n)) for n in (1, 2, 11, 400)]
    assert count_entries(entries=entries, by=SYSTEM, at=START + HOUR) == 2
    assert count_entries(entries=entries[:1], by=SYSTEM, at=START + HOUR) == 1
    assert list(station.door_signals.order_by("at").values_list("times", flat=True)) == [1, 1]
    assert (
        openness.seen([station.pk], START + 3 * HOUR)[station.pk].likelihood.said
        == "大概率开着（2 小时前有人进去过）"
    )


def test_words_instead_of_stars(town: Town, station: Station):
    for who, said in (
        (town.worker, ["clean", "found"]),
        (town.other, ["clean", "crowded"]),
        (town.worker, ["clean"]),
    ):
        impressions.say(person=who, station=station, said=said, by=town.me(who), at=START)
    assert queries.impressions(station.pk) == [("clean", 2), ("crowded", 1)]
    with pytest.raises(Refused, match="最多选 3 个"):
        impressions.say(
            person=town.worker, station=station, said=list(impressions.WORDS), by=town.me(), at=START
        )
    assert not Event.objects.filter(did="service.impression", data__has_key="said").exists()

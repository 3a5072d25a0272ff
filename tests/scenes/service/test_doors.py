"""Door codes for whoever works: the lock understands them offline, and nobody learns who was where."""

from dataclasses import replace
from datetime import timedelta

import pytest
from matters.town import START, Town, enrol

from yugong.ground.audit.models import Event
from yugong.kernel.actor import SYSTEM
from yugong.kernel.doorcode import Answer, Lock
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions import doors
from yugong.scenes.service.actions.stations import StationFacts, open_station
from yugong.scenes.service.models import DoorSignal, Station

FACTS = StationFacts("大坪智慧驿站", "大坪 3 号口", 29.5361, 106.5111, sort="smart", always_open=True)


def fitted(town: Town, **more: object) -> tuple[Station, Lock]:
    row = open_station(unit=town.street, given=replace(FACTS, **more), by=SYSTEM, at=START)
    key = doors.fit_lock(station=row, by=town.officers["street"], at=START)
    row.refresh_from_db()
    return row, Lock(bytes.fromhex(key), str(row.pk))


def test_a_member_opens_the_door_once(town: Town):
    station, lock = fitted(town)
    codes = [
        doors.ask_code(person=who, station=station, by=town.me(who), at=START)
        for who in (town.worker, town.other)
    ]
    assert [lock.hears(one.code, START) for one in codes] == [Answer.OPENS] * 2
    assert lock.hears(codes[0].code, START) == Answer.USED
    assert lock.hears(codes[1].code, START + timedelta(minutes=1)) == Answer.WRONG
    assert codes[0].until <= START + timedelta(minutes=1)


def test_the_log_names_no_place_and_the_count_no_person(town: Town):
    station, _ = fitted(town)
    for who in (town.worker, town.other):
        doors.ask_code(person=who, station=station, by=town.me(who), at=START + timedelta(minutes=7))
    counted = DoorSignal.objects.get()
    assert (counted.at, counted.times, counted.entered) == (START, 2, False)
    for event in Event.objects.filter(did="service.take_code"):
        assert str(station.pk) not in f"{event.on}{event.data}"


def test_who_gets_none(town: Town):
    station, _ = fitted(town)
    by_day, _ = fitted(town, name="白天开", always_open=False, hours={"1": [["10:00", "12:00"]]})
    plain = open_station(unit=town.street, given=replace(FACTS, name="有人值守"), by=SYSTEM, at=START)
    stranger = enrol("外人", 77)
    for who, where, why in (
        (stranger, station, "给会员"),
        (town.worker, plain, "不用开门码"),
        (town.worker, by_day, "今天 10:00 开门"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            doors.ask_code(person=who, station=where, by=town.me(who), at=START)
    with pytest.raises(Refused):
        doors.take_code(person=town.worker, station=station, by=town.me(town.other), at=START)
    for _ in range(4):
        doors.ask_code(person=town.worker, station=station, by=town.me(), at=START)
    with pytest.raises(Refused, match="太勤"):
        doors.ask_code(person=town.worker, station=station, by=town.me(), at=START)


def test_a_new_key_ends_the_old_lock(town: Town):
    station, old = fitted(town)
    key = doors.fit_lock(station=station, by=SYSTEM, at=START)
    code = doors.ask_code(person=town.worker, station=station, by=town.me(), at=START).code
    assert old.hears(code, START) == Answer.WRONG
    assert Lock(bytes.fromhex(key), str(station.pk)).hears(code, START) == Answer.OPENS
    assert not Event.objects.filter(did="service.fit_lock", data__icontains=key).exists()

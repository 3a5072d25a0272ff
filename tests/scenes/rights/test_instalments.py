"""Instalments that did not come, and money a court brings in when the matter has already been told."""

from copy import deepcopy
from datetime import timedelta

import pytest

from yugong.ground.notices.letters import letter
from yugong.ground.notices.models import Notice
from yugong.ground.people import actions as people
from yugong.ground.people.models import Tenure
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.rights.actions import instalments
from yugong.scenes.rights.queries import mediation as queries

from .mediating import DAY, NOW, Desk, today

pytestmark = pytest.mark.usefixtures("plain_static")
PLAN = f"{today(10)} 5000.00\n{today(40)} 7000.00"


BUILD = Desk


@pytest.fixture
def desk(built, db) -> Desk:
    return deepcopy(built)


def missed(after: int) -> int:
    return instalments.missed(by=SYSTEM, at=NOW + after * DAY)


def test_the_worker_and_his_mediator_hear_once_of_an_instalment_that_did_not_come(desk: Desk) -> None:
    matter = desk.sealed(PLAN)
    assert [missed(after) for after in (9, 10, 11, 12, 40, 41)] == [0, 0, 2, 0, 0, 2]
    mine = Notice.objects.filter(template="rights.instalment_missed", person_id=desk.worker.pk)
    first = letter(mine.order_by("id")[0]).body
    assert f"{today(10)} 前要付的 5,000.00 元" in first
    assert "12,000.00 元" in letter(mine.order_by("id")[1]).body
    pressed = Notice.objects.filter(template="rights.instalment_to_press")
    assert set(pressed.values_list("person_id", flat=True)) == {desk.accounts["first"].person_id}
    assert set(pressed.values_list("about", flat=True)) == {matter.number}


def test_nobody_is_told_when_enough_has_come(desk: Desk) -> None:
    matter = desk.sealed(PLAN)
    desk.pay(matter, 500_000)
    assert (missed(11), missed(41)) == (0, 2)


def test_when_the_mediator_has_left_those_who_mediate_now_are_told(desk: Desk) -> None:
    desk.sealed(PLAN)
    first = Tenure.objects.get(person_id=desk.accounts["first"].person_id)
    people.relieve(tenure=first, on=local_day(NOW) + timedelta(days=2), reason="调离", by=SYSTEM, at=NOW)
    assert missed(11) == 2
    pressed = Notice.objects.get(template="rights.instalment_to_press")
    assert pressed.person_id == desk.accounts["second"].person_id


def test_money_that_a_court_brings_in_is_recorded_after_the_matter_was_told_and_closed(desk: Desk) -> None:
    matter = desk.sealed(PLAN)
    desk.go(matter, "defaulted", "first", why="没付")
    desk.go(matter, "helped", "first", helped="代写支付令申请书，已交法院")
    assert matter.stage == "told"
    desk.pay(matter, 500_000)
    assert (matter.stage, desk.case(matter).state) == ("told", "default")
    desk.go(matter, "understood")
    page = desk.client("clerk").get(f"/desk/mediations/{matter.number}/").content.decode()
    assert "登记到账" in page
    desk.pay(matter, 700_000)
    row = desk.case(matter)
    assert (matter.stage, row.state, queries.recovered(row)) == ("closed", "paid", 1_200_000)
    told = Notice.objects.filter(template="rights.court_paid", person_id=desk.worker.pk).order_by("id")
    assert [letter(one).body.count("还差 0.00 元") for one in told] == [0, 1]
    with pytest.raises(Refused):
        desk.pay(matter, 1)

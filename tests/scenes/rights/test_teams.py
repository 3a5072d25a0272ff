"""Supervision bodies and the four teams: appointed with a card, schooled, renewed, warned, taken back."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.ground.access import principal
from yugong.ground.notices.models import Notice
from yugong.ground.people.models import Account
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.scenes.rights.actions import expiring
from yugong.scenes.rights.actions import teams as actions
from yugong.scenes.rights.models import Badge, SupervisionBody
from yugong.scenes.rights.queries import teams as queries

pytestmark = pytest.mark.usefixtures("plain_static")
NOW = timezone.now()
TODAY = local_day(NOW)


class Place:
    """A town with a district officer at his desk and somebody to appoint."""

    def __init__(self) -> None:
        self.tree = towns.build()
        self.account, _ = towns.officer("区干部", 401, self.tree.east, "district_officer")
        self.person = towns.enrol("陈监督", 402)
        self.by = acting(self.account)

    def appointed(self, *, team: str = "supervisor", on: date = TODAY) -> Badge:
        return actions.appoint(unit=self.tree.east, team=team, person=self.person, on=on, by=self.by, at=NOW)

    def school(self, row: Badge, *, on: date = TODAY, passed: bool = True) -> None:
        actions.school(
            unit=row.unit, badge=row, topic="劳动法律", on=on, hours=8, passed=passed, by=self.by, at=NOW
        )


def acting(account: Account) -> Actor:
    loaded = principal.load(account.pk, today=TODAY)
    assert loaded
    return loaded[0].seated(loaded[0].seats[0]) if loaded[0].seats else loaded[0]


BUILD = Place


@pytest.fixture
def place(built, db) -> Place:
    return deepcopy(built)


def test_a_union_has_one_body_at_a_time(place: Place) -> None:
    row = actions.form(unit=place.tree.east, on=date(2025, 3, 1), by=place.by, at=NOW)
    assert (row.name, row.term_to) == ("东区总工会劳动法律监督委员会", date(2030, 3, 1))
    with pytest.raises(Refused, match="已经有"):
        actions.form(unit=place.tree.east, on=TODAY, by=place.by, at=NOW)
    actions.dissolve(unit=place.tree.east, body=row, by=place.by, at=NOW)
    actions.form(unit=place.tree.east, on=TODAY, by=place.by, at=NOW)
    assert queries.bodies(place.tree.city.path).count() == 1
    assert SupervisionBody.objects.count() == 2


def test_who_is_appointed_has_the_seat_and_a_numbered_card(place: Place) -> None:
    row = place.appointed()
    account = towns.open_account(place.person, "supervisor402")
    assert row.number == f"东区监督〔{TODAY.year}〕001 号"
    assert row.valid_to == add_months(TODAY, 60)
    assert [seat.role for seat in acting(account).seats] == ["supervisor"]
    with pytest.raises(Refused, match="已经是本会"):
        place.appointed()


def test_nobody_appoints_himself(place: Place) -> None:
    place.person = type(place.person).objects.get(pk=place.account.person_id)
    with pytest.raises(Refused, match="不能聘任自己"):
        place.appointed()


def test_a_card_is_renewed_only_after_a_passed_training_of_the_last_year(place: Place) -> None:
    row = place.appointed(on=add_months(TODAY, -50))
    for on, passed in ((add_months(TODAY, -13), True), (TODAY, False)):
        place.school(row, on=on, passed=passed)
        with pytest.raises(Refused, match="培训"):
            actions.renew(unit=row.unit, badge=row, by=place.by, at=NOW)
    place.school(row, on=TODAY - timedelta(days=1))
    ends = row.valid_to
    assert actions.renew(unit=row.unit, badge=row, by=place.by, at=NOW).valid_to == add_months(ends, 60)


def test_taking_the_card_back_ends_the_rights_at_once(place: Place) -> None:
    row = place.appointed()
    account = towns.open_account(place.person, "supervisor402")
    actions.end(unit=row.unit, badge=row, reason="调离", by=place.by, at=NOW)
    assert acting(account).seats == ()
    assert queries.standing(Badge.objects.get(pk=row.pk), on=TODAY) == ("done", "已收回")
    with pytest.raises(Refused, match="已经收回"):
        place.school(Badge.objects.get(pk=row.pk))


def test_holders_are_warned_once_at_each_mark(place: Place) -> None:
    row = place.appointed(on=add_months(TODAY, -59))
    left = (row.valid_to - TODAY).days
    told = [expiring.warn(by=SYSTEM, at=NOW + timedelta(days=n)) for n in range(left + 1)]
    again = [expiring.warn(by=SYSTEM, at=NOW + timedelta(days=n)) for n in range(left + 1)]
    wanted = sum(1 for mark in expiring.MARKS if mark <= left)
    assert (sum(told), sum(again)) == (wanted, 0)
    assert Notice.objects.filter(person_id=place.person.pk, template="rights.badge_ends").count() == wanted


def test_the_check_page_says_whether_the_card_is_good_and_little_else(place: Place) -> None:
    row = place.appointed()
    page = Client().get(f"/badge/{row.code}/").content.decode()
    assert "有效。" in page
    assert ("陈监督" in page, "402" in page.replace(row.code, "")) == (True, False)
    actions.end(unit=row.unit, badge=row, reason="调离", by=place.by, at=NOW)
    assert "已收回" in Client().get(f"/badge/{row.code}/").content.decode()
    assert Client().get("/badge/nonsense/").status_code == 404


def test_the_desk_appoints_lists_schools_and_takes_back(place: Place) -> None:
    client = at_desk(place.account)
    given = {
        "unit": str(place.tree.street.pk),
        "team": "mediator",
        "who": "13800000402",
        "on": TODAY.isoformat(),
    }
    wrong = client.post("/desk/teams/appoint/", given | {"who": "13800000999"})
    assert (wrong.status_code, "没有找到这个人" in wrong.content.decode()) == (422, True)
    assert client.post("/desk/teams/appoint/", given).status_code == 302
    row = Badge.objects.get()
    assert "陈监督" in client.get("/desk/teams/?team=mediator").content.decode()
    page = f"/desk/teams/{row.pk}/"
    learnt = {"topic": "调解实务", "held_on": TODAY.isoformat(), "hours": "16", "passed": "yes"}
    assert client.post(page, learnt).status_code == 302
    assert "调解实务" in client.get(page).content.decode()
    client.post(f"{page}end/", {"reason": "调离"})
    assert Badge.objects.get().ended_on == TODAY


def test_teams_of_another_subtree_do_not_exist(place: Place) -> None:
    row = place.appointed()
    account, _ = towns.officer("西区", 410, place.tree.west, "district_officer")
    west = at_desk(account)
    assert west.get(f"/desk/teams/{row.pk}/").status_code == 404
    assert west.post(f"/desk/teams/{row.pk}/end/", {"reason": "x"}).status_code == 404
    assert "陈监督" not in west.get("/desk/teams/?team=supervisor").content.decode()
    given = {"unit": str(place.tree.east.pk), "on": TODAY.isoformat()}
    assert west.post("/desk/teams/form/", given).status_code == 422


def test_the_list_takes_few_queries_however_many_serve(place: Place, django_assert_max_num_queries) -> None:
    for n in range(3):
        person = towns.enrol("某某某", 420 + n)
        actions.appoint(unit=place.tree.east, team="supervisor", person=person, on=TODAY, by=place.by, at=NOW)
    client = at_desk(place.account)
    client.get("/desk/teams/?team=supervisor")
    with django_assert_max_num_queries(24):
        client.get("/desk/teams/?team=supervisor")

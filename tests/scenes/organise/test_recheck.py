"""The yearly question "nothing changed?": at the desk, on the phone, by this year's roster."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.ground.access import town

from yugong.ground.notices.models import Notice
from yugong.ground.people import queries as people
from yugong.ground.people.models import Membership
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import local_day
from yugong.scenes.organise.actions import confirming
from yugong.scenes.organise.models import Comparison, Confirmation, Difference
from yugong.scenes.organise.queries import recheck

from .desk_town import NOW, at_desk, member, officer, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
TODAY = local_day(NOW)


@pytest.fixture
def place():
    return town.build()


@pytest.fixture
def desk(place):
    return officer("李敏", 50, place.union, "grassroots_chair")


def names(page: str) -> list[str]:
    return [name for name in ("周大山", "陈勇", "王五") if f">{name}</a>" in page]


def test_a_row_or_a_page_is_confirmed_by_one_press(place, desk):
    rows = [member(name, n, place.union) for n, name in enumerate(("周大山", "陈勇", "王五"), 101)]
    far = member("远方", 110, place.other)
    page = text(desk.get("/desk/recheck/"))
    assert (names(page), "138****0101" in page, "13800000101" in page) == (
        ["周大山", "陈勇", "王五"],
        True,
        False,
    )
    one = {str(Membership.objects.get(person=row).pk): row for row in (*rows, far)}
    keys = list(one)
    desk.post("/desk/recheck/", {"one": keys[0]})
    assert names(text(desk.get("/desk/recheck/"))) == ["陈勇", "王五"]
    desk.post("/desk/recheck/", {"all": "1", "shown": [*keys, "nonsense"]})
    page = text(desk.get("/desk/recheck/"))
    assert (names(page), "都核对过了" in page, "0.0%" in page) == ([], True, True)
    found = Confirmation.objects.order_by("id").values_list("person_id", "how", "changed")
    assert sorted(found) == sorted((row.pk, "officer", False) for row in rows)
    count = recheck.tally(place.union, on=TODAY)
    assert (count.total, count.done, count.officer, count.silent) == (3, 3, 3, 0)
    later = recheck.tally(place.union, on=TODAY + timedelta(days=367))
    assert (later.silent, later.silent_share) == (3, "100.0")


def test_what_changed_is_corrected_and_counts_as_looked_at(place, desk):
    who = member("周大山", 101, place.union)
    page = text(desk.get(f"/desk/recheck/{who.pk}/"))
    assert (f"/desk/members/{who.pk}/amend/" in page, "证件已核对原件" in page) == (True, True)
    given = {"phone": "13800000777", "paper": "resident", "reason": "本人来电"}
    assert desk.post(f"/desk/members/{who.pk}/amend/", given).status_code == 302
    assert list(Confirmation.objects.values_list("how", "changed")) == [("officer", True)]
    desk.post(f"/desk/recheck/{who.pk}/")
    who.refresh_from_db()
    assert who.verified
    far = officer("王远", 52, place.other, "grassroots_chair")
    assert [
        far.get(f"/desk/recheck/{who.pk}/").status_code,
        far.post(f"/desk/recheck/{who.pk}/").status_code,
    ] == [404, 404]


def test_a_member_answers_on_the_phone_with_one_tap(place):
    who = member("周大山", 101, place.union)
    client = Client()
    account = town.open_account(who, "worker")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    page = text(client.get("/"))
    assert ("你的信息还对吗" in page, "138****0101" in page, "茶厂工会" in page) == (True, True, True)
    assert client.post("/me/same/").url == "/"
    after = text(client.get("/"))
    assert ("你的信息还对吗" in after, "已记下没有变化" in after) == (False, True)
    assert list(Confirmation.objects.values_list("how", "made_by")) == [("self", f"person:{who.pk}")]


def test_unions_and_members_are_asked_once_in_their_time(place, desk):
    who = member("周大山", 101, place.union)
    town.open_account(who, "worker")
    now = timezone.now()
    first, again = (confirming.ask_again(by=SYSTEM, at=now) for _ in range(2))
    assert (first, again) == (2, 0)
    assert Notice.objects.get(template="organise.recheck_union").to.endswith(":grassroots_chair")
    assert Notice.objects.get(template="organise.recheck_self").person_id == who.pk
    confirming.confirm_members(
        unit=place.union, memberships=[Membership.objects.get(person=who).pk], by=SYSTEM, at=now
    )
    assert confirming.ask_again(by=SYSTEM, at=now + timedelta(days=100)) == 0


def test_this_years_roster_removes_and_adds_nobody_by_itself(place, desk):
    same, other, gone = (
        member(name, n, place.union) for n, name in enumerate(("周大山", "陈勇", "王五"), 101)
    )
    held = {row.pk: people.identity_of(row) for row in (same, other, gone)}
    fresh = town.enrol("赵新", 120)
    new = people.identity_of(fresh).number
    sheet = "姓名,身份证号,手机号\n" + "".join(
        f"{name},{number},{phone}\n"
        for name, number, phone in (
            ("周大山", held[same.pk].number, "13800000101"),
            ("陈勇", held[other.pk].number, "13800000555"),
            ("赵新", new, "13800000120"),
        )
    )
    file = SimpleUploadedFile("今年.csv", sheet.encode(), "text/csv")
    answer = desk.post("/desk/recheck/roster/", {"file": file})
    row = Comparison.objects.get()
    assert answer.url == f"/desk/recheck/rosters/{row.pk}/"
    assert (row.lines, row.same, Membership.objects.count()) == (3, 1, 3)
    found = {one.sort: one for one in Difference.objects.all()}
    assert {sort: one.person_id for sort, one in found.items()} == {
        "new": None,
        "missing": gone.pk,
        "changed": other.pk,
    }
    address = answer.url
    page = text(desk.get(f"{address}?sort=missing"))
    assert ("王五" in page, "不在了，去办手续" in page) == (True, True)
    left = desk.post(address, {"do": f"{found['missing'].pk}:ask"})
    assert (left.url, Membership.objects.filter(valid_to=None).count()) == (f"/desk/recheck/{gone.pk}/", 3)
    desk.post(address, {"do": f"{found['changed'].pk}:take"})
    other.refresh_from_db()
    assert people.identity_of(other).phone == "13800000555"
    desk.post(address, {"do": f"{found['new'].pk}:join"})
    assert people.membership_of(fresh.pk).unit_id == place.union.pk
    desk.post(address, {"do": f"{found['new'].pk}:skip"})
    assert {one.sort: one.decision for one in Difference.objects.all()} == {
        "new": "join",
        "missing": "ask",
        "changed": "take",
    }
    assert [bytes(one.line_sealed or b"") for one in Difference.objects.all()] == [b""] * 3
    far = officer("王远", 52, place.other, "grassroots_chair")
    assert far.get(address).status_code == 404


def test_a_federation_sees_how_far_its_unions_are(place):
    member("周大山", 101, place.union)
    east = at_desk(town.officer("陈东", 60, place.east, "district_officer")[0])
    page = text(east.get("/desk/recheck/"))
    assert ("江边街道总工会" in page, "100.0%" in page) == (True, True)

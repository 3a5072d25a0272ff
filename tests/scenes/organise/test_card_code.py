"""The code on a member's card: read without an account, for its purpose, for a minute, and not again."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.ground.access import town

from yugong.ground.people import actions as people
from yugong.ground.people.models import CardToken
from yugong.kernel.actor import SYSTEM, VISITOR, person
from yugong.kernel.errors import Refused

from .desk_town import member, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]


def at_phone(who) -> Client:
    client = Client()
    account = town.open_account(who, "w-card", phone="13800000601")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def issue(who, at, purpose="member") -> str:
    return people.issue_card_token(person=who, purpose=purpose, by=person(who.pk), at=at)


@pytest.mark.parametrize(("purpose", "unit_told"), [("member", True), ("benefit", False)])
def test_a_partner_without_an_account_learns_what_the_purpose_needs_and_no_more(purpose, unit_told) -> None:
    who = member("欧阳小江", 601, town.build().union)
    page = text(Client().get(f"/verify/{issue(who, datetime.now(UTC), purpose)}/"))
    assert ("欧阳**" in page, "茶厂工会" in page) == (True, unit_told)
    for secret in ("欧阳小江", "500103199001016", "13800000601", "1380000"):
        assert secret not in page
    assert re.findall(r"\b\d{10}\b", page) == []


def test_the_code_is_good_for_a_minute_and_a_replay_afterwards_shows_nothing() -> None:
    who, now = member("李小江", 602, town.build().union), datetime.now(UTC)
    secret = issue(who, now)
    assert people.read_card_token(secret=secret, by=VISITOR, at=now + timedelta(seconds=59)).person == who
    for late in (60, 61, 3600):
        with pytest.raises(Refused, match="失效"):
            people.read_card_token(secret=secret, by=VISITOR, at=now + timedelta(seconds=late))
    old = issue(who, now - timedelta(seconds=61))
    for _ in range(2):
        answer = Client().get(f"/verify/{old}/")
        assert (answer.status_code, "茶厂工会" in text(answer)) == (410, False)


def test_the_code_on_the_page_is_the_only_one_that_works() -> None:
    who = member("李小江", 603, town.build().union)
    first = issue(who, datetime.now(UTC))
    phone = at_phone(who)
    page = text(phone.post("/card/code/", {"purpose": "member"}))
    assert "<svg" in page
    assert Client().get(f"/verify/{first}/").status_code == 410
    assert CardToken.objects.filter(person=who, revoked_at=None).count() == 1


def test_after_leaving_the_union_a_code_still_running_says_so() -> None:
    who, now = member("李小江", 604, town.build().union), datetime.now(UTC)
    secret = issue(who, now)
    people.end(person=who, how="leave", on=now.date(), by=SYSTEM, at=now)
    page = text(Client().get(f"/verify/{secret}/"))
    assert ("不是工会会员" in page, "茶厂工会" in page) == (True, False)


def test_no_secret_stands_in_the_database_and_a_guess_opens_nothing() -> None:
    who = member("李小江", 605, town.build().union)
    secret = issue(who, datetime.now(UTC))
    assert secret.encode() not in bytes(CardToken.objects.get().secret_index)
    for guess in ("x", secret[:-1], secret + "A", secret.swapcase()):
        assert Client().get(f"/verify/{guess}/").status_code == 410

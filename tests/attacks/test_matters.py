"""What is written freely is sealed, what is closed stays, and no text is longer than a page takes."""

from uuid import uuid4

import pytest
from django.db import connection

from tests.ground.access import town
from yugong.engines.matters import actions as matters
from yugong.engines.matters.queries import story
from yugong.kernel.actor import Actor, person
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.organise.actions import joining

pytestmark = pytest.mark.django_db
NUMBER = "50010319900101101" + id_check_digit("50010319900101101")
SECRET = "我的电话是 13800000101，找李小江"


@pytest.fixture
def chair(place) -> Actor:
    account, _ = town.officer("周主席", 2, place.union, "grassroots_chair")
    return town.acting(place.union, "grassroots_chair", who=account.person)


@pytest.fixture
def matter(place, chair):
    account = town.open_account(None, "w-li", phone="13800000101")
    given = {
        "name": "李小江", "paper": "resident", "number": NUMBER, "phone": "13800000101",
        "trade": "rider", "employer": "", "unit": str(place.union.pk), "blind": "no", "agree": "on",
    }  # fmt: skip
    by = person(None, account_id=account.pk)
    return joining.apply(account=account, answers=given, key=uuid4().hex, by=by, at=town.NOW)


def test_what_is_written_freely_stands_sealed(matter, chair):
    at = town.NOW
    matter = matters.move(matter=matter, name="return", answers={"what": SECRET}, by=chair, at=at)
    me = person(matter.asker_id)
    matter = matters.move(matter=matter, name="mended", answers={"said": SECRET}, by=me, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM matters_happening WHERE data::text LIKE '%%13800000101%%'")
        assert cursor.fetchone() == (0,)
    assert sum(SECRET in step.note for step in story(matter, full=True)) == 2


def test_a_reply_is_no_longer_than_a_message(matter, chair):
    with pytest.raises(Refused, match="最多 1000 个字"):
        matters.move(matter=matter, name="admit", reply="好" * 1001, by=chair, at=town.NOW)


def test_what_is_closed_is_not_given_back(matter, chair):
    matter = matters.claim(matter=matter, by=chair, at=town.NOW)
    matter = matters.move(matter=matter, name="withdraw", by=person(matter.asker_id), at=town.NOW)
    with pytest.raises(Refused, match="已经办结"):
        matters.release(matter=matter, by=chair, at=town.NOW)

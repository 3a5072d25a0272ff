"""A reason, a purpose or a basis may name somebody: the log keeps it sealed, and the story tells it."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.ground.access import town
from yugong.ground.audit.models import Event, Remark
from yugong.ground.audit.queries import deeds, story_of, verify
from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.ground.people.queries import membership_of
from yugong.ground.people.sealed import cells
from yugong.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
PLANTED = "欧阳晓峰与司徒明远"
AT = {"by": SYSTEM, "at": town.NOW}


def everything() -> str:
    """All that stands in the log, as the database would show it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, ' ') FROM audit_event e")
        return cursor.fetchone()[0]


def reveal(who, built, purpose) -> None:
    officer = town.acting(built.east, "district_officer", who=town.enrol("区里人", 804))
    people.reveal(person=who, fields=("phone",), purpose=purpose, by=officer, at=town.NOW)


def test_names_in_reasons_purposes_and_bases_stand_nowhere_in_the_log() -> None:
    built, day = town.build(), town.TODAY
    who = town.enrol("李敏", 801)
    town.join(who, built.union)
    tenure = town.seat_person(who, built.union, "grassroots_chair")
    people.relieve(tenure=tenure, on=day, reason=PLANTED, **AT)
    reveal(who, built, PLANTED)
    people.amend(person=who, changes={"name": "李明敏"}, reason=PLANTED, **AT)
    stretch = membership_of(who.pk)
    people.correct(
        person=who,
        stretch=stretch,
        valid_from=stretch.valid_from + timedelta(days=1),
        valid_to=None,
        reason=PLANTED,
        **AT,
    )
    people.end(person=who, how="withdraw", on=day, basis=PLANTED, **AT)
    org.set_term(
        unit=built.union, term_from=day, term_to=day.replace(year=day.year + 3), years=3, basis=PLANTED, **AT
    )
    org.extend_term(unit=built.union, until=day.replace(year=day.year + 4), basis=PLANTED, **AT)
    org.rename_unit(unit=built.street, name="新街道总工会", on=day, reason=PLANTED, **AT)
    org.move_unit(unit=built.union, to=built.east, on=day, reason=PLANTED, **AT)
    assert [word for word in ("欧阳", "司徒", "晓峰", "明远") if word in everything()] == []
    assert Remark.objects.count() == 9
    assert list(verify()) == []


def test_the_story_of_a_thing_tells_it_and_the_log_page_does_not() -> None:
    who, built = town.enrol("李敏", 802), town.build()
    town.join(who, built.union)
    reveal(who, built, f" {PLANTED} ")
    assert story_of(who, did="people.reveal")[0].data == {"fields": ["phone"], "purpose": PLANTED}
    seen = deeds(did="people.reveal")[0].data
    assert seen == {"fields": ["phone"], "said": str(Remark.objects.get().pk)}
    assert "audit.remark.text_sealed" in cells


def test_nothing_said_leaves_no_remark() -> None:
    built = town.build()
    who = town.enrol("李敏", 803)
    people.relieve(tenure=town.seat_person(who, built.union, "grassroots_chair"), on=town.TODAY, **AT)
    assert Remark.objects.count() == 0
    assert "said" not in Event.objects.latest("id").data

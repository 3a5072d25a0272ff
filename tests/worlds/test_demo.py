"""The demo world: one seed and day give one world, the log holds, and its people can sign in."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.db import transaction
from django.test import override_settings

from tests.worlds.year import *  # noqa: F403  the scenes' year, on the same loading
from yugong.engines.matters.models import Happening, Matter, Message
from yugong.engines.matters.queries.reading import all_answers
from yugong.engines.matters.sealing import unseal
from yugong.ground.access import principal
from yugong.ground.audit.queries import story_of, verify
from yugong.ground.org import queries as org
from yugong.ground.org.models import Division, Succession, Unit
from yugong.ground.people import queries as people
from yugong.ground.people.models import Membership, Person, Tenure
from yugong.ground.signin import passwords
from yugong.kernel.errors import Refused
from yugong.scenes.rights.models import Badge, Schooling, SupervisionLetter
from yugong.scenes.rights.queries.letters import opened
from yugong.worlds import demo
from yugong.worlds.nanchuan import logins

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # a Friday morning
TODAY = date(2026, 11, 20)
IDS = {
    "unit",
    "employer",
    "employer_id",
    "area",
    "to",
    "dispatched_from",
    "returned_by",
    "proof",
    "people",
    "kept_from",
}


def rows() -> Iterator[object]:
    """Everything the world holds in clear, in an order of its own, without ids and random codes."""
    unit = ("name", "kind", "parent__name", "uscc", "valid_from", "valid_to", "term_to", "approved_no")
    yield sorted(map(str, Unit.objects.values_list(*unit)))
    yield sorted(
        map(str, Division.objects.values_list("code", "name", "parent_code", "valid_from", "valid_to"))
    )
    yield sorted(map(str, Succession.objects.values_list("before__name", "after__name", "on")))
    yield sorted(str(people.identity_of(person)) for person in Person.objects.all())
    numbers = {person.pk: people.identity_of(person).number for person in Person.objects.all()}
    stretch = ("person_id", "unit__name", "joined_on", "valid_from", "valid_to", "standing", "route", "trade")
    yield sorted(str((numbers[p], *rest)) for p, *rest in Membership.objects.values_list(*stretch))
    tenure = ("person_id", "post__unit__name", "post__role", "post__title", "valid_from")
    yield sorted(str((numbers[p], *rest)) for p, *rest in Tenure.objects.values_list(*tenure))
    for matter in Matter.objects.order_by("number").select_related("unit"):
        told = {key: value for key, value in all_answers(matter).items() if key not in IDS}
        yield (
            matter.number,
            matter.stage,
            matter.unit.name,
            matter.opened_at,
            matter.due_at,
            matter.outcome,
            told,
        )
    yield list(Happening.objects.order_by("matter__number", "seq").values_list("did", "move", "at"))
    said = Message.objects.order_by("matter__number", "at", "from_asker")
    yield [unseal(row.body_sealed, column="message.body", row=row.pk) for row in said]
    card = ("person_id", "number", "unit__name", "issued_on", "valid_to")
    yield sorted(str((numbers[p], *rest)) for p, *rest in Badge.objects.values_list(*card))
    yield sorted(Schooling.objects.values_list("badge__number", "topic", "held_on", "passed"))
    for letter in SupervisionLetter.objects.order_by("matter"):
        yield letter.matter, letter.number, letter.state, letter.served_on, opened(letter, "text_sealed")


def digest() -> str:
    return sha256("\n".join(map(str, rows())).encode()).hexdigest()


@pytest.fixture(scope="module")
def loads(django_db_setup, django_db_blocker):
    """The world loaded twice, each time into an empty database; the second stands during this module."""
    with django_db_blocker.unblock(), override_settings(YUGONG_DEMO=True), transaction.atomic():
        before = transaction.savepoint()
        demo.load(at=AT)
        first = digest()
        transaction.savepoint_rollback(before)
        loaded = demo.load(at=AT)
        yield loaded, first, digest()
        transaction.set_rollback(True)


def test_the_same_seed_and_day_give_the_same_rows(loads):
    _, first, second = loads
    assert first == second


def test_it_is_as_big_as_promised(loads):
    loaded, _, _ = loads
    assert loaded.units == 132
    assert 2850 <= loaded.members <= 3150
    assert Unit.objects.filter(kind__in=("enterprise", "joint", "home")).count() == 60
    assert loaded.matters >= 100


def test_loading_again_changes_nothing(loads):
    assert demo.loaded()
    assert demo.complete()
    assert demo.load(at=AT) == demo.Loaded()
    assert digest() == loads[2]


def test_the_log_holds(loads):
    assert list(verify()) == []


def test_districts_stand_as_on_each_day(loads):
    assert len(org.divisions(on=date(2025, 11, 5))) == 38
    assert len(org.divisions(on=date(2025, 11, 6))) == 37
    city = Unit.objects.get(kind="city")

    def standing(day):
        return sum(p.unit.kind == "district" for p in org.placed(on=day, path=city.path))

    assert (standing(date(2025, 11, 5)), standing(date(2025, 11, 6))) == (38, 37)


def test_officers_sign_in_and_sit_where_they_should(loads):
    for login in (logins.CHAIR, logins.DISTRICT, logins.CITY):
        account = passwords.prove(login.key, logins.PASSWORD, "127.0.0.1", at=AT)
        actor, _ = principal.load(account.pk, today=TODAY)
        seats = {(seat.role, Unit.objects.get(pk=seat.unit_id).name) for seat in actor.seats}
        assert (login.role, login.unit) in seats


def test_workers_sign_in_by_their_phone(loads):
    worker, member = (people.account_by_phone(login.phone) for login in (logins.WORKER, logins.MEMBER))
    assert worker.phone_verified_at is not None
    assert worker.person is None
    assert people.membership_of(member.person_id).unit.name == logins.MEMBER.unit


def test_matters_stand_in_every_state(loads):
    joining = Matter.objects.filter(kind__startswith="organise.")
    assert set(joining.values_list("stage", flat=True)) == {"review", "fix", "told", "closed", "check"}
    assert Matter.objects.filter(paused_at__isnull=False).exists()
    assert Matter.objects.filter(stage="review", due_at__lt=AT, paused_at=None).count() >= 3
    assert Matter.objects.filter(stage="review", claimed_by__isnull=False).exists()
    did = set(Happening.objects.values_list("did", flat=True))
    assert did >= {"open", "move", "claim", "transfer", "pause", "urge", "remind", "escalate", "verdict"}
    moves = set(Happening.objects.filter(did="move").values_list("move", flat=True))
    assert moves >= {
        "admit",
        "admit_by_rule",
        "refuse",
        "return",
        "mended",
        "lapse",
        "agree",
        "object",
        "silence",
    }
    assert Message.objects.count() > 40


def test_the_chairs_desk_shows_most_of_it(loads):
    desk = Matter.objects.filter(unit__name=logins.COURIERS)
    assert set(desk.values_list("stage", flat=True)) == {"review", "fix", "told", "closed", "check"}
    assert desk.filter(stage="review").count() >= 12


def test_district_and_city_have_work_too(loads):
    joining = Matter.objects.filter(kind__startswith="organise.")
    held = Counter(joining.exclude(stage="closed").values_list("unit__kind", flat=True))
    assert held["district"] >= 5
    assert held["city"] >= 2


def test_the_demo_member_sees_who_has_seen_him(loads):
    member = people.account_by_phone(logins.MEMBER.phone)
    assert [look.data["purpose"] for look in story_of(member.person, did="people.reveal")] == [
        "办理互助保障理赔，核对证件号",
        "核对免费健康体检名单",
    ]


def test_riders_of_one_platform_gather(loads):
    home = Unit.objects.get(name=logins.RIDERS)
    assert [row[2] for row in people.employer_clusters(unit_id=home.pk, at_least=25)] == [27]


def test_it_is_labelled_and_refused_outside_the_demo(loads):
    assert set(Person.objects.values_list("source", flat=True)) == {"演示数据", "join", "roster", "nameless"}
    with override_settings(YUGONG_DEMO=False), pytest.raises(Refused):
        demo.load(at=AT)


def test_somebody_who_lives_nowhere(loads):
    for person in Person.objects.order_by("id")[:200]:
        known = people.identity_of(person)
        assert known.phone[:3] in ("161", "")
        assert known.number[14:17] in ("000", "996", "997", "998", "999")

"""Both faces of the rule agree on what was sent, for anybody; no clock is lost on a way through an agency."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import handover
from yugong.engines.matters.models import ClockRow, Handover
from yugong.ground.access import deciding, scope
from yugong.ground.access.roles import roles
from yugong.kernel.actor import CLOCK, SYSTEM, VISITOR, Actor, Seat, partner, person
from yugong.kernel.errors import Refused
from yugong.kernel.flow import kinds
from yugong.kernel.permissions import Permission as P

from . import partners
from .sample import GIVEN, KEY
from .town import START, Town, enrol

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ASKED = (P.HANDOVER_ANSWER, P.HANDOVER_SEND, P.FILE_READ, P.MATTER_VIEW, P.CASE_EXPORT)
STATES = ("sent", "taken", "answered", "withdrawn", "expired", "link")


@pytest.fixture(autouse=True)
def hands(sample_kind):
    kinds._things[KEY] = partners.HANDS


@pytest.fixture
def courts(town):
    return partners.build(town)


def in_state(town: Town, courts: partners.Courts, state: str, n: int) -> Handover:
    chair, who = town.officers["chair"], enrol(f"申请{n}", 60 + n, town.union)
    matter = matters.open(kind=KEY, asker=who, answers=GIVEN, by=person(who.pk), at=START)
    to = {"link_to": "外区法院"} if state == "link" else {"agency": (courts.court, courts.other)[n % 2]}
    row = handover.send(matter=matter, purpose="confirm", parts=["plain"], **to, by=chair, at=START)
    judge = (courts.judge, courts.neighbour)[n % 2]
    if state == "taken":
        handover.take(handover=row, by=judge, at=START)
    elif state == "answered":
        handover.answer(handover=row, result="confirmed", by=judge, at=START)
    elif state == "withdrawn":
        handover.withdraw(handover=row, reason="收回", by=chair, at=START)
    elif state == "expired":
        for days in (25, 31, 70):
            handover.look(handover=row, by=CLOCK, at=START + days * DAY)
    row.refresh_from_db()
    return row


def actors(town: Town, courts: partners.Courts, rows: list[Handover]) -> st.SearchStrategy[Actor]:
    """Anybody: a role anywhere with or without an agency, the holder of a link, the asker, nobody."""
    units = [town.city, town.east, town.west, town.street, town.union]
    agencies = [None, courts.court.pk, courts.other.pk, 10**6]
    people = [row.matter.asker_id for row in rows] + [UUID(int=9)]

    def seated(unit, role, agency, who):
        known = roles[role]
        powers = frozenset(map(str, known.permissions))
        seat = Seat(1, role, role, unit.pk, unit.path, unit.name, known.duties, powers, agency)
        return person(who, seat=seat, seats=(seat,))

    keys = [role.key for role in roles]
    sat = st.builds(
        seated,
        st.sampled_from(units),
        st.sampled_from(keys),
        st.sampled_from(agencies),
        st.sampled_from(people),
    )
    link = st.sampled_from([row.pk for row in rows] + [UUID(int=3)]).map(
        lambda key: partner(key, label="法院")
    )
    alone = st.sampled_from([VISITOR, CLOCK, SYSTEM, *map(person, people)])
    return st.one_of(sat, sat, link, alone)


def test_both_faces_agree_on_what_was_sent(town, courts):
    rows = [in_state(town, courts, state, n) for n, state in enumerate(STATES * 2)]

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(actor=actors(town, courts, rows), asked=st.sampled_from(ASKED))
    def agree(actor, asked):
        listed = set(scope.within(actor, asked, Handover.objects.all()).values_list("pk", flat=True))
        assert listed == {row.pk for row in rows if deciding.decide(actor, asked, row)}

    agree()


def test_an_agency_sees_what_is_open_and_its_own(town, courts):
    rows = [in_state(town, courts, state, n) for n, state in enumerate(STATES * 2)]
    shown = {row.pk for row in rows if deciding.decide(courts.judge, P.HANDOVER_ANSWER, row)}
    assert shown == {row.pk for row in rows if row.open and row.agency_id == courts.court.pk}
    assert {row.state for row in rows if row.pk in shown} <= {"sent", "taken", "returned"}
    moved = replace(courts.judge, seat=replace(courts.judge.seat, agency_id=None))
    assert not any(deciding.decide(moved, P.HANDOVER_ANSWER, row) for row in rows)


STEPS = ("send", "other", "take", "answer", "withdraw", "sweep", "pause", "resume", "say", "accept", "wait")


def test_no_clock_is_lost_on_any_way_through_an_agency(town, courts):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=16))
    def walk(steps):
        with transaction.atomic():
            follow(steps)
            transaction.set_rollback(True)

    def follow(steps):
        matter = matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.me(), at=START)
        now = START
        for step in steps:
            now += timedelta(hours=30)
            with suppress(Refused), transaction.atomic():
                act(matter, step, now)
            matter.refresh_from_db()
            insist(matter)

    def act(matter, step, now):
        chair = town.officers["chair"]
        held = Handover.objects.filter(matter=matter, ended_at__isnull=True).order_by("id").first()
        to = courts.court if step == "send" else courts.other
        if step in ("send", "other"):
            handover.send(matter=matter, purpose="confirm", parts=["plain"], agency=to, by=chair, at=now)
        elif step in ("take", "answer") and held:
            judge = courts.judge if held.agency_id == courts.court.pk else courts.neighbour
            more = {"result": "confirmed"} if step == "answer" else {}
            getattr(handover, step)(handover=held, **more, by=judge, at=now)
        elif step == "withdraw" and held:
            handover.withdraw(handover=held, reason="收回", by=chair, at=now)
        elif step == "sweep":
            handover.sweep(by=CLOCK, at=now + 40 * DAY)
        elif step == "pause":
            matters.pause(matter=matter, reason="等材料", by=chair, at=now)
        elif step == "resume":
            matters.resume(matter=matter, by=chair, at=now)
        elif step == "say":
            matters.message(matter=matter, body="在吗", by=town.me(), at=now)
        elif step == "accept":
            matters.move(matter=matter, name="accept", by=chair, at=now)

    def insist(matter):
        alive = list(ClockRow.objects.filter(matter=matter, stopped_at__isnull=True))
        assert sorted(bool(row.stage) for row in alive) == [False, True]
        stage = next(row for row in alive if row.stage)
        assert (stage.stage, stage.due_at) == (matter.stage, matter.due_at)
        standing = [bool(row.pauses and row.pauses[-1][1] is None) for row in alive if row.stage]
        assert standing == [matter.paused_at is not None]

    walk()

"""The rights front of the demo: as much of everything as was promised, and every state of every kind."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings

from yugong.engines.matters.models import Happening, Hearing, Matter
from yugong.engines.matters.models.handing import Handover
from yugong.engines.matters.queries import rates
from yugong.ground.access import principal
from yugong.ground.org.models import Unit
from yugong.ground.signin import passwords
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import CLOSED, kinds
from yugong.scenes.rights.models import (
    AidState,
    Badge,
    LegalAid,
    LetterState,
    Mediation,
    MediationPayment,
    Schooling,
    SupervisionLetter,
)
from yugong.scenes.rights.queries import teams
from yugong.worlds import demo
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.plan import DISTRICT_UNION

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # a Friday morning
TODAY = local_day(AT)


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    """The district of a world that stands during this module."""
    with django_db_blocker.unblock(), override_settings(YUGONG_DEMO=True), transaction.atomic():
        demo.load(at=AT)
        yield Unit.objects.get(name=DISTRICT_UNION)
        transaction.set_rollback(True)


def stages(kind: str) -> set[str]:
    return set(Matter.objects.filter(kind=kind).values_list("stage", flat=True))


def test_seventy_seven_bodies_with_187_supervisors(district):
    assert teams.bodies(district.path).count() == 77
    counted = teams.counted(district.path, on=TODAY)
    assert counted["supervisor"] == (187, 3)
    assert set(counted) == {"supervisor", "mediator", "relations_informant", "protection_inspector"}
    looks = Counter(teams.standing(badge, on=TODAY)[1] for badge in Badge.objects.all())
    assert (looks["快到期"], looks["已过期"]) == (4, 3)
    assert Schooling.objects.filter(passed=False).exists()


def test_eight_reminders_are_public(district):
    public = SupervisionLetter.objects.filter(state=LetterState.PUBLISHED)
    assert public.count() == 8
    assert set(public.values_list("addressee", flat=True)) == {"各用人单位"}
    assert Matter.objects.filter(number__in=public.values("matter"), stage=CLOSED).count() == 8


def test_letters_stand_in_every_state(district):
    assert set(SupervisionLetter.objects.values_list("state", flat=True)) == set(LetterState.values)
    assert set(SupervisionLetter.objects.values_list("rank", flat=True)) == {
        "reminder",
        "opinion",
        "recommendation",
    }
    assert stages("rights.reminder") == {*(stage.name for stage in kinds["rights.reminder"].stages), CLOSED}


def test_three_hands_stand_behind_every_signed_letter(district):
    for row in SupervisionLetter.objects.exclude(number=None):
        assert len({row.drafted_by_id, row.seconded_by_id, row.signed_by_id}) == 3


def test_the_districts_own_officer_may_draft_from_his_other_seat(district):
    holder = Badge.objects.filter(team="supervisor", person__account__username="district")
    assert holder.get().unit_id == district.pk


def test_139_appeals_in_every_stage_by_members_strangers_and_nameless(district):
    rows = Matter.objects.filter(kind="rights.hotline_12351")
    assert rows.count() == 139
    assert stages("rights.hotline_12351") == {
        *(stage.name for stage in kinds["rights.hotline_12351"].stages),
        CLOSED,
    }
    assert rows.filter(nameless=True).count() >= 10
    assert len(set(rows.values_list("unit", flat=True))) >= 8
    assert rows.filter(answers__collective=True).count() == 1
    assert rows.filter(lead__isnull=False).count() == 11
    assert rows.filter(paused_at__isnull=False).exists()
    did = set(Happening.objects.filter(matter__in=rows).values_list("did", flat=True))
    assert did >= {
        "reopen", "urge", "supervise", "answered", "transfer", "pause", "resume", "gather", "draw", "opinion",
    }  # fmt: skip


def test_the_rates_of_the_overview_equal_a_recount(district):
    since, until = datetime(2025, 11, 1, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)
    reach = rates.Reach("rights.hotline_12351", district.pk, district.path, since, until)
    found = rates.numbers(reach)
    said = Counter(
        Hearing.objects.filter(kind=reach.kind, matter__counted=True)
        .exclude(answer="aside")
        .values_list("answer", flat=True)
    )
    assert (found["content"], found["unhappy"], found["silent"]) == (said["yes"], said["no"], said["silent"])
    assert found["heard"] == sum(said.values())
    assert 0.7 < found["content"] / found["heard"] < 0.95
    assert found["asked"] == 139
    assert found["open"] == Matter.objects.filter(kind=reach.kind).exclude(stage=CLOSED).count()


def test_twelve_mediations_in_every_stage_and_what_was_paid(district):
    assert Matter.objects.filter(kind="rights.mediation").count() == 12
    assert stages("rights.mediation") == {*(stage.name for stage in kinds["rights.mediation"].stages), CLOSED}
    sealed = Mediation.objects.exclude(number=None)
    assert sealed.count() >= 5
    assert all(row.plan for row in sealed)
    assert MediationPayment.objects.filter(mediation__matter__in=closed("rights.mediation")).exists()
    assert set(Handover.objects.values_list("purpose", flat=True)) == {"confirmation", "payment_order"}


def closed(kind: str) -> list[str]:
    return list(Matter.objects.filter(kind=kind, stage=CLOSED).values_list("number", flat=True))


def test_six_legal_aids_and_more_than_two_million_recovered(district):
    aided = LegalAid.objects.exclude(state=AidState.REFUSED)
    assert aided.count() == 6
    assert sum(aided.values_list("recovered_fen", flat=True)) > 2_000_000_00
    assert stages("rights.legal_aid") == {*(stage.name for stage in kinds["rights.legal_aid"].stages), CLOSED}


def test_the_agent_and_the_court_sign_in(district):
    for login in (logins.AGENT, logins.COURT):
        account = passwords.prove(login.key, logins.PASSWORD, "127.0.0.1", at=AT)
        actor, _ = principal.load(account.pk, today=TODAY)
        assert login.role in {seat.role for seat in actor.seats}

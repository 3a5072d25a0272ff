"""The rights front of the demo: as much of everything as was promised, and every state of every kind."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings

from yugong.engines.matters.models import Matter
from yugong.ground.org.models import Unit
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import CLOSED, kinds
from yugong.scenes.rights.models import Badge, LetterState, Schooling, SupervisionLetter
from yugong.scenes.rights.queries import teams
from yugong.worlds import demo
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

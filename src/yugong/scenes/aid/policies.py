"""The policies that find people: which rule leads to what, and who has asked for it already."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from yugong.engines.matters import actions as matters
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import (
    LIVE,
    Grant,
    GrantState,
    Household,
    HouseholdFacts,
    HouseholdMember,
    Season,
    Target,
)
from yugong.scenes.aid.rules.claiming import KIND
from yugong.scenes.aid.rules.offering import Policy, policies
from yugong.scenes.aid.rules.weighing import because


def claim(*, person: Person, facts: HouseholdFacts, verdict: Verdict, by: Actor, at: datetime) -> str:
    """His yes as a matter of the street's union, which knows the figures and asks him no form."""
    answers = {"policy": policies[verdict.rule].name, "because": because(verdict)}
    key = f"offer:{verdict.rule}:{facts.pk}"
    return matters.open(kind=KIND, asker=person, answers=answers, key=key, by=by, at=at).number


def on_file(persons: Collection[UUID], on: date) -> set[UUID]:
    """Who stands in a household that is filled in, applied for or on file, or is not taken in for a while."""
    mine = Household.objects.filter(person_id__in=persons)
    mine = mine.filter(Q(state__in=LIVE) | Q(blocked_until__gt=on))
    places = HouseholdMember.objects.filter(person_id__in=persons, left_on=None, household__state__in=LIVE)
    found = {*mine.values_list("person_id", flat=True), *places.values_list("person_id", flat=True)}
    return {one for one in found if one is not None}


def granted(purpose: Season) -> Callable[[Collection[UUID], date], set[UUID]]:
    """Who stands on a list of this year's programmes for a purpose, or has its money."""

    def has(persons: Collection[UUID], on: date) -> set[UUID]:
        listed = Target.objects.filter(person_id__in=persons, programme__season=purpose)
        had = Grant.objects.filter(person_id__in=persons, purpose=purpose, on__year=on.year)
        return {
            *listed.filter(listed_at__year=on.year).values_list("person_id", flat=True),
            *had.exclude(state=GrantState.CANCELLED).values_list("person_id", flat=True),
        }

    return has


policies.add(Policy("aid.hardship", "困难职工建档", has=on_file, opens=claim))
policies.add(Policy("aid.living", "生活救助", has=granted(Season.LIVING), opens=claim))
policies.add(Policy("aid.medical", "医疗救助", has=granted(Season.MEDICAL), opens=claim))
policies.add(Policy("aid.schooling", "金秋助学", has=granted(Season.AUTUMN), opens=claim))

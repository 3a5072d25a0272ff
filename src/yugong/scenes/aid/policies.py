"""The policies that find people: which rule leads to what, and who has asked for it already."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from yugong.engines.matters import actions as matters
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import LIVE, Household, HouseholdFacts, HouseholdMember
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


policies.add(Policy("aid.hardship", "困难职工建档", has=on_file, opens=claim))

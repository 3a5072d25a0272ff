"""Re-election of a union's committee: agreed by the union above, elected, approved, handed over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.actions import elections
from yugong.scenes.organise.actions.establishing import greet_chair
from yugong.scenes.organise.models import Election, FoundingState, Renewal


@action(Permission.UNIT_MANAGE, on="unit")
def begin(*, unit: Unit, upper: Unit, matter: str, by: Actor, at: datetime) -> Renewal:
    """Agree that the union prepares its re-election; one at a time."""
    before = Renewal.objects.filter(matter=matter).first()
    others = Renewal.objects.filter(unit=unit, state=FoundingState.PREPARING)
    if others.exclude(matter=matter).exists():
        raise Refused(f"{unit.name}已经在筹备换届，请先办完那一件", code="begun")
    if before:
        Renewal.objects.filter(pk=before.pk).update(state=FoundingState.PREPARING, ended_at=None)
        return before
    row = Renewal(matter=matter, unit=unit, upper=upper, agreed_at=at)
    row.save()
    facts(matter=matter, term_to=unit.term_to)
    return row


@action(Permission.PERSON_SELF, on="asker")
def report(
    *, asker: Person, renewal: Renewal, answers: Mapping[str, Any], by: Actor, at: datetime
) -> Election:
    """Take down an election of the union's own members that holds."""
    election = elections.take_down(
        matter=renewal.matter, answers=answers, path=renewal.unit.path, since=renewal.agreed_at,
        unit=renewal.unit, at=at,
    )  # fmt: skip
    facts(renewal=renewal.pk, due=election.due, present=election.present, votes=election.chair_votes)
    return election


@action(Permission.UNIT_MANAGE, on="unit")
def complete(
    *, unit: Unit, renewal: Renewal, election: Election, approved_no: str, by: Actor, at: datetime
) -> Unit:
    """Approve the election: the officers before leave, the elected sit down, the term runs from its day."""
    if renewal.state != FoundingState.PREPARING:
        raise Refused("这次换届已经办完，或者已经终止，请刷新后再看", code="stale")
    years = election.term_years
    after: Unit = org.set_term(
        unit=unit, term_from=election.held_on, term_to=add_months(election.held_on, 12 * years), years=years,
        basis=approved_no, by=by, at=at,
    )  # fmt: skip
    left = elections.relieve(unit=after, by=by, at=at)
    seated = elections.seat(unit=after, election=election, basis=approved_no, by=by, at=at)
    elections.close_empty(unit=after, at=at)
    freed = matters.lay_down(unit_id=after.pk, persons=left, by=by, at=at)
    greet_chair(after, election.chair, at=at)
    renewal.state, renewal.ended_at = FoundingState.FOUNDED, at
    renewal.save(update_fields=["state", "ended_at"])
    facts(matter=renewal.matter, left=len(left), seated=seated, freed=freed)
    return after


def give_up(*, renewal: Renewal, at: datetime) -> Renewal:
    """End a preparation that led to no election, within the move of its matter."""
    renewal.state, renewal.ended_at = FoundingState.ENDED, at
    renewal.save(update_fields=["state", "ended_at"])
    return renewal

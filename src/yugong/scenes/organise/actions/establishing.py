"""Putting an elected union into the tree: unit, term, covered employers, its chair, members who agreed."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise import texts
from yugong.scenes.organise.actions import elections
from yugong.scenes.organise.models import Covered, Election, Founding, FoundingState
from yugong.scenes.organise.rules.founding import INDUSTRY, KIND_OF

GATHERED = (UnitKind.HOME, UnitKind.JOINT)


@action(Permission.UNIT_MANAGE, on="upper")
def establish(
    *,
    upper: Unit,
    founding: Founding,
    election: Election,
    covered: tuple[str, ...],
    approved_no: str,
    by: Actor,
    at: datetime,
) -> Unit:
    """Approve the election: the union stands from today, its term runs from the day of the election."""
    if founding.state != FoundingState.PREPARING:
        raise Refused("这个工会已经成立，或者筹备已经终止，请刷新后再看", code="stale")
    day = local_day(at)
    unit: Unit = org.found_unit(
        name=founding.name,
        kind=KIND_OF[founding.form],
        parent=upper,
        on=day,
        employer=founding.employer,
        division_code=upper.division_code,
        home_for="platform" if founding.form == INDUSTRY else "",
        approved_no=approved_no,
        term_years=election.term_years,
        term_from=election.held_on,
        term_to=add_months(election.held_on, 12 * election.term_years),
        by=by,
        at=at,
    )
    _cover(unit, covered, by=by, at=at)
    founding.unit, founding.state, founding.ended_at = unit, FoundingState.FOUNDED, at
    founding.save(update_fields=["unit", "state", "ended_at"])
    moved = _move(founding, unit, at=at)
    seated = elections.seat(unit=unit, election=election, basis=approved_no, by=by, at=at)
    greet_chair(unit, election.chair, at=at)
    facts(unit=unit.pk, matter=founding.matter, moved=moved, seated=seated)
    return unit


def _cover(unit: Unit, names: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    for name in names:
        employer = org.register_employer(name=name, division_code=unit.division_code[:6], by=by, at=at)
        Covered(unit=unit, employer=employer, valid_from=unit.valid_from).save()


def _move(founding: Founding, unit: Unit, *, at: datetime) -> int:
    """Move the members of home and joint unions who said yes themselves; a member of another union stays."""
    moved = 0
    for agreement in founding.agreements.select_related("person").order_by("id"):
        stretch = queries.membership_of(agreement.person_id)
        if stretch and stretch.unit.kind in GATHERED:
            people.transfer(
                person=agreement.person, to=unit, on=local_day(at), matter=founding.matter, by=RULE, at=at
            )
            moved += 1
    return moved


def greet_chair(unit: Unit, chair: Person, *, at: datetime) -> None:
    """Tell the chair that he is, and how he comes to his desk."""
    tell(
        to=chair.pk,
        template=texts.ELECTED.name,
        values={"union": unit.name},
        about=f"org.unit:{unit.pk}",
        path="/me/desk/",
        at=at,
    )

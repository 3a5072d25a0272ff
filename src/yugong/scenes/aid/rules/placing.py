"""Which union takes an application, reviews it, decides it and hears the appeal; who must keep out of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yugong.engines.matters import queries as matters
from yugong.ground.access.roles import COUNTY
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.queries import employers_served, membership_of
from yugong.kernel import tree
from yugong.kernel.decision import Decision
from yugong.kernel.flow import REVIEWER
from yugong.scenes.aid.models import HouseholdState
from yugong.scenes.aid.queries import households

Answers = Mapping[str, Any]
YES = Decision(True, "")
OFFICES = ("street", *COUNTY, "city")


def chain(unit: Unit) -> list[Unit]:
    """The unit itself and those above it, the nearest first."""
    known = Unit.objects.in_bulk(list(tree.ids(unit.path)))
    return [known[key] for key in reversed(tree.ids(unit.path)) if key in known]


def office(unit: Unit, kinds: Sequence[str] = OFFICES) -> Unit:
    """The nearest union of these kinds that is no employer's; the topmost when there is none."""
    above = chain(unit)
    return next((one for one in above if one.kind in kinds and not org.of_an_employer(one)), above[-1])


def place_of(person: Person, *, kept: bool) -> Unit | None:
    """Where a member's household is taken: his own union, or the street when his employer must not know."""
    stretch = membership_of(person.pk)
    if stretch is None:
        return None
    return office(stretch.unit) if kept else stretch.unit


def reviewing(unit: Unit, but: Collection[UUID], on: date) -> Unit:
    """The street or above where somebody reviews who had no part in it."""
    above = chain(office(unit))
    return next((one for one in above if _others(one, but, on)), above[-1])


def deciding(unit: Unit, but: Collection[UUID], on: date) -> Unit:
    """The county-level union or above where somebody decides who had no part in it."""
    above = chain(office(unit, (*COUNTY, "city")))
    return next((one for one in above if _others(one, but, on)), above[-1])


def hearing(decided_at: Unit, but: Collection[UUID], on: date) -> Unit:
    """The union above the one that decided; at the top, the same union with another person."""
    above = chain(decided_at)
    return next((one for one in above[1:] if _others(one, but, on)), above[-1])


def _others(unit: Unit, but: Collection[UUID], on: date) -> bool:
    return any(one.person_id not in but for one in matters.officers([unit.pk], duty=REVIEWER, on=on))


def eligible(*, asker: Any, answers: Answers, at: datetime) -> Decision:
    """Only what was filled in on the household's own pages opens a matter: there every adult has agreed."""
    row = households.live_of(asker.pk)
    if row is None or row.state != HouseholdState.APPLIED or row.matter is not None:
        return Decision(False, "请在「一件事」里的「困难职工建档」填写家庭情况，再提交")
    return YES


def desk(*, asker: Any, answers: Answers, at: datetime) -> int | None:
    """The union at which the household stands."""
    row = households.live_of(asker.pk)
    return row.unit_id if row else None


def may_take(*, unit: Unit, asker: Any, answers: Answers, at: datetime) -> Decision:
    """What is kept from the employer lies at no union of an employer."""
    if answers.get("kept") == "yes" and org.of_an_employer(unit):
        return Decision(False, "申请人要求不让单位知道，不能交给单位自己的工会，请选街道、区县或者行业的工会")
    return YES


def bars(*, people: Collection[UUID]) -> Callable[[UUID, Answers], bool]:
    """Members of the household keep out; so do the posts of the employer it is kept from."""
    own = employers_served(people)

    def question(person: UUID, answers: Answers) -> bool:
        return str(person) in (answers.get("people") or ()) or answers.get("kept_from") in own[person]

    return question


def gives(*, matter: Any) -> Sequence[tuple[str, str, str, str]]:
    """The household's way to its own file."""
    return (("困难档案", "申报、走访、判定和公示，都在这里看", "/aid/file/", "file-text"),)

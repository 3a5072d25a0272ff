"""Which union handles an appeal: by employer's union, place and item; never the employer's own."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from yugong.ground.access.roles import COUNTY
from yugong.ground.org import queries as org
from yugong.ground.org.models import Employer, Unit
from yugong.ground.org.names import plain
from yugong.ground.people.models import Person
from yugong.ground.people.queries import employers_served, membership_of
from yugong.kernel.decision import Decision
from yugong.scenes.rights.rules.topics import BY_KEY

Answers = Mapping[str, Any]
OFFICES = ("street", *COUNTY, "city")


@dataclass(frozen=True, slots=True)
class Route:
    """The union that should handle it, and why, in words the dispatcher reads."""

    unit: Unit
    why: str


def employer_of(answers: Answers) -> Employer | None:
    """The employer that was picked, or the one whose name was written."""
    if answers.get("employer_id"):
        return Employer.objects.filter(pk=answers["employer_id"]).first()
    return org.find_employer(answers["employer"]) if answers.get("employer") else None


def alike(*, answers: Answers) -> str:
    """What makes appeals alike: the item and the employer, by his row or else by his name."""
    employer = employer_of(answers)
    where = str(employer.pk) if employer else plain(answers.get("employer") or "")
    return f"{answers['topic']}:{where}"[:120] if where else ""


def office(unit: Unit, *, level: str = "street") -> Unit | None:
    """The unit itself or the nearest above it that handles appeals: no employer's union, and high enough."""
    above_employers = list(takewhile(lambda one: not org.owned(one), [*org.ancestors(unit.path), unit]))
    lowest = OFFICES if level == "street" else OFFICES[1:]
    return next((one for one in reversed(above_employers) if one.kind in lowest), None)


def route(*, asker: Person | None, answers: Answers) -> Route | None:
    """Employer's union first, then the place, then the asker's own union; each lifted to a union that may."""
    item = BY_KEY[answers["topic"]]
    for unit, why in _ways(asker, answers):
        if unit is not None and (found := office(unit, level=item.level)) is not None:
            high = f"；「{item.label}」由区县以上办" if item.level != "street" else ""
            return Route(found, f"{why}{high}")
    return None


def _ways(asker: Person | None, answers: Answers) -> Iterator[tuple[Unit | None, str]]:
    if employer := employer_of(answers):
        yield org.union_of(employer), f"「{employer.name}」已建工会，由它的上级工会办"
    if answers.get("area"):
        yield Unit.objects.filter(pk=answers["area"], valid_to=None).first(), "按事发地"
    if asker and (own := membership_of(asker.pk)):
        yield own.unit, "用工单位没有查到，按职工所在工会的上级"


def desk(*, asker: Person, answers: Answers, at: datetime) -> int | None:
    """Where it is taken and dispatched: the county-level union above the one that should handle it."""
    found = route(asker=asker, answers=answers)
    if found is None:
        return top()
    taken = office(found.unit, level="district")
    return taken.pk if taken else found.unit.pk


def top() -> int | None:
    """The union above all: where no other way leads, its desk takes it."""
    return Unit.objects.filter(parent=None, valid_to=None).order_by("id").values_list("id", flat=True).first()


def bars(*, people: Collection[UUID]) -> Callable[[UUID, Answers], bool]:
    """What is about an employer is kept from whoever holds a post in that employer's union."""
    served = employers_served(people)

    def question(person: UUID, answers: Answers) -> bool:
        if not (own := served[person]):
            return False
        near = answers.get("employer_id") or plain(answers.get("employer") or "") in own.values()
        employer = employer_of(answers) if near else None
        return employer is not None and employer.pk in own

    return question


def bars_of_picked(*, people: Collection[UUID]) -> Callable[[UUID, Answers], bool]:
    """The same of letters, whose employer is picked, and written to even where the addressee is another."""
    own = employers_served(people)
    return lambda person, answers: str(answers.get("employer") or "") in map(str, own[person])


def may_take(*, unit: Unit, asker: Person, answers: Answers, at: datetime) -> Decision:
    """No union of an employer handles an appeal, whoever the employer is."""
    if org.of_an_employer(unit):
        return Decision(False, "诉求不能交给用人单位自己的工会办，请选街道、区县或者行业的工会")
    return Decision(True, "")

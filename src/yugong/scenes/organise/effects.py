"""What decisions bring about: admitting a member, the words of a refusal, issuing a certificate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_id
from yugong.scenes.organise.actions import certificates
from yugong.scenes.organise.rules.joining import employer_named


def admit(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Make the asker a member of the union he chose; membership runs from approval (W1 art. 5).

    Somebody already known by this number keeps his one row: the applicant's is merged into it.
    """
    unit = Unit.objects.filter(pk=answers["unit"], valid_to__isnull=True).first()
    if unit is None:
        raise Refused("申请加入的工会已经撤销，请退回补正，请申请人另选", field="unit")
    person = matter.asker = _found(matter.asker, answers, by=by, at=at)
    employer = employer_named(answers.get("employer") or "")
    if employer and answers["blind"] != "yes":
        people.employ(
            person=person, employer=employer, trade=answers["trade"], since=None, source="join", by=by, at=at
        )
    day = local_day(at)
    people.join(
        person=person, unit=unit, on=day, route=_route(unit), trade=answers["trade"], matter=matter.number,
        by=by, at=at,
    )  # fmt: skip
    _complete(person, answers, by=by, at=at)
    return f"已加入{unit.name}"


def _route(unit: Unit) -> str:
    return {"platform": "workplace", "rural": "source"}.get(unit.home_for, "phone")


def _found(person: Person, answers: Mapping[str, Any], *, by: Actor, at: datetime) -> Person:
    """The one row of the applicant: his own, or the one that a union already knows by his number."""
    known = queries.find_by_number(answers["number"], paper=answers["paper"])
    if known is None or known.pk == person.pk:
        return person
    if queries.unproved(known, phone=answers["phone"]):
        people.disclaim(person=known, by=by, at=at)
        return person
    return people.adopt(person=person, into=known, by=by, at=at)


def _complete(person: Person, answers: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Enter the number that was checked, where his row has none yet."""
    if queries.identity_of(person).number:
        return
    checked = check_id(answers["number"], kind=answers["paper"], today=local_day(at))
    changes = {
        "name": answers["name"],
        "paper": answers["paper"],
        "number": checked.normalised,
        "born": checked.birth,
        "sex": {"男": "1", "女": "2"}.get(checked.sex or "", ""),
    }
    people.amend(person=person, changes=changes, reason="join", by=by, at=at)


def refuse(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The outcome of a refusal, with its reason; the way on stands in the matter."""
    return f"未同意入会：{answers['reason']}"


def lapse(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Nothing was mended in time; the worker may apply again at any time."""
    return "到期没有补正，这次申请结束；随时可以再申请"


def certify(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Issue the certificate from the register; a newer one of the same matter replaces the older."""
    certificates.issue(
        person=matter.asker, matter=matter.number, purpose=answers["purpose"], to=answers["to"], by=by, at=at
    )
    return "证明已开出，可以下载"

"""What decisions bring about: a member admitted, a certificate issued, a union founded, a term extended."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.org.queries import heir_of
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_id
from yugong.scenes.organise.actions import certificates, establishing, preparing
from yugong.scenes.organise.models import Founding
from yugong.scenes.organise.queries import foundings
from yugong.scenes.organise.rules import joining
from yugong.scenes.organise.rules.founding import employers_covered, latest_end
from yugong.scenes.organise.rules.joining import employer_named


def admit(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Make the asker a member of the union he chose; membership runs from approval (W1 art. 5).

    A union merged into another meanwhile is followed there. Somebody already known by this number keeps his
    one row: the applicant's is merged into it.
    """
    unit = heir_of(answers["unit"])
    if unit is None:
        raise Refused("申请加入的工会已经撤销，请退回补正，请申请人另选", field="unit")
    joining.may_take(unit=unit, asker=matter.asker, answers=answers, at=at).insist()
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
    """The outcome of a refusal, with its reason; the way on stands in the matter.

    Somebody admitted before, who objected and is looked at again, is not refused: membership ends by leaving.
    """
    stretch = queries.membership_of(matter.asker_id)
    if stretch is not None and stretch.unit_id == answers["unit"]:
        raise Refused(
            "申请人已经是本工会会员；要取消会籍，请走退会，不能在这里不予入会", code="already_member"
        )
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


def prepare(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The upper union agrees: the preparation begins, and members of the employer elsewhere are asked."""
    upper = _upper(answers)
    preparing.begin(upper=upper, matter=matter.number, asker=matter.asker, answers=answers, by=by, at=at)
    return "同意筹备，选举后报结果"


def refused(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The outcome of a founding refused; the way on stands in the matter."""
    return "没有同意筹备建会"


def report(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Check and take down the election."""
    row = preparing.report(asker=matter.asker, founding=_founding(matter), answers=answers, by=by, at=at)
    return f"应到 {row.due} 人，实到 {row.present} 人，主席得 {row.chair_votes} 票，选举有效"


def give_up(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """A preparation that led to no union is over; it can be asked for again."""
    if begun := foundings.founding_of(matter.number):
        preparing.give_up(founding=begun, at=at)
    return "没有建成，随时可以再申请"


def establish(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The union stands: in the tree, with its term, its chair, and the members who agreed to move."""
    election = foundings.election_of(matter.number)
    if election is None:
        raise Refused("还没有选举结果，请先退回，请申请人报选举结果")
    covered = employers_covered(answers.get("covered") or "")
    unit = establishing.establish(
        upper=_upper(answers), founding=_founding(matter), election=election, covered=covered,
        approved_no=answers["approved_no"], by=by, at=at,
    )  # fmt: skip
    return f"{unit.name}已成立，任期到 {unit.term_to:%Y-%m-%d}"


def extend(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The term ends later, as approved, and never later than the law lets it."""
    unit = Unit.objects.get(pk=answers["unit"])
    until, last = date.fromisoformat(answers["until"]), latest_end(unit, on=local_day(at))
    if last is None or until > last:
        raise Refused("延期超过半年，不能批准，请改为按期换届")
    org.extend_term(unit=unit, until=until, basis=answers["basis"], by=by, at=at)
    return f"本届延到 {until:%Y-%m-%d}"


def _upper(answers: Mapping[str, Any]) -> Unit:
    unit = heir_of(answers["unit"])
    if unit is None:
        raise Refused("选的上级工会已经撤销，请退回补正，请申请人另选")
    return unit


def _founding(matter: Any) -> Founding:
    found = foundings.founding_of(matter.number)
    if found is None:
        raise Refused("上级工会还没有同意筹备，请先办筹备审核")
    return found

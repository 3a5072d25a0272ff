"""Entering one member by hand, with the checks of a roster; and correcting what is known of a person."""

from datetime import date, datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import Checked, age, check_id
from yugong.kernel.permissions import Permission
from yugong.kernel.reasons import sentence

SEXES = {"男": "1", "女": "2"}


@action(Permission.MEMBERSHIP_CHANGE, on="unit")
def add_member(
    *,
    unit: Unit,
    name: str,
    paper: str,
    number: str,
    phone: str,
    trade: str,
    joined_on: date | None,
    by: Actor,
    at: datetime,
) -> Membership:
    """Enrol a person and make him a member, as a line of a roster would; every refusal names its field."""
    today = local_day(at)
    checked = _paper(number, paper, today=today)
    line = int(value("membership.min_age", on=today, path=unit.path))
    if checked.birth and age(checked.birth, today) < line:
        raise Refused(sentence("under_16"), field="number", code="under_16")
    known = queries.find_by_number(checked.normalised, paper=paper)
    stretch = queries.membership_of(known.pk) if known else None
    if stretch:
        code = "already_member" if stretch.unit_id == unit.pk else "member_elsewhere"
        raise Refused(sentence(code), field="number", code=code)
    sex = SEXES.get(checked.sex or "", "")
    given = Identity(name, paper, checked.normalised, phone, sex, checked.birth)
    person = people.enrol(given=given, source="desk", by=by, at=at)
    joined: Membership = people.join(
        person=person, unit=unit, on=today, route="desk", trade=trade, joined_on=joined_on, by=by, at=at
    )
    if unit.employer_id:
        people.employ(
            person=person, employer=unit.employer, trade=trade, since=joined_on, source="desk", by=by, at=at
        )
    return joined


def correct(*, person: Person, changes: dict[str, Any], reason: str, by: Actor, at: datetime) -> Person:
    """Correct the facts that were given; a new number is checked and brings birthday and sex with it."""
    given = {name: text for name, text in changes.items() if text}
    given.pop("paper", None)
    if "number" in given:
        paper = changes.get("paper") or person.paper
        checked = _paper(given["number"], paper, today=local_day(at))
        other = queries.find_by_number(checked.normalised, paper=paper)
        if other is not None and other.pk != person.pk:
            raise Refused("这个证件号已经登记在另一个人名下，请核对。", field="number", code="id_conflict")
        given |= {"paper": paper, "number": checked.normalised}
        if checked.birth:
            given["born"] = checked.birth
        if checked.sex:
            given["sex"] = SEXES.get(checked.sex, "")
    if not given:
        raise Refused("请至少填一项要更正的内容。", field="name")
    return people.amend(person=person, changes=given, reason=reason, by=by, at=at)


def _paper(number: str, paper: str, *, today: date) -> Checked:
    checked = check_id(number, kind=paper, today=today)
    if not checked.valid:
        raise Refused(checked.why, field="number", code=checked.code)
    return checked

"""Where a person works: beginning and ending employments."""

from datetime import date, datetime

from yugong.ground.audit.action import action
from yugong.ground.org.models import Employer
from yugong.ground.people.models import Employment, Person
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def employ(
    *,
    person: Person,
    employer: Employer | None,
    trade: str = "",
    form: str = "",
    department: str = "",
    since: date | None = None,
    source: str,
    by: Actor,
    at: datetime,
) -> Employment:
    """Record where a person works; the same open employment is given back with its gaps filled."""
    person.insist_live()
    row = Employment.objects.filter(person=person, employer=employer, valid_to=None).first()
    if row is None:
        row = Employment(person=person, employer=employer, valid_from=since, source=source, recorded_at=at)
    row.trade = row.trade or trade
    row.form = row.form or form
    row.department = row.department or department
    row.save()
    return row


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def end_employment(*, person: Person, employer: Employer | None, on: date, by: Actor, at: datetime) -> int:
    """End the open employment with one employer; returns how many ended."""
    return Employment.objects.filter(person=person, employer=employer, valid_to=None).update(valid_to=on)

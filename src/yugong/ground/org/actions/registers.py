"""What stands beside the tree: divisions, employers, posts and partner agencies."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org import sittings
from yugong.ground.org.actions.codes import credit_code
from yugong.ground.org.models import Agency, Division, Employer, Post, Unit
from yugong.ground.org.names import plain
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission


@dataclass(frozen=True, slots=True)
class DivisionFacts:
    """A division as a table of codes gives it; `valid_to` is the first day it no longer stands."""

    code: str
    name: str
    level: int
    parent_code: str
    valid_from: date | None
    valid_to: date | None


@action(Permission.UNIT_MANAGE)
def register_divisions(*, rows: Iterable[DivisionFacts], by: Actor, at: datetime) -> int:
    """Enter divisions with their days; those known by code, name and parent stay as they are."""
    known = set(Division.objects.values_list("code", "name", "parent_code"))
    fresh = [row for row in rows if (row.code, row.name, row.parent_code) not in known]
    Division.objects.bulk_create(Division(**asdict(row)) for row in fresh)
    facts(divisions=len(fresh))
    return len(fresh)


@action(Permission.UNIT_MANAGE)
def register_employer(
    *,
    name: str,
    uscc: str = "",
    division_code: str = "",
    industry: str = "",
    is_platform: bool = False,
    founded_on: date | None = None,
    staff_count: int | None = None,
    by: Actor,
    at: datetime,
) -> Employer:
    """An employer by its code or its name; the one already known is given back unchanged."""
    code = credit_code(uscc)
    known = Employer.objects.filter(uscc=code).first() if code else None
    known = known or Employer.objects.filter(plain_name=plain(name), division_code=division_code).first()
    if known:
        return known
    row = Employer(
        name=name,
        plain_name=plain(name),
        uscc=code,
        division_code=division_code,
        industry=industry,
        is_platform=is_platform,
        founded_on=founded_on,
        staff_count=staff_count,
    )
    row.save()
    return row


@action(Permission.POST_APPOINT, on="unit")
def make_post(
    *, unit: Unit, role: str, title: str, agency: Agency | None = None, by: Actor, at: datetime
) -> Post:
    """A new seat in a unit, of a role that sits at its kind; `people.appoint` puts somebody into it.

    A partner's seat names the `agency`, which must work with this unit.
    """
    sittings.insist(role, unit)
    if agency is not None and agency.unit_id != unit.pk:
        raise Refused("这个协作单位登记在别的工会，请在那里设联络员", field="agency")
    row = Post(unit=unit, role=role, title=title, agency=agency)
    row.save()
    return row


@action(Permission.AGENCY_MANAGE, on="unit")
def register_agency(*, name: str, kind: str, unit: Unit, by: Actor, at: datetime) -> Agency:
    """A partner agency that works with one unit's subtree."""
    row = Agency(name=name, kind=kind, unit=unit)
    row.save()
    return row

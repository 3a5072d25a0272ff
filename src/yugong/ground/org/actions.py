"""Changing the tree: found, move and close units, register divisions, employers and agencies, make posts."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from pypinyin import lazy_pinyin

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Agency, Division, Employer, Placement, Post, Succession, Unit, UnitKind
from yugong.ground.org.names import plain
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_uscc
from yugong.kernel.permissions import Permission

TERMS = (3, 5)
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('org_unit', 'id'))")
        return int(cursor.fetchone()[0])


def _uscc(code: str) -> str | None:
    if not code:
        return None
    checked = check_uscc(code)
    if not checked.valid:
        raise Refused(checked.why, field="uscc", code=checked.code)
    return checked.normalised


def _new(name: str, kind: str, parent: Unit | None, on: date, **more: Any) -> Unit:
    number = _next_id()
    unit = Unit(
        id=number,
        name=name,
        pinyin="".join(lazy_pinyin(name))[:240],
        kind=kind,
        parent=parent,
        path=tree.child(parent.path if parent else "", number),
        valid_from=on,
        join_code="".join(secrets.choice(CODE_LETTERS) for _ in range(8)),
        **more,
    )
    unit.save(force_insert=True)
    Placement(
        unit=unit, parent=parent, path=unit.path, name=name, valid_from=on, valid_to=unit.valid_to
    ).save()
    return unit


@action(Permission.UNIT_MANAGE, on="parent")
def found_unit(
    *,
    name: str,
    kind: str,
    parent: Unit | None,
    on: date,
    short: str = "",
    employer: Employer | None = None,
    division_code: str = "",
    uscc: str = "",
    home_for: str = "",
    approved_no: str = "",
    term_years: int | None = None,
    term_from: date | None = None,
    term_to: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Unit:
    """Put a new unit into the tree below `parent`; its first placement begins on `on`."""
    if kind not in UnitKind.values:
        raise Refused(f"没有这种组织类型：{kind}", field="kind")
    if parent and Unit.objects.filter(parent=parent, name=name, valid_to__isnull=True).exists():
        raise Refused(f"{parent.name}下面已经有「{name}」", field="name")
    more: dict[str, Any] = {"short": short or name, "employer": employer, "division_code": division_code}
    more |= {"uscc": _uscc(uscc), "approved_no": approved_no, "term_years": term_years, "valid_to": valid_to}
    more |= {"home_for": home_for}
    unit = _new(name, kind, parent, on, term_from=term_from, term_to=term_to, **more)
    facts(unit=unit.pk, kind=kind)
    return unit


@action(Permission.UNIT_MANAGE, on="unit")
def close_unit(*, unit: Unit, on: date, by: Actor, at: datetime) -> Unit:
    """End a unit on a day; its rows and its place in the tree stay readable for ever."""
    if unit.valid_to is not None:
        raise Refused(f"{unit.name}已经撤销", field="unit")
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])
    Placement.objects.filter(unit=unit, valid_to__isnull=True).update(valid_to=on)
    return unit


@action(Permission.UNIT_MANAGE, on="unit")
def set_term(
    *, unit: Unit, term_from: date, term_to: date, years: int, basis: str, by: Actor, at: datetime
) -> Unit:
    """Record the term a unit's committee serves: three or five years, and what it rests on."""
    if years not in TERMS:
        raise Refused("每届任期三年或者五年。", field="years")
    if term_to <= term_from:
        raise Refused("届满日期要晚于本届起始日期。", field="term_to")
    unit.term_years, unit.term_from, unit.term_to = years, term_from, term_to
    unit.save(update_fields=["term_years", "term_from", "term_to"])
    facts(term_from=term_from, term_to=term_to, years=years, basis=basis)
    return unit


@action(Permission.UNIT_MANAGE, on="unit")
def extend_term(*, unit: Unit, until: date, basis: str, by: Actor, at: datetime) -> Unit:
    """Let a term end later; its beginning and its length stay what they were."""
    if unit.term_to is None or until <= unit.term_to:
        raise Refused("延期要晚于现在登记的届满日期。", field="until")
    unit.term_to = until
    unit.save(update_fields=["term_to"])
    facts(term_to=until, basis=basis)
    return unit


@action(Permission.UNIT_MANAGE, on="before")
def succeed(
    *, before: Unit, after: Unit, on: date, how: str, reason: str, by: Actor, at: datetime
) -> Succession:
    """Record what became of a unit on a day: merge, split or rename."""
    row = Succession(before=before, after=after, on=on, how=how, reason=reason)
    row.save()
    return row


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
    code = _uscc(uscc)
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
def make_post(*, unit: Unit, role: str, title: str, by: Actor, at: datetime) -> Post:
    """A new seat in a unit; `people.appoint` puts somebody into it."""
    row = Post(unit=unit, role=role, title=title)
    row.save()
    return row


@action(Permission.UNIT_MANAGE, on="unit")
def register_agency(*, name: str, kind: str, unit: Unit, by: Actor, at: datetime) -> Agency:
    """A partner agency that works with one unit's subtree."""
    row = Agency(name=name, kind=kind, unit=unit)
    row.save()
    return row

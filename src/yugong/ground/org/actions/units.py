"""Units: founded with their place in the tree, renamed, given a term, closed."""

from datetime import date, datetime
from typing import Any

from django.db import connection

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.org.actions import placing
from yugong.ground.org.actions.codes import credit_code, join_code
from yugong.ground.org.models import Employer, Unit, UnitKind
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

TERMS = (3, 5)


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('org_unit', 'id'))")
        return int(cursor.fetchone()[0])


def _spelt(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name))[:240]


def _new(name: str, kind: str, parent: Unit | None, on: date, at: datetime, **more: Any) -> Unit:
    number = _next_id()
    unit = Unit(
        id=number,
        name=name,
        pinyin=_spelt(name),
        kind=kind,
        parent=parent,
        path=tree.child(parent.path if parent else "", number),
        valid_from=on,
        join_code=join_code(),
        **more,
    )
    unit.save(force_insert=True)
    placing.place(unit, at=at)
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
    more |= {
        "uscc": credit_code(uscc),
        "approved_no": approved_no,
        "term_years": term_years,
        "valid_to": valid_to,
    }
    more |= {"home_for": home_for}
    unit = _new(name, kind, parent, on, at, term_from=term_from, term_to=term_to, **more)
    facts(unit=unit.pk, kind=kind)
    return unit


@action(Permission.UNIT_MANAGE, on="unit")
def close_unit(*, unit: Unit, on: date, by: Actor, at: datetime) -> Unit:
    """End a unit on a day; its rows and its place in the tree stay readable for ever."""
    if unit.valid_to is not None:
        raise Refused(f"{unit.name}已经撤销", field="unit")
    placing.close(unit, on=on, at=at)
    return unit


@action(Permission.UNIT_MANAGE, on="unit")
def rename_unit(
    *, unit: Unit, name: str, short: str = "", on: date, reason: str, by: Actor, at: datetime
) -> Unit:
    """Give a unit another name from a day on; before it, it is still called what it was called."""
    name, why = name.strip(), placing.said(reason)
    placing.insist_above(unit, by=by)
    placing.insist_day(unit, on=on, at=at)
    if not name or name == unit.name:
        raise Refused("请填新的名称，和现在的不一样", field="name")
    if Unit.objects.filter(parent_id=unit.parent_id, name=name, valid_to=None).exclude(pk=unit.pk).exists():
        raise Refused(f"同一个上级下面已经有「{name}」", field="name")
    placing.insist_quiet([unit.pk], on=on)
    placing.recall(unit, name=name, on=on, at=at)
    unit.name, unit.short, unit.pinyin = name, short.strip() or name, _spelt(name)
    unit.save(update_fields=["name", "short", "pinyin"])
    facts(on=on, name=name)
    words(reason=why)
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
    facts(term_from=term_from, term_to=term_to, years=years)
    words(basis=basis)
    return unit


@action(Permission.UNIT_MANAGE, on="unit")
def extend_term(*, unit: Unit, until: date, basis: str, by: Actor, at: datetime) -> Unit:
    """Let a term end later; its beginning and its length stay what they were."""
    if unit.term_to is None or until <= unit.term_to:
        raise Refused("延期要晚于现在登记的届满日期。", field="until")
    unit.term_to = until
    unit.save(update_fields=["term_to"])
    facts(term_to=until)
    words(basis=basis)
    return unit

"""Issuing the opinion that asks an employer to found a union (建立工会意见书)."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Employer, Unit
from yugong.ground.parameters.queries import calendar, value
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months, due, local_day, workdays
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.models import Letter
from yugong.scenes.organise.queries import late


@action(Permission.UNIT_MANAGE, on="unit")
def issue(*, unit: Unit, employer: Employer, by: Actor, at: datetime) -> Letter:
    """Issue the opinion: only to an employer without a union whose year is over, one at a time."""
    today = local_day(at)
    months = int(value("founding.duty_months", on=today, path=unit.path))
    if not late.without_union(Employer.objects.filter(pk=employer.pk)).exists():
        raise Refused("这家单位已经建会，不用发意见书", code="founded")
    if employer.founded_on is None:
        raise Refused("这家单位没有登记设立日期，请先核实登记", code="no_day")
    if (last := add_months(employer.founded_on, months)) >= today:
        raise Refused(f"这家单位到 {last:%Y-%m-%d} 才满建会期限，现在不能发意见书", code="early")
    open_one = Letter.objects.filter(employer=employer, reply_by__gte=today).first()
    if open_one:
        raise Refused(f"{open_one.number}还在答复期内，到期没有答复再发", code="waiting")
    days = int(value("founding.letter_reply", on=today, path=unit.path))
    answer = due(today, workdays(days), calendar=calendar())
    row = Letter(
        number=_number(unit, today.year),
        unit=unit,
        unit_name=unit.name,
        employer=employer,
        employer_name=employer.name,
        founded_on=employer.founded_on,
        staff=employer.staff_count,
        reply_by=local_day(answer.when),
        on=today,
        made_by=by.key,
        issued_at=at,
    )
    row.save()
    facts(number=row.number, employer=employer.pk)
    return row


def _number(unit: Unit, year: int) -> str:
    """The next number of the unit's year; the unit's row is locked meanwhile."""
    count = Letter.objects.filter(unit=unit, on__year=year).count()
    office = (unit.short or unit.name).removesuffix("总工会").removesuffix("工会") or unit.name
    return f"{office}建会意见〔{year}〕{count + 1}号"

"""The network of mediation bodies: formed, renewed, closed."""

from datetime import date, datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.models import BodyKind, Mediation, MediationBody, MediationState

DISTRICT = ("district", "zone", "industry", "city")
OPEN = (MediationState.TALKS, MediationState.DRAFTED, MediationState.SEALED, MediationState.DEFAULT)


@action(Permission.UNIT_MANAGE, on="unit", named="mediation.body_formed")
def form_body(
    *, unit: Unit, kind: str, name: str, formed_on: date, years: int, by: Actor, at: datetime
) -> MediationBody:
    """Register a committee or studio of a union, with its term; one of a name at a time."""
    if kind == BodyKind.DISTRICT and unit.kind not in DISTRICT:
        raise Refused("区县调解委员会设在区县以上工会，这里请选镇街、基层或者工作室", field="kind")
    if kind == BodyKind.STREET and unit.kind in DISTRICT:
        raise Refused("区县以上工会设的是区县调解委员会，请改选类别", field="kind")
    if org.of_an_employer(unit):
        raise Refused("企业自己的工会不接争议调解，请在街道、区县设立", field="kind")
    if MediationBody.objects.filter(unit=unit, name=name, closed_on__isnull=True).exists():
        raise Refused("这个名称已经登记过", field="name")
    row = MediationBody(
        unit=unit, kind=kind, name=name, formed_on=formed_on, term_to=add_months(formed_on, 12 * years)
    )
    row.save(force_insert=True)
    facts(kind=kind)
    return row


@action(Permission.UNIT_MANAGE, on="body", named="mediation.body_renewed")
def renew_body(*, body: MediationBody, years: int, by: Actor, at: datetime) -> MediationBody:
    """Its next term follows on the old one."""
    if body.closed_on:
        raise Refused("这个调解组织已经撤销", code="stale")
    body.term_to = add_months(max(body.term_to, local_day(at)), 12 * years)
    body.save()
    facts(until=body.term_to.isoformat())
    return body


@action(Permission.UNIT_MANAGE, on="body", named="mediation.body_closed")
def close_body(*, body: MediationBody, by: Actor, at: datetime) -> MediationBody:
    """Close it; never while a case is with it."""
    if Mediation.objects.filter(body=body, state__in=OPEN).exists():
        raise Refused("还有没办完的调解，办完再撤销", code="busy")
    body.closed_on = local_day(at)
    body.save()
    return body

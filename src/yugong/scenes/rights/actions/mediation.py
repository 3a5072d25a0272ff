"""What happens in a mediation case: taken, talked about, agreed, sealed, paid; and the employer's link."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.db.models import Max

from yugong.engines.matters import actions as matters
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission
from yugong.scenes.rights import texts
from yugong.scenes.rights.models import Mediation, MediationPayment, MediationSession, MediationState
from yugong.scenes.rights.queries import mediation as queries
from yugong.scenes.rights.queries.letters import fingerprint
from yugong.scenes.rights.queries.mediation import AFTERWARDS
from yugong.scenes.rights.rules import mediation_dates, mediators, routing
from yugong.scenes.rights.rules.mediating import read_plan

LINK = timedelta(days=60)
ENDED = (MediationState.FAILED, MediationState.PAID, MediationState.DROPPED)


def matter_of(row: Mediation) -> Any:
    """The matter of a case, as the engine's verbs want it."""
    found = matters.Matter.objects.select_related("unit").filter(number=row.matter).first()
    assert found is not None, "mediation: a case stands beside its matter"
    return found


def take(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> Mediation:
    """A mediator of this union takes the case: he declares no relation, and the records show none."""
    assert by.person_id is not None, "mediation: a person mediates"
    day, employer = local_day(at), routing.employer_of(answers)
    if not mediators.mediates(by.person_id, matter.unit_id, on=day):
        raise Refused("调解要由本级工会聘任的调解员来做，请先在“调解组织”里聘任", code="not_mediator")
    if answers["relation"] != "none":
        raise Refused(
            "有亲属或者利害关系的要回避，请退回签收，由别的调解员接手", field="relation", code="conflict"
        )
    asker = Person.objects.get(pk=matter.asker_id)
    if why := mediators.conflict(by.person_id, asker, employer, on=day):
        raise Refused(why, field="relation", code="conflict")
    body = mediators.body_at(matter.unit_id, on=day)
    if body is None:
        raise Refused("本级工会还没有登记调解组织，请先在“调解组织”里登记", code="no_body")
    received = local_day(matter.opened_at)
    row = queries.case_of(matter.number) or Mediation(matter=matter.number, asker=asker, received_on=received)
    fresh = row.ended_on is not None or row._state.adding
    row.unit_id, row.body, row.mediator_id = matter.unit_id, body, by.person_id
    row.employer, row.employer_name = employer, answers["employer"]
    if fresh:
        row.accepted_on, row.ended_on, row.state = day, None, MediationState.TALKS
        row.talks_until = mediation_dates.dates(received, day, today=day)["end_by"]
    row.save()
    return row


def extend(*, row: Mediation, days: int) -> Mediation:
    """Both sides want to go on talking."""
    row.talks_until += timedelta(days=days)
    row.save()
    return row


def stands(*, row: Mediation, state: MediationState, at: datetime | None = None) -> None:
    """Where the case stands now; terms that are talked over again lose their signatures."""
    row.state = state
    if state == MediationState.TALKS:
        row.worker_agreed_at, row.employer_agreed_at, row.employer_signer_sealed = None, None, None
    if state in ENDED:
        row.link_print, row.link_until = None, None
        row.ended_on = local_day(at) if at else row.ended_on
    row.save()


@action(Permission.MATTER_HANDLE, on="mediation", named="mediation.drafted")
def draft_terms(*, mediation: Mediation, terms: str, plan: str, by: Actor, at: datetime) -> Mediation:
    """Write the terms with their instalments; a new version loses the signatures of the old one."""
    only_mediator(mediation, by, talking=True)
    lines = read_plan(plan)
    if any(day < local_day(at) for day, _ in lines):
        raise Refused("付款的日期不能在今天以前", field="plan")
    mediation.terms_sealed = seal(mediation, "terms_sealed", terms)
    mediation.plan = [[day.isoformat(), fen] for day, fen in lines]
    mediation.version += 1
    mediation.worker_agreed_at = mediation.employer_agreed_at = mediation.employer_signer_sealed = None
    mediation.save()
    facts(matter=mediation.matter, version=mediation.version)
    return mediation


def only_mediator(row: Mediation, by: Actor, *, talking: bool = False) -> None:
    """Refuse everybody but the case's own mediator, and what belongs to the talks when they are over."""
    if by.person_id != row.mediator_id:
        raise Refused("由本案的调解员来办", code="not_mediator")
    if talking and matter_of(row).stage != "talks":
        raise Refused("现在不在调解环节，不能改", code="stale")


def put_seal(*, row: Mediation, signer: str, by: Actor, at: datetime) -> Mediation:
    """Number and seal an agreement that both sides signed; in force today (调解仲裁法 art 14)."""
    if by.person_id == row.mediator_id:
        raise Refused("盖章由调解员以外的人来办，请交由工会主席、副主席", code="own_work")
    if signer and row.employer_agreed_at is None:
        row.employer_signer_sealed, row.employer_agreed_at = seal(row, "employer_signer_sealed", signer), at
    if row.worker_agreed_at is None or row.employer_agreed_at is None:
        raise Refused(
            "单位还没有确认：请等单位在链接里确认，或者登记纸上的签字人", field="signer", code="unsigned"
        )
    day = local_day(at)
    unit = Unit.objects.select_for_update().get(pk=row.unit_id)
    year = Mediation.objects.filter(unit=unit, effective_on__year=day.year)
    row.serial = (year.aggregate(last=Max("serial"))["last"] or 0) + 1
    office = (unit.short or unit.name).removesuffix("总工会").removesuffix("工会") or unit.name
    row.number = f"{office}工调〔{day.year}〕{row.serial} 号"
    row.effective_on, row.confirm_by, row.sealed_by_id = day, mediation_dates.confirm_by(day), by.person_id
    row.ended_on, row.state = day, MediationState.SEALED  # the talks are over
    row.save()
    return row


@action(Permission.MATTER_HANDLE, on="mediation", named="mediation.paid")
def record_payment(
    *, mediation: Mediation, on: date, fen: int, way: str, by: Actor, at: datetime
) -> MediationPayment:
    """Record money that reached the worker; the last fen sends the matter to him for his word.

    What a court brings in later, when the matter was told or closed unpaid, is recorded as well.
    """
    matter = matter_of(mediation)
    if not queries.may_be_paid(mediation, matter.stage):
        raise Refused("协议生效以后、职工确认以前才能登记到账", code="stale")
    assert mediation.effective_on is not None, "mediation: a sealed agreement has its day"
    left = queries.promised(mediation) - queries.recovered(mediation)
    if not 0 < fen <= left:
        raise Refused(f"金额要大于 0，不能超过还差的 {left / 100:,.2f} 元", field="fen", code="too_much")
    if on < mediation.effective_on:
        raise Refused("到账日期不能早于协议生效那天", field="on")
    row = MediationPayment(
        mediation=mediation, on=on, fen=fen, way=way, recorded_by_id=by.person_id, recorded_at=at
    )
    row.save()
    facts(matter=mediation.matter, fen=fen)
    if matter.stage in AFTERWARDS:
        came_late(mediation, row, left - fen, at=at)
    elif fen == left:
        matters.move(matter=matter, name="paid" if matter.stage == "perform" else "made_good", by=by, at=at)
    return row


def came_late(mediation: Mediation, row: MediationPayment, left: int, *, at: datetime) -> None:
    """Money that a court brought in when the matter was told or closed: the worker hears of each."""
    if not left:
        stands(row=mediation, state=MediationState.PAID)
    values = {"on": f"{row.on:%Y-%m-%d}", "yuan": yuan(row.fen), "left": yuan(left)}
    tell(
        to=mediation.asker_id, template=texts.COURT_PAID.name, values=values,
        about=mediation.matter, path=f"/m/{quote(mediation.matter)}/", once=f"court|{row.pk}", at=at,
    )  # fmt: skip


@action(Permission.MATTER_HANDLE, on="mediation", named="mediation.meets")
def schedule(
    *, mediation: Mediation, on: date, clock: str, place: str, by: Actor, at: datetime
) -> MediationSession:
    """A meeting is set; the worker is written to."""
    only_mediator(mediation, by)
    if on < local_day(at):
        raise Refused("日期不能在今天以前", field="on")
    row = MediationSession(mediation=mediation, on=on, clock=clock, place=place)
    row.save(force_insert=True)
    text = f"调解定在 {on:%Y-%m-%d} {clock}，{place}。不方便请留言，可以改。"
    matters.message(matter=matter_of(mediation), body=text, by=by, at=at)
    facts(matter=mediation.matter)
    return row


@action(Permission.MATTER_HANDLE, on="mediation", named="mediation.met")
def minute(
    *, mediation: Mediation, session: MediationSession, minutes: str, result: str, by: Actor, at: datetime
) -> MediationSession:
    """What was said is written down, sealed, once."""
    only_mediator(mediation, by)
    if session.mediation_id != mediation.pk or session.result:
        raise Refused("这次调解的笔录已经写过", code="stale")
    session.minutes_sealed, session.result = seal(session, "minutes_sealed", minutes), result
    session.save()
    facts(matter=mediation.matter, result=result)
    return session


@action(Permission.MATTER_HANDLE, on="mediation", named="mediation.link")
def link(*, mediation: Mediation, by: Actor, at: datetime) -> str:
    """A fresh link for the employer; an earlier one is worthless. The secret is shown once and not kept."""
    only_mediator(mediation, by)
    if mediation.state in ENDED:
        raise Refused("这件调解已经结束，不能再给链接", code="stale")
    secret = secrets.token_urlsafe(24)
    mediation.link_print, mediation.link_until = fingerprint(secret), at + LINK
    mediation.save()
    facts(matter=mediation.matter)
    return secret

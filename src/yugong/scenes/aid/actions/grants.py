"""Giving money to a person: once for a purpose and round, within the caps, out of a budget line."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum

from yugong.engines.ledger.actions import commitments, payments
from yugong.engines.ledger.followers import Owed
from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries as find
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.queries import membership_of
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.models import Grant, GrantState, Programme, Target
from yugong.scenes.aid.queries import programmes as queries
from yugong.scenes.aid.queries.households import file_of
from yugong.scenes.aid.rules import giving

ABOUT = "aid.grant:"


def about(grant: Grant) -> str:
    """The stable text under which a grant stands in the books."""
    return f"{ABOUT}{grant.pk}"


def give(
    *,
    programme: Programme,
    person: Person,
    amount_fen: int,
    child: str = "",
    period: str = "",
    matter: str = "",
    target: Target | None = None,
    report_by: date | None = None,
    by: Actor,
    at: datetime,
) -> Grant:
    """Give money of a programme to a person, inside an action; its budget and payment are arranged with it.

    Refused when the programme is over or short, when the same purpose was given for this round, or when the
    person would pass a cap of the year; the sentence says how much would still be possible.
    """
    today = local_day(at)
    held = Programme.objects.select_for_update(of=("self",)).select_related("unit").get(pk=programme.pk)
    owner = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    owner.insist_live()
    if owner.pk == by.person_id:
        raise Refused("这是您本人，须由其他同事审批", code="own")
    period = period or held.period
    insist_open(held, today)
    insist_first(owner, held.season, period, child)
    insist_budget(held, amount_fen)
    verdict = giving.insist(
        held.season, amount_fen, queries.got_in(owner.pk, today.year), on=today, path=held.unit.path
    )
    grant = Grant(
        person=owner, unit=held.unit, programme=held, target=target, purpose=held.season, period=period,
        child=child, amount_fen=amount_fen, on=today, matter=matter, approved_by=by.key,
        report_by=report_by, verdict=verdict.as_dict() if verdict else None,
    )  # fmt: skip
    grant.save()
    _arrange(held, grant, by=by, at=at)
    return grant


def insist_open(programme: Programme, today: date) -> None:
    """Refused outside the days of a programme, and where it gives no money."""
    if programme.line_id is None:
        raise Refused(f"「{programme.name}」只发物资，没有资金预算", code="no_money")
    if programme.closed_on is not None or not programme.opens_on <= today <= programme.closes_on:
        raise Refused(f"「{programme.name}」现在不在发放期", code="not_open")


def insist_first(person: Person, purpose: str, period: str, child: str) -> None:
    """Refused when the same purpose was given for the round, by whichever union."""
    if before := queries.had(person.pk, purpose=purpose, period=period, child=child):
        raise Refused(
            f"{before.on:%Y-%m-%d} {before.unit}已经发过「{before.words}」{yuan(before.amount_fen)} 元，"
            "同一期不重复发放",
            code="twice",
        )


def insist_budget(programme: Programme, amount_fen: int) -> None:
    """Refused when the programme's own budget is short; its line is asked again by the books."""
    if amount_fen <= 0:
        raise Refused("金额要大于 0", field="amount")
    rows = Grant.objects.filter(queries.STANDING, programme=programme)
    left = programme.budget_fen - (rows.aggregate(total=Sum("amount_fen"))["total"] or 0)
    if amount_fen > left:
        raise Refused(
            f"「{programme.name}」预算只剩 {yuan(left)} 元，不够 {yuan(amount_fen)} 元", code="short"
        )


def _arrange(programme: Programme, grant: Grant, *, by: Actor, at: datetime) -> None:
    """Set the amount aside and order its payment: the decision is the officer's, the order is the rule's."""
    assert programme.line is not None
    kept = commitments.commit(
        line=programme.line, amount_fen=grant.amount_fen, about=about(grant), by=RULE, at=at
    )
    payments.order(
        commitment=kept, payee=grant.person, amount_fen=grant.amount_fen, purpose=_purpose(grant),
        period=grant.period, approved_by=by.key, by=RULE, at=at,
    )  # fmt: skip


def home(person: Person, other: Unit) -> Unit:
    """The union a person belongs to, or another where he belongs to none."""
    own = membership_of(person.pk)
    return own.unit if own else other


def _purpose(grant: Grant) -> str:
    """What the payment is for: a season, and for a child its thread, so that each child is paid once."""
    return f"aid.{grant.purpose}" + (f":{grant.child}" if grant.child else "")


def grant_of(owed: Owed) -> Grant:
    """The grant a payment is for, locked."""
    return Grant.objects.select_for_update(of=("self",)).get(pk=owed.about.removeprefix(ABOUT))


def against(owed: Sequence[Owed], on: date) -> dict[UUID, str]:
    """What speaks against paying now, by payment: the grant was taken back, or the file has ended."""
    keys = {one.payment: UUID(one.about.removeprefix(ABOUT)) for one in owed}
    found = Grant.objects.select_related("programme").in_bulk(keys.values())
    said = {}
    for payment, key in keys.items():
        row = found.get(key)
        if row is None or row.state == GrantState.CANCELLED:
            said[payment] = "这笔帮扶已经撤销。"
        elif row.programme and row.programme.filed and file_of(row.person_id, on) is None:
            said[payment] = "现在不在困难职工档案里，请核对以后再付。"
    return said


def paid(owed: Owed, *, on: date, by: Actor, at: datetime) -> Grant:
    """The bank has paid it."""
    return _stands(grant=grant_of(owed), state=GrantState.PAID, paid_on=on, by=by, at=at)


def failed(owed: Owed, *, reason: str, by: Actor, at: datetime) -> Grant:
    """The bank has not; the payment waits for a right account."""
    return _stands(grant=grant_of(owed), state=GrantState.FAILED, paid_on=None, by=by, at=at)


def _stands(*, grant: Grant, state: str, paid_on: date | None, by: Actor, at: datetime) -> Grant:
    grant.state, grant.paid_on = state, paid_on
    grant.save(update_fields=["state", "paid_on"])
    facts(grant=str(grant.pk), state=state)
    if state == GrantState.PAID and grant.matter:
        _tell_matter(grant.matter, at=at)
    return grant


def _tell_matter(number: str, *, at: datetime) -> None:
    """The matter it was given in goes on to its asker, who says whether the money arrived."""
    matter = find.by_number(number)
    if matter is not None and matter.stage == "paying":
        matters.move(matter=matter, name="paid", by=RULE, at=at)


@action(Permission.MATTER_HANDLE, on="grant")
def report(*, grant: Grant, by: Actor, at: datetime) -> Grant:
    """Report temporary help to the union above."""
    if grant.report_by is None:
        raise Refused("这笔帮扶不用报备", code="no_report")
    if grant.reported_on is None:
        grant.reported_on = local_day(at)
        grant.save(update_fields=["reported_on"])
    facts(grant=str(grant.pk))
    return grant

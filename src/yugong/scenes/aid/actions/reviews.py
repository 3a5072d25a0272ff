"""The yearly review: asked, answered with one tap or with what changed, decided by people; observation."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.aid import household_texts as texts
from yugong.scenes.aid.actions.filing import insist_other, months, put_on_file
from yugong.scenes.aid.actions.judging import NONE, judge
from yugong.scenes.aid.models import (
    ON_FILE,
    Household,
    HouseholdMonth,
    HouseholdState,
    Review,
    ReviewOutcome,
    Statement,
)
from yugong.scenes.aid.queries import households, sheets
from yugong.scenes.aid.rules import leaving
from yugong.scenes.aid.rules.declaring import TOPICS

MONEY = ("income", "outlay", "belongings")
AHEAD = 2  # months before its end a file is looked at again


@action(Permission.SYSTEM_RUN, named="aid.reviews_asked")
def ask_due(*, by: Actor, at: datetime) -> int:
    """Ask every household whose file ends within two months, once; returns how many were asked."""
    day = local_day(at)
    rows = Household.objects.filter(state__in=ON_FILE, valid_to__lte=add_months(day, AHEAD))
    rows = rows.exclude(reviews__decided_on__isnull=True, reviews__isnull=False)
    asked = 0
    for household in rows.order_by("valid_to", "id")[:500]:
        ask(household=household, at=at)
        asked += 1
    return asked


def ask(*, household: Household, at: datetime) -> Review:
    """Ask one household."""
    assert household.valid_to is not None
    row = Review(id=uuid7(), household=household, due_on=household.valid_to, asked_at=at)
    row.save(force_insert=True)
    tell(
        to=household.person_id, template=texts.REVIEW.name, values={"day": household.valid_to.isoformat()},
        at=at, about=f"aid.household:{household.pk}", path="/aid/file/", once=f"aid.review|{row.pk}",
    )  # fmt: skip
    return row


@action(Permission.PERSON_SELF, on="household", named="aid.review_answered")
def answer(
    *, household: Household, changed: Mapping[str, Mapping[str, Any]], by: Actor, at: datetime
) -> Review:
    """Nothing changed, or what did: only the topics that are given are new, the rest stands as it was."""
    row = households.review_of(household)
    if row is None:
        raise Refused("现在没有要答复的年度复核", code="none")
    if row.answered_at is not None:
        raise Refused("已经答复过，等工会复核", code="answered")
    sheet = sheets.sheet(sheets.newest(household))
    for topic, given in changed.items():
        answers = insist_all(TOPICS[topic][1], given, today=local_day(at))
        sheet = {**sheet, topic: answers}
    statement = found(household, sheet, source="review", by=by, at=at)
    row.verdict = judge(household=household, statement=statement, by=by, at=at)
    row.answer, row.answered_at = "changed" if changed else "same", at
    row.save()
    facts(answer=row.answer, outcome=row.verdict.outcome)
    return row


def found(
    household: Household, sheet: Mapping[str, Any], *, source: str, by: Actor, at: datetime
) -> Statement:
    """A further sheet of the household."""
    row = Statement(
        id=uuid7(), household=household, source=source, on=local_day(at), made_by_id=by.person_id, made_at=at
    )
    row.sheet_sealed = seal(row, "sheet_sealed", {key: sheet[key] for key in TOPICS if sheet.get(key)})
    row.save(force_insert=True)
    return row


@action(Permission.MATTER_HANDLE, on="household", named="aid.verified")
def verify(
    *, household: Household, given: Mapping[str, Mapping[str, Any]], by: Actor, at: datetime
) -> Statement:
    """What the union found after the visit and the checks; the rule is asked again, the answer is kept."""
    if household.state not in (HouseholdState.APPLIED, *ON_FILE):
        raise Refused("现在不在审核、在档，不能核定", code="stale")
    if by.person_id in {one.person_id for one in households.members_of(household)}:
        raise Refused("这是您自己家的事，请由别的同事来办", code="conflict")
    sheet = dict(sheets.sheet(sheets.newest(household)))
    for topic in MONEY:
        answers = insist_all(TOPICS[topic][1], given[topic], today=local_day(at))
        sheet[topic] = answers
    statement = found(household, sheet, source="verified", by=by, at=at)
    verdict = judge(household=household, statement=statement, by=by, at=at)
    facts(household=str(household.pk), outcome=verdict.outcome)
    return statement


@action(Permission.MATTER_HANDLE, on="household", named="aid.review_decided")
def decide(*, household: Household, outcome: str, by: Actor, at: datetime) -> Review:
    """Continue for another year, or watch for six months: what the rule said, confirmed by a reviewer."""
    insist_other(household, by, "由审核岗位办理复核")
    row = households.review_of(household)
    if row is None or row.verdict is None:
        raise Refused("先由本人答复，或者由工会核定一次收支", code="unanswered")
    verdict = households.verdict_of(household)
    assert verdict is not None
    chosen = ReviewOutcome(outcome)
    if (chosen == ReviewOutcome.CONTINUE) == (verdict.outcome == NONE):
        raise Refused(
            "规则的结论是不符合，请转退出观察" if verdict.outcome == NONE else "规则的结论是符合，请继续在档",
            field="outcome", code="against_rule",
        )  # fmt: skip
    if chosen == ReviewOutcome.CONTINUE:
        put_on_file(household=household, category=verdict.outcome, at=at)
    else:
        household.state = HouseholdState.OBSERVED
        household.valid_to = add_months(
            local_day(at), months("hardship.recheck.months", household, local_day(at))
        )
        household.save()
    row.outcome, row.decided_by_id, row.decided_on, row.verdict = chosen, by.person_id, local_day(at), verdict
    row.save()
    facts(outcome=str(chosen))
    return row


@action(Permission.MATTER_HANDLE, on="household", named="aid.month_recorded")
def record_month(
    *, household: Household, month: date, per_head_fen: int, by: Actor, at: datetime
) -> HouseholdMonth:
    """The income per head of one whole month of a household under observation."""
    if household.state != HouseholdState.OBSERVED:
        raise Refused("退出观察的户才按月登记收入", code="stale")
    first = month.replace(day=1)
    if add_months(first, 1) > local_day(at):
        raise Refused("这个月还没过完", field="month", code="future")
    if household.months.filter(month=first).exists():
        raise Refused("这个月已经登记过", field="month", code="twice")
    row = HouseholdMonth(
        id=uuid7(), household=household, month=first, per_head_fen=per_head_fen,
        above=leaving.above(household, per_head_fen, on=first), recorded_by_id=by.person_id, recorded_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    facts(month=first.isoformat(), above=row.above)
    return row

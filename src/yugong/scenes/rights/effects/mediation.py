"""What the moves of a mediation bring about."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.scenes.rights.actions import mediation as actions
from yugong.scenes.rights.models import Mediation, MediationState
from yugong.scenes.rights.queries import mediation as queries
from yugong.scenes.rights.rules import mediation_dates

Given = Mapping[str, Any]
NO_CASE = Refused("还没有调解员接手，请先由调解员接手", code="stale")


def case(matter: Any) -> Mediation:
    """The case of a matter, at the desk where the matter lies now."""
    found = queries.case_of(matter.number)
    if found is None:
        raise NO_CASE
    found.unit_id = matter.unit_id
    return found


def own(matter: Any, by: Actor) -> Mediation:
    """The case, for its own mediator only."""
    found = case(matter)
    if by.person_id != found.mediator_id:
        raise Refused("由本案的调解员来办；要换人，请先“换调解员”", code="not_mediator")
    return found


def talks_until(*, matter: Any) -> date | None:
    """The day the talks end, once they have begun."""
    found = queries.case_of(matter.number)
    return found.talks_until if found else None


def last_payment(*, matter: Any) -> date | None:
    """The day of the last instalment, with a day for the money to arrive."""
    found = queries.case_of(matter.number)
    days = queries.plan_of(found) if found else []
    return days[-1][0] + timedelta(days=1) if days else None


def take(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """A mediator takes it: no relation, no employment, no post at the employer's."""
    row = actions.take(matter=matter, answers=answers, by=by, at=at)
    matter.claimed_by_id, matter.claimed_at = by.person_id, at
    return f"{row.body.name}调解，{row.talks_until:%Y-%m-%d} 前谈"


def extend(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Both sides want to talk on."""
    row = actions.extend(row=own(matter, by), days=answers["days"])
    return f"双方同意，谈到 {row.talks_until:%Y-%m-%d}"


def propose(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The drafted agreement goes to both sides."""
    row = own(matter, by)
    if not row.version:
        raise Refused("请先在调解页写好协议条款，再交双方确认", code="no_terms")
    actions.stands(row=row, state=MediationState.DRAFTED)
    return "协议草案已交双方确认"


def agree(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The worker agrees to the terms as they stand."""
    row = case(matter)
    row.worker_agreed_at = at
    row.save()
    return "你已确认协议"


def reconsider(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The terms are talked over again; signatures on them are worthless."""
    if row := queries.case_of(matter.number):
        actions.stands(row=row, state=MediationState.TALKS, at=at)
    return "继续谈"


def put_seal(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Numbered and sealed: in force from today."""
    row = actions.put_seal(row=case(matter), signer=answers.get("signer") or "", by=by, at=at)
    return f"协议 {row.number} 生效，约定 {yuan(queries.promised(row))} 元"


def paid(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Everything was paid; the worker has the last word."""
    row = case(matter)
    if left := queries.promised(row) - queries.recovered(row):
        raise Refused(f"还差 {yuan(left)} 元，请先登记到账；没有付的，选“没有按约履行”", code="unpaid")
    actions.stands(row=row, state=MediationState.PAID)
    return f"约定的 {yuan(queries.promised(row))} 元已登记到账，等你确认"


def default(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The plan was not kept."""
    if row := queries.case_of(matter.number):
        actions.stands(row=row, state=MediationState.DEFAULT)
        return f"没有按约履行，已到账 {yuan(queries.recovered(row))} 元"
    return "没有按约履行"


def failed(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """No agreement: the worker reads why, and until when he may go to arbitration."""
    row = queries.case_of(matter.number)
    if row:
        if by.is_person:
            own(matter, by)
        actions.stands(row=row, state=MediationState.FAILED, at=at)
    why = str(answers.get("why") or "期限内没有谈成")
    last = mediation_dates.limitation(matter, claimed=local_day(at), today=local_day(at)).shown[0][1]
    return f"没有达成协议：{why}。可以申请仲裁，最后一天：{last}"[:200]


def declined(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Not accepted, with the reason; the way to arbitration is open."""
    last = mediation_dates.limitation(matter, today=local_day(at)).shown[0][1]
    return f"没有受理：{answers['why']}。可以申请仲裁，最后一天：{last}"[:200]


def withdrawn(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The worker takes his application back."""
    if row := queries.case_of(matter.number):
        actions.stands(row=row, state=MediationState.DROPPED, at=at)
    return "已撤回"


def got_it(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The worker says that the money came and the rest was done."""
    row = case(matter)
    return f"职工确认收到 {yuan(queries.recovered(row))} 元"


def not_answered(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The worker did not answer; what was recorded stands."""
    return f"职工没有回应；{matter.outcome}"[:200] if matter.outcome else "职工没有回应"

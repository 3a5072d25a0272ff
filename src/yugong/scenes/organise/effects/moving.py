"""What moving, keeping, restoring and ending a membership brings about; the clock never meets a refusal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Standing
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import REVIEWER

Answers = Mapping[str, Any]
GONE = "现在不是工会会员，不用再办"
STAYS = "会籍不变"


def ask_old(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> None:
    """The new union has taken him: the old one is asked."""
    if (stretch := queries.membership_of(matter.asker_id)) is not None:
        matters.hand_to(matter=matter, unit=stretch.unit, duty=REVIEWER, at=at)


def ask_new(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> None:
    """Once more to the union he wants to go to."""
    matters.hand_to(matter=matter, unit=Unit.objects.get(pk=answers["to"]), duty=REVIEWER, at=at)


def move_over(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Both have agreed: the old stretch ends on the day the new one begins, so benefits have no gap.

    Each union has spoken for itself, and neither may act in the other; the rule carries it out.
    """
    person, to = matter.asker, Unit.objects.get(pk=answers["to"])
    stretch = queries.membership_of(person.pk)
    if stretch is None:
        return GONE
    if to.valid_to is not None:
        return f"{to.name}已经撤销，会籍留在{stretch.unit.name}，请另选工会"
    day = local_day(at)
    if stretch.unit_id != to.pk:
        people.transfer(
            person=person, to=to, on=max(day, stretch.valid_from), matter=matter.number, by=RULE, at=at
        )
    _works_now(person, answers, at=at)
    return f"已转到{to.name}，会籍从入会那天连着算"


def _works_now(person: Any, answers: Answers, *, at: datetime) -> None:
    """The new employer he named, where the register knows it; the work he left ends."""
    employer = org.find_employer(answers.get("employer") or "") if answers.get("employer") else None
    held = queries.employment_of(person.pk)
    if employer is None or (held and held.employer_id == employer.pk):
        return
    day, trade = local_day(at), held.trade if held else ""
    if held and answers.get("why") in ("换了单位", "原来的单位没有了"):
        people.end_employment(person=person, employer=held.employer, on=day, by=RULE, at=at)
    people.employ(person=person, employer=employer, trade=trade, since=day, source="transfer", by=RULE, at=at)


def refuse(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """The outcome of a refusal; the way on stands in the matter, and the membership stays as it is."""
    return f"没有办成：{answers['reason']}"


def retain(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Keep the membership without dues, from today: what he paid until now stays paid."""
    return _turn(matter, Standing.RETAINED, at=at)


def restore(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Back to full membership, with the work he named where the register knows it."""
    outcome = _turn(matter, Standing.ACTIVE, at=at)
    _works_now(matter.asker, answers, at=at)
    return outcome


def _turn(matter: Any, standing: Standing, *, at: datetime) -> str:
    stretch = queries.membership_of(matter.asker_id)
    if stretch is None:
        return GONE
    verb = people.retain if standing == Standing.RETAINED else people.restore
    if stretch.standing != standing:
        verb(person=matter.asker, on=max(local_day(at), stretch.valid_from), by=RULE, at=at)
    return "会籍已保留，会员号不变" if standing == Standing.RETAINED else "会籍已恢复正常，会员号不变"


def leave(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """He has left of his own will."""
    return _end(matter, "leave", basis=matter.number, at=at)


def propose(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Decided, and told to the person first: nothing ends before he could speak."""
    return "拟结束会籍，期限内没有不同意见就生效"


def stays(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Nothing ends."""
    return STAYS


def withdraw(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Treated as withdrawn, with the talks on record as its basis; a decision to keep him stands."""
    return STAYS if matter.outcome == STAYS else _end(matter, "withdraw", basis=matter.number, at=at)


def expel(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Expelled, with the decision filed above as its basis; a decision to keep him stands."""
    return STAYS if matter.outcome == STAYS else _end(matter, "expel", basis=matter.number, at=at)


def bury(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """The membership ended on the day he died; who told it stands in the matter, sealed."""
    return _end(matter, "death", basis=matter.number, on=date.fromisoformat(answers["died_on"]), at=at)


def _end(matter: Any, how: str, *, basis: str, on: date | None = None, at: datetime) -> str:
    stretch = queries.membership_of(matter.asker_id)
    if stretch is None:
        return GONE
    day = max(on or local_day(at), stretch.valid_from)
    people.end(person=matter.asker, how=how, on=day, basis=basis, by=RULE, at=at)
    return f"会籍到 {day.year} 年 {day.month} 月 {day.day} 日为止"


def to_upper(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Filed with the union above; where there is none, the same desk files it."""
    above = matter.unit.parent or matter.unit
    matters.hand_to(matter=matter, unit=above, duty=REVIEWER, at=at)
    return f"委员会已决定，报{above.name}备案"


def to_own(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """Back to his own union, to think again."""
    if (stretch := queries.membership_of(matter.asker_id)) is not None:
        matters.hand_to(matter=matter, unit=stretch.unit, duty=REVIEWER, at=at)
    return "上级退回复议"


def reconsider(*, matter: Any, answers: Answers, by: Actor, at: datetime) -> str:
    """He disagrees: his own union thinks again, and nothing ends meanwhile."""
    to_own(matter=matter, answers=answers, by=by, at=at)
    return STAYS

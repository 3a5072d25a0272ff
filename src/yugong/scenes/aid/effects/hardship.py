"""What the moves of a hardship file bring about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries as engine
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.flow import HANDLER, REVIEWER
from yugong.scenes.aid.actions import filing, household, postings
from yugong.scenes.aid.actions.judging import NONE
from yugong.scenes.aid.models import HardshipCategory, Household, HouseholdVerdict
from yugong.scenes.aid.queries import households, visiting
from yugong.scenes.aid.rules import placing

Given = Mapping[str, Any]


def house(matter: Any) -> Household:
    """The household of a matter."""
    found = households.of_matter(matter.number)
    if found is None:
        raise Refused("这件事没有家庭申报，请由申请人在「困难职工建档」里填写", code="stale")
    return found


def insist_new(matter: Any, answers: Given, by: Actor) -> None:
    """Refuse who had a part in it, and who says that he is a relative."""
    if answers.get("relation", "none") != "none":
        raise Refused("有亲属或者利害关系的要回避，请交给同事办", field="relation", code="conflict")
    if by.person_id in engine.hands(matter):
        raise Refused("前面的环节是您办的，这一步要换一位同志", code="own_work")


def found(matter: Any, *, fresh: bool = True) -> tuple[Household, HouseholdVerdict]:
    """The household with what the rule said of what the union found after the visit."""
    row = house(matter)
    verdict = households.verdict_of(row)
    if verdict is None or (fresh and verdict.source != "verified"):
        raise Refused("请先在「家庭档案」页核定收支，规则会给出结论", code="not_verified")
    return row, verdict


def short(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Even what was declared is too much: nobody needs to visit; people decide, and say why."""
    row, verdict = found(matter, fresh=False)
    if verdict.outcome != NONE:
        raise Refused("按申报的数符合条件，请安排走访", code="fits")
    to_review(matter, row, at=at)
    return "按申报的数不符合条件，已报审核"


def supplied(*, matter: Any, answers: Given, by: Actor, at: datetime) -> None:
    """Mended: everything is there once more, and everybody has agreed."""
    household.complete_again(household=house(matter), by=by, at=at)


def visited(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Somebody was there since the application."""
    row = house(matter)
    if not visiting.since(row, matter.opened_at):
        raise Refused("请先在「入户走访」页记下走访，两人以上", code="no_visit")
    return "已经入户走访"


def post(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Discussed, found to be in hardship by the rule, and shown to the public."""
    row, verdict = found(matter)
    if verdict.outcome == NONE:
        raise Refused("规则的结论是不符合，请选「不符合，报审核」", code="none")
    postings.close(household=row, at=at)
    shown = postings.post(household=row, category=verdict.outcome, at=at)
    return f"核定为{HardshipCategory(verdict.outcome).label}，公示到 {shown.ends_on:%Y-%m-%d}"


def none(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Found not to be in hardship: the street and the district look at it all the same."""
    row, verdict = found(matter)
    if verdict.outcome != NONE:
        raise Refused("规则的结论是符合，请公示", code="fits")
    to_review(matter, row, at=at)
    return "核定后不符合条件，已报审核"


def to_review(matter: Any, row: Household, *, at: datetime) -> None:
    """To the street or above, to somebody who had no part in it."""
    unit = placing.reviewing(row.unit, engine.hands(matter), local_day(at))
    matters.hand_to(matter=matter, unit=unit, duty=REVIEWER, at=at)


def posted(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str | None:
    """The posting has run out and nobody objected."""
    if (row := households.of_matter(matter.number)) is None:
        return None
    postings.close(household=row, at=at)
    to_review(matter, row, at=at)
    return "公示期满"


def heard_objection(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """An objection that somebody spoke or wrote at the desk."""
    standing = postings.open_of(house(matter))
    if standing is None:
        raise Refused("没有正在公示的内容", code="stale")
    postings.keep(standing, text=answers["objection"], contact="", at=at)
    return "收到异议，正在核实"


def unfounded(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Looked into and not so: three more working days."""
    row = house(matter)
    postings.answer(household=row, text=answers["finding"], upheld=False, by=by, at=at)
    postings.prolong(household=row, at=at)
    return "异议已核实，继续公示"


def founded(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Something in it is true: found out anew."""
    row = house(matter)
    postings.answer(household=row, text=answers["finding"], upheld=True, by=by, at=at)
    postings.close(household=row, at=at)
    return "异议有依据，重新核定"


def reviewed(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The street has looked through it; the district decides, by somebody else."""
    insist_new(matter, answers, by)
    but = engine.hands(matter) | ({by.person_id} if by.person_id else set())
    unit = placing.deciding(house(matter).unit, but, local_day(at))
    matters.hand_to(matter=matter, unit=unit, duty=REVIEWER, at=at)
    return "街道审核通过，报区县审批"


def send_back(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Back to the union that knows the household."""
    row = house(matter)
    postings.close(household=row, at=at)
    matters.hand_to(matter=matter, unit=row.unit, duty=HANDLER, at=at)
    return "退回重新核实"


def approve(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """On file for a year, with the reasons of the rule."""
    insist_new(matter, answers, by)
    row, verdict = found(matter)
    if verdict.outcome == NONE:
        raise Refused("规则的结论是不符合，不能批准", code="none")
    if not row.postings.filter(category=verdict.outcome, closed_on__isnull=False).exists():
        raise Refused("这个类别还没有公示过，请退回公示", code="not_posted")
    filing.put_on_file(household=row, category=verdict.outcome, at=at)
    label = HardshipCategory(verdict.outcome).label
    return f"批准为{label}，档案 {row.number}，有效期到 {row.valid_to:%Y-%m-%d}"


def refuse(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Not in hardship: why, and the smallest change that would change the answer."""
    insist_new(matter, answers, by)
    row, verdict = found(matter, fresh=False)
    if verdict.outcome != NONE:
        raise Refused("规则的结论是符合，不能不批；核定有误的，请退回重新核实", code="fits")
    filing.refuse(household=row, at=at)
    change = next(iter(verdict.verdict.get("change") or ()), "")
    return f"不符合条件：{answers['why']}。{change}"[:200]


def appeal(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """To the union above the one that decided; another person decides there, once."""
    unit = placing.hearing(matter.unit, engine.hands(matter), local_day(at))
    matters.hand_to(matter=matter, unit=unit, duty=REVIEWER, at=at)
    return "已向上级工会申诉"


def appeal_kept(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The decision stands, with the reasons of the union above."""
    insist_new(matter, answers, by)
    return f"维持原来的结论：{answers['why']}"[:200]


def appeal_founded(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The household is looked at once more."""
    insist_new(matter, answers, by)
    row = house(matter)
    filing.stand_again(household=row)
    matters.hand_to(matter=matter, unit=row.unit, duty=HANDLER, at=at)
    return f"申诉成立，重新核实：{answers['why']}"[:200]


def withdrawn(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Taken back."""
    if row := households.of_matter(matter.number):
        filing.give_up(household=row, at=at)
    return "已撤回"

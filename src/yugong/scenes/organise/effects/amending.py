"""What a correction asked for by its owner brings about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import PAPERS, check_id
from yugong.scenes.organise.actions import confirming, enrolling


def paper_of(number: str, held: str, at: datetime) -> str:
    """The paper whose number it is: the one on record if it fits, otherwise the first that fits."""
    papers = [held, *(paper for paper in PAPERS if paper != held)]
    fits = (paper for paper in papers if check_id(number, kind=paper, today=local_day(at)).valid)
    return next(fits, held)


def correct(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Enter what the officer has compared with the papers."""
    person, number = matter.asker, answers.get("right_number") or ""
    if number == "" and not answers.get("right_name"):
        raise Refused("申请里没有写正确的姓名或证件号码，请选不予更正，写明怎么补")
    changes = {
        "name": answers.get("right_name") or "",
        "number": number,
        "paper": paper_of(number, person.paper, at) if number else person.paper,
    }
    enrolling.correct(person=person, changes=changes, reason=f"本人申请 {matter.number}", by=by, at=at)
    confirming.note_change(person, by=by, at=at)
    return "已经更正"


def refuse(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The record stays; why and what to bring stands in the matter."""
    return "没有更正"

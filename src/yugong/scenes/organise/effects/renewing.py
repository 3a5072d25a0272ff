"""What a re-election brings about: agreed, reported, approved with a new term and officers, or given up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import renewing
from yugong.scenes.organise.models import Renewal
from yugong.scenes.organise.queries import foundings


def agree(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The upper union agrees: the union may prepare and elect."""
    renewing.begin(unit=_unit(answers), upper=matter.unit, matter=matter.number, by=by, at=at)
    return "同意换届，选举后报结果"


def report(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Check and take down the election."""
    row = renewing.report(asker=matter.asker, renewal=_renewal(matter), answers=answers, by=by, at=at)
    return f"应到 {row.due} 人，实到 {row.present} 人，主席得 {row.chair_votes} 票，选举有效"


def approve(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The new committee sits, the old one's rights end, the term's clock runs anew."""
    election = foundings.election_of(matter.number)
    if election is None:
        raise Refused("还没有选举结果，请先退回，请工会报选举结果")
    unit = renewing.complete(
        unit=_unit(answers), renewal=_renewal(matter), election=election, approved_no=answers["approved_no"],
        by=by, at=at,
    )  # fmt: skip
    return f"{unit.name}已经换届，本届到 {unit.term_to:%Y-%m-%d}"


def give_up(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """A preparation without an election is over; the term's clock goes on as it was."""
    if begun := foundings.renewal_of(matter.number):
        renewing.give_up(renewal=begun, at=at)
    return "这次没有换成，届满日不变，请尽快再报"


def refused(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The outcome of a refusal; the way on stands in the matter."""
    return "没有同意这次换届"


def _unit(answers: Mapping[str, Any]) -> Unit:
    unit = Unit.objects.filter(pk=answers["unit"], valid_to=None).first()
    if unit is None:
        raise Refused("这个工会已经撤销，不用换届了，请不予同意")
    return unit


def _renewal(matter: Any) -> Renewal:
    found = foundings.renewal_of(matter.number)
    if found is None:
        raise Refused("上级工会还没有同意换届，请先办审核")
    return found

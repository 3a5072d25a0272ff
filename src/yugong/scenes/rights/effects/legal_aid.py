"""What the moves of legal aid bring about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.scenes.rights.actions import legal_aid as actions
from yugong.scenes.rights.models import AidState, LegalAid
from yugong.scenes.rights.queries import legal_aid as queries
from yugong.scenes.rights.rules.aiding import ENDING, RESULTS, means_free

Given = Mapping[str, Any]


def aid(matter: Any) -> LegalAid:
    """The case of a matter, at the desk where the matter lies now."""
    found = queries.aid_of(matter.number)
    if found is None:
        raise Refused("还没有决定援助", code="stale")
    found.unit_id = matter.unit_id
    return found


def grant(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Aid is given, in order."""
    row = actions.decided(matter=matter, answers=answers, state=AidState.GRANTED, urgent=False, at=at)
    return f"决定援助，{row.appoint_by:%Y-%m-%d} 前派律师"


def first(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Aid comes first, the papers later."""
    actions.decided(matter=matter, answers=answers, state=AidState.GRANTED, urgent=True, at=at)
    return "期限紧，先援助、后补手续"


def refuse(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """No aid; never for means where means are not looked at."""
    if answers["ground"] == "means" and means_free(answers):
        raise Refused("这类申请不审查经济困难，不能以这一条不予援助", field="ground", code="means_free")
    actions.decided(matter=matter, answers=answers, state=AidState.REFUSED, urgent=False, at=at)
    return f"不予援助：{answers['why']}。可以提异议，也可以打 12348 法律服务热线"[:200]


def assigned(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """A lawyer has it."""
    row = aid(matter)
    if row.lawyer is None:
        raise Refused("请在“法律援助”页选律师", code="no_lawyer")
    actions.stands(row=row, state=AidState.ASSIGNED)
    return f"{row.lawyer.office}{row.lawyer.name}律师承办"


def change(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Another lawyer is wanted."""
    actions.stands(row=aid(matter), state=AidState.GRANTED, lawyer=None, appointed_on=None)
    return "换律师"


def finish(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The lawyer is done."""
    row = aid(matter)
    actions.stands(
        row=row, state=AidState.DONE, at=at, result=answers["result"], recovered_fen=answers["recovered"]
    )
    return f"{dict(RESULTS)[answers['result']]}，追回 {yuan(row.recovered_fen)} 元。{answers['report']}"[:200]


def again(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The worker says that it is not done."""
    actions.stands(row=aid(matter), state=AidState.ASSIGNED, result="", recovered_fen=0)
    return "职工不满意，接着办"


def stop(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Aid ends early, for a reason of the law."""
    if answers["ending"] == "means" and means_free(answers):
        raise Refused("这类援助不审查经济困难，不能以这一条终止", field="ending", code="means_free")
    actions.stands(row=aid(matter), state=AidState.ENDED, at=at, ending=answers["ending"])
    return f"终止援助：{ENDING.words(answers['ending'])}。{answers['why']}"[:200]


def withdrawn(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The worker takes his application back."""
    if row := queries.aid_of(matter.number):
        actions.stands(row=row, state=AidState.ENDED, at=at, ending="asked")
    return "已撤回"

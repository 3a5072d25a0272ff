"""What the moves of a supervision letter bring about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.scenes.rights.actions import letters as actions
from yugong.scenes.rights.models import LetterState, SupervisionLetter
from yugong.scenes.rights.queries.letters import letter_of


def _letter(matter: Any) -> SupervisionLetter:
    found = letter_of(matter.number)
    if found is None:
        raise Refused("这件没有函件正文，请从「一函两书」起草")
    return found


def second(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Two supervisors stand for the letter."""
    actions.second(letter=_letter(matter), by=by, at=at)
    return "两名监督员已共同确认，待签发"


def sign(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Signed and numbered."""
    return f"已签发，文号 {actions.sign(letter=_letter(matter), by=by, at=at).number}"


def served(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """It has reached its addressee."""
    row = actions.served(letter=_letter(matter), way=answers["way"], receiver=answers["receiver"], at=at)
    return f"已送达，请在 {row.reply_by:%Y-%m-%d} 前答复"


def publish(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """A reminder to everybody stands on the public page from now on."""
    row = _letter(matter)
    if row.reply_days:
        raise Refused("写给一家单位的函不能公开发布，请送达")
    actions.ended(letter=row, state=LetterState.PUBLISHED)
    return f"{row.number}已公开发布"


def answered(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The addressee has answered."""
    actions.take_answer(letter=_letter(matter), text=answers["answer"], at=at)
    return "已收到答复，待对照核实"


def silent(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Nothing came in time."""
    if row := letter_of(matter.number):
        actions.silent(letter=row)
    return "逾期没有答复"


def settle(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """What was asked for has been done; a published reminder stays on the public page."""
    row = _letter(matter)
    if row.state == LetterState.PUBLISHED:
        return "已公开发布"
    actions.ended(letter=row, state=LetterState.SETTLED)
    return "已整改"


def raised(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """What was asked for has not been done: the next letter is to be written, or the authority asked."""
    row = _letter(matter)
    if row.state == LetterState.PUBLISHED:
        raise Refused("公开发布的提示函没有整改一说，请办结；要针对一家单位，请另发意见书")
    actions.ended(letter=row, state=LetterState.RAISED)
    return "没有整改，升级处理"


def dropped(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """It is not sent."""
    if row := letter_of(matter.number):
        actions.ended(letter=row, state=LetterState.DROPPED)
    return "没有发出"

"""What the moves of 金秋助学 and 临时救助 bring about: money given, a thread begun, a report owed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.actions import chains, grants
from yugong.scenes.aid.models import Programme, Season
from yugong.scenes.aid.queries import programmes
from yugong.scenes.aid.rules import giving, studying, urgent

Given = Mapping[str, Any]


def _programme(matter: Any, season: Season, at: datetime) -> Programme:
    """The programme that is open at the matter's desk or above it."""
    found = programmes.open_for(matter.unit_path, season, on=local_day(at))
    if found is None:
        raise Refused(f"没有正在发放的「{season.label}」项目，请先在帮扶项目里设立", code="no_programme")
    return found


def study(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The grant is given, and the child's thread begins or goes on."""
    child = chains.Schooling(
        answers["child_name"], answers["child_number"], answers["school"], answers["stage"],
        answers["entered"], answers["graduates"],
    )  # fmt: skip
    verdict = studying.decide(matter=matter, answers=answers, at=at)
    giving.within(verdict, answers["amount"])
    unit = grants.home(matter.asker, matter.unit)
    chain = chains.admitted(person=matter.asker, unit=unit, child=child, at=at)
    row = grants.give(
        programme=_programme(matter, Season.AUTUMN, at), person=matter.asker, amount_fen=answers["amount"],
        child=str(chain.pk), period=str(child.entered), matter=matter.number, by=by, at=at,
    )  # fmt: skip
    chains.granted(chain=chain, grant=row, at=at)
    return f"批准助学金 {yuan(row.amount_fen)} 元，打到你登记的银行卡"


def no_study(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The rule of schooling said no: its reasons, and what would change them."""
    return _no(studying.decide(matter=matter, answers=answers, at=at))


def no_help(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The rule of urgent help said no."""
    return _no(urgent.decide(matter=matter, answers=answers, at=at))


def _no(verdict: Verdict) -> str:
    change = verdict.change[0] if verdict.change else ""
    return f"{giving.against(verdict)}{change}"[:200]


def urgent_help(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Help at once by the union at hand, to be reported to the one above."""
    verdict = urgent.decide(matter=matter, answers=answers, at=at)
    giving.within(verdict, answers["amount"])
    row = grants.give(
        programme=_programme(matter, Season.TEMPORARY, at), person=matter.asker, amount_fen=answers["amount"],
        period=str(local_day(at).year), matter=matter.number,
        report_by=urgent.report_by(local_day(at), matter.unit_path), by=by, at=at,
    )  # fmt: skip
    return f"批准临时救助 {yuan(row.amount_fen)} 元，打到你登记的银行卡"


def refused(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Not granted, with the officer's reason."""
    return f"没有批准：{answers['why']}"[:200]


def withdrawn(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Taken back by the asker."""
    return "已撤回"

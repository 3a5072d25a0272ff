"""What the rules say before money is given: visits within the caps, schooling and urgent help as they grant.

Schooling, grave illness and living help have sums of their own, so the caps of visits do not bind them; what
was given for them counts all the same when the next visit is weighed.
"""

from collections.abc import Sequence
from datetime import date

from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import Season
from yugong.scenes.aid.queries.programmes import Got
from yugong.scenes.aid.rules.explaining import explain

CAPPED = (Season.SPRING, Season.SUMMER, Season.WINTER)
GRANTED = "granted"


class Denied(Refused):
    """A rule said no: the sentence is its reasons, `change` what would make it a yes."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(against(verdict), field="amount", code="rule")
        self.verdict = verdict
        self.change = verdict.change[0] if verdict.change else ""


def against(verdict: Verdict) -> str:
    """The reasons that spoke against it, in one line."""
    return "".join(reason.text for reason in verdict.reasons if not reason.holds)[:300]


def insist(season: str, amount_fen: int, got: Sequence[Got], *, on: date, path: str) -> Verdict | None:
    """The verdict on a visit's money with all that was given this year, by whomever; Denied above a cap."""
    if season not in CAPPED:
        return None
    received = sum(one.amount_fen for one in got)
    verdict = explain("aid.warmth", {"amount": amount_fen, "received": received}, on=on, path=path)
    if verdict.outcome != GRANTED:
        raise Denied(verdict)
    return verdict


def within(verdict: Verdict, amount_fen: int) -> None:
    """Refused above what a rule grants."""
    most = verdict.amount or 0
    if verdict.outcome == GRANTED and amount_fen > most:
        raise Refused(
            f"按规定最多 {yuan(most)} 元，现在是 {yuan(amount_fen)} 元", field="amount", code="over"
        )

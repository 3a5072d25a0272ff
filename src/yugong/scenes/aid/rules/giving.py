"""The caps before money is given: per time and per year, summed over all kinds and all unions (A5, WE-65).

Schooling, grave illness and living help have sums of their own, so the caps do not bind them; what was given
for them counts all the same when the next visit is weighed.
"""

from collections.abc import Sequence
from datetime import date

from yugong.ground.parameters.queries import value
from yugong.kernel.errors import Refused
from yugong.kernel.money import fen, yuan
from yugong.scenes.aid.models import Season
from yugong.scenes.aid.queries.programmes import Got

CAPPED = (Season.SPRING, Season.SUMMER, Season.WINTER)


def insist(season: str, amount_fen: int, got: Sequence[Got], *, on: date, path: str) -> None:
    """Refused above a cap; the sentence says what was given by whom and how much is still possible."""
    if season not in CAPPED:
        return
    each = fen(str(value("warmth.per_time", on=on, path=path)))
    year = fen(str(value("warmth.per_year", on=on, path=path)))
    had = sum(one.amount_fen for one in got)
    most = max(0, min(each, year - had))
    if had + amount_fen > year:
        raise Refused(
            f"本年各级各类已发 {yuan(had)} 元，再发 {yuan(amount_fen)} 元就是 {yuan(had + amount_fen)} 元，"
            f"超过全年上限 {yuan(year)} 元；最多还能发 {yuan(most)} 元",
            code="over_year",
        )
    if amount_fen > each:
        raise Refused(
            f"每人每次最多 {yuan(each)} 元，这次是 {yuan(amount_fen)} 元；最多能发 {yuan(most)} 元",
            code="over_time",
        )

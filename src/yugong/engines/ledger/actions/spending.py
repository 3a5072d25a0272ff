"""Outlay counts against its budget line the moment it is written: out of a commitment, or of what is left."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from yugong.engines.ledger.models import Commitment, Fund, Line
from yugong.kernel.books import UNION
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan

Outlays = Mapping[tuple[UUID, str], int]


def take(spent: Sequence[tuple[Outlays, Commitment | None]]) -> None:
    """Book the outlay of several entries on their lines, locked in one order; a reversal gives back."""
    lines = _locked({place for outlays, _ in spent for place in outlays})
    keys = {one.pk for outlays, one in spent if one is not None and outlays}
    commitments = {one.pk: one for one in Commitment.objects.filter(pk__in=keys).order_by("pk")}
    for outlays, one in spent:
        for place, amount in outlays.items():
            line = lines.get(place) or _missing(place)
            if one is not None:
                _of_commitment(commitments[one.pk], line, amount)
            line.spent += amount
            if line.left < 0:
                raise Refused(_short(line, amount), code="line_short")
    Line.objects.bulk_update(lines.values(), ["held", "spent"])
    Commitment.objects.bulk_update(commitments.values(), ["spent"])


def _locked(places: set[tuple[UUID, str]]) -> dict[tuple[UUID, str], Line]:
    """The budget lines of these funds and heads, under their locks."""
    if not places:
        return {}
    wanted = Q(fund_id__in={fund for fund, _ in places}, head__in={head for _, head in places})
    rows = Line.objects.filter(wanted).order_by("pk").select_for_update()
    return {(row.fund_id, row.head): row for row in rows if (row.fund_id, row.head) in places}


def _of_commitment(one: Commitment, line: Line, amount: int) -> None:
    """Take the amount out of what is set aside."""
    if one.line_id != line.pk:
        raise Refused("支出的资金和科目与安排的不一致，请按安排的预算项支出。", code="other_line")
    if amount > 0 and one.released_at is not None:
        raise Refused("这笔安排已经收回，请重新安排后再支出。", code="released")
    if amount > one.amount - one.spent:
        rest = yuan(one.amount - one.spent)
        raise Refused(f"这笔安排只剩 {rest} 元，不够支出 {yuan(amount)} 元。", code="commitment_short")
    before = one.held
    one.spent += amount
    line.held += one.held - before


def _short(line: Line, amount: int) -> str:
    """How much was left before, and what was wanted."""
    left = yuan(line.left + amount)
    return f"“{UNION[line.head].name}”的预算只剩 {left} 元，不够支出 {yuan(amount)} 元。"


def _missing(place: tuple[UUID, str]) -> Line:
    fund = Fund.objects.get(pk=place[0])
    raise Refused(f"“{fund.name}”没有“{UNION[place[1]].name}”的预算，请先编列预算。", code="line_missing")

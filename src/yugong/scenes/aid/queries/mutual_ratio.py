"""What came in and what was paid out, by product, unit and year; the same rows stand behind each number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.scenes.aid.models import ClaimState, CoverState, MutualClaim, MutualCover

BY: Mapping[str, tuple[str, str]] = {
    "product": ("product", "product"),
    "unit": ("unit_id", "unit_id"),
    "year": ("starts_on__year", "cover__starts_on__year"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """Premiums and payments of one product, unit or year; money in fen."""

    key: str
    label: str
    heads: int
    premium_fen: int
    claims: int
    paid_fen: int

    @property
    def percent(self) -> str:
        """Paid for each hundred of premium: "63.2%"; a dash where nothing came in."""
        return f"{self.paid_fen / self.premium_fen:.1%}" if self.premium_fen else "—"


def covers(path: str, *, year: int | None = None, product: str = "", unit: int = 0) -> QuerySet[MutualCover]:
    """The covers that were paid for in a subtree."""
    rows = MutualCover.objects.filter(unit__in=org.subtree(path), state=CoverState.LIVE)
    rows = rows.filter(starts_on__year=year) if year else rows
    rows = rows.filter(product=product) if product else rows
    return rows.filter(unit=unit) if unit else rows


def payments(
    path: str, *, year: int | None = None, product: str = "", unit: int = 0
) -> QuerySet[MutualClaim]:
    """The claims on such covers that were paid."""
    rows = MutualClaim.objects.filter(unit__in=org.subtree(path), state=ClaimState.PAID)
    rows = rows.filter(cover__starts_on__year=year) if year else rows
    rows = rows.filter(product=product) if product else rows
    return rows.filter(unit=unit) if unit else rows


def shares(path: str, by: str, *, year: int | None = None, most: int = 50) -> list[Share]:
    """The table by product, unit or year; the greatest premium first, years from the newest."""
    over_covers, over_claims = BY[by]
    came = covers(path, year=year).values(over_covers).annotate(n=Count("id"), sum=Sum("premium_fen"))
    gone = payments(path, year=year).values(over_claims).annotate(n=Count("id"), sum=Sum("amount_fen"))
    one: dict[Any, Any] = {row[over_covers]: row for row in came.order_by()}
    two: dict[Any, Any] = {row[over_claims]: row for row in gone.order_by()}
    nothing = {"n": 0, "sum": 0}
    keys = sorted(one.keys() | two.keys(), key=lambda key: -(one.get(key) or nothing)["sum"])[:most]
    if by == "year":
        keys.sort(reverse=True)
    named = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "name")) if by == "unit" else {}
    found = []
    for key in keys:
        came_in, went_out = one.get(key) or nothing, two.get(key) or nothing
        told = came_in["n"], came_in["sum"], went_out["n"], went_out["sum"]
        found.append(Share(str(key), named.get(key, str(key)), *told))
    return found


def total(path: str, *, year: int | None = None) -> Share:
    """All together."""
    came = covers(path, year=year).aggregate(n=Count("id"), sum=Sum("premium_fen"))
    gone = payments(path, year=year).aggregate(n=Count("id"), sum=Sum("amount_fen"))
    return Share("", "合计", came["n"], came["sum"] or 0, gone["n"], gone["sum"] or 0)

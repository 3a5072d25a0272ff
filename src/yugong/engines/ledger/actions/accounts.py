"""Moving the balances of accounts: they are opened on first use, and what is solid never falls below zero."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Sum

from yugong.engines.ledger.models import Account
from yugong.ground.org.models import Unit
from yugong.kernel import books
from yugong.kernel.books import UNION, Leg
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan

Place = tuple[str, UUID | None, str]
DUE = ("bank", "payable")  # what lies in the bank, and what of it is on its way already


def moved(unit: Unit, legs: Sequence[Leg]) -> Mapping[Place, int]:
    """Move every account by its legs, locked in one order; returns the key of each account."""
    changes = books.balances(legs)
    Account.objects.bulk_create(
        [
            Account(unit=unit, fund_id=fund, head=head, commodity=of, solid=UNION[head].solid)
            for head, fund, of in changes.keys() - _known(unit, changes).keys()
        ],
        ignore_conflicts=True,
    )
    found = _known(unit, changes, lock=True)
    for place, change in changes.items():
        account = found[place]
        account.balance += change
        if account.solid and account.balance < 0:
            raise Refused(_short(account, change), code="account_short")
    Account.objects.bulk_update(found.values(), ["balance"])
    return {place: account.pk for place, account in found.items()}


def covered(unit: Unit, legs: Sequence[Leg]) -> None:
    """Every fund that these legs draw on has in the bank what it owes for transfers under way; whoever books
    in this union waits until we are done."""
    drawn: Counter[UUID] = Counter()
    for leg in legs:
        if leg.head in DUE and leg.fund is not None:
            drawn[leg.fund] += leg.amount
    if not (funds := [fund for fund, change in drawn.items() if change < 0]):
        return
    rows = Account.objects.filter(unit=unit, fund__in=funds, head__in=DUE)
    for row in rows.values("fund__name").annotate(left=Sum("balance")):
        if row["left"] < 0:
            raise Refused(
                f"“{row['fund__name']}”的银行存款还差 {yuan(-row['left'])} 元（已付出、等银行回单的也算），"
                "请等资金到账登记后再办。",
                code="account_short",
            )


def _known(unit: Unit, places: Mapping[Place, int], *, lock: bool = False) -> dict[Place, Account]:
    """The accounts among these that exist, by place."""
    rows = Account.objects.filter(unit=unit, head__in={head for head, _, _ in places}).order_by("pk")
    if lock:
        rows = rows.filter(pk__in=[one.pk for one in _known(unit, places).values()]).select_for_update()
    found = {(row.head, row.fund_id, row.commodity): row for row in rows}
    return {place: row for place, row in found.items() if place in places}


def _short(account: Account, change: int) -> str:
    """Why there is not enough on a solid account, and how much there is."""
    had, wanted = account.balance - change, -change
    name = UNION[account.head].name
    if account.commodity != books.CNY:
        return f"{name}里这种物品只有 {had} 件，不够发 {wanted} 件。"
    place = f"“{account.fund.name}”的{name}" if account.fund else name
    return f"{place}只有 {yuan(had)} 元，不够支付 {yuan(wanted)} 元。"

"""Moving the balances of accounts: they are opened on first use, and what is solid never falls below zero."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from yugong.engines.ledger.models import Account
from yugong.ground.org.models import Unit
from yugong.kernel import books
from yugong.kernel.books import UNION, Leg
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan

Place = tuple[str, UUID | None, str]


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

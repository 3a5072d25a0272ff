"""Setting up a fund, and recording what came into it."""

from collections.abc import Mapping
from datetime import date, datetime

from yugong.engines.ledger.actions import chaining, entries
from yugong.engines.ledger.models import Entry, Fund, Source
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.books import UNION, Leg, Sort
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

# Under which head of income the money of a source is booked, unless the receipt says otherwise.
INCOME: Mapping[Source, str] = {
    Source.CENTRAL: "special_in",
    Source.CITY: "special_in",
    Source.DISTRICT: "special_in",
    Source.OWN: "fees_in",
    Source.DONATION: "donation_in",
    Source.PREMIUM: "premium_in",
}


@action(Permission.FUND_MANAGE, on="unit", shared=True, named="ledger.open_fund")
def open_fund(
    *, unit: Unit, name: str, source: str, year: int, purpose: str, by: Actor, at: datetime
) -> Fund:
    """Set up money of one source and year; the same name again in a year is refused."""
    name, purpose = name.strip(), purpose.strip()
    if not name or not purpose:
        raise Refused("请写明资金的名称和用途。", field="purpose" if name else "name")
    if source not in Source.values:
        raise Refused(f"资金来源只能是：{'、'.join(Source.labels)}。", field="source")
    if not 2000 <= year <= at.year + 1:
        raise Refused(f"年度应在 2000 年到 {at.year + 1} 年之间。", field="year")
    if Fund.objects.filter(unit=unit, year=year, name=name).exists():
        raise Refused(f"{year} 年已经有“{name}”，请在那一笔资金里办理。", field="name", code="fund_exists")
    fund = Fund(unit=unit, name=name, source=source, year=year, purpose=purpose, opened_at=at)
    fund.save()
    facts(fund=str(fund.pk), source=source, year=year)
    return fund


@action(Permission.FUND_MANAGE, on="fund", shared=True, named="ledger.receive")
def receive(
    *,
    fund: Fund,
    amount_fen: int,
    text: str,
    on: date,
    by: Actor,
    at: datetime,
    head: str = "",
    about: str = "",
) -> Entry:
    """Record money that came into the bank for a fund; with an `about` it is recorded only once."""
    if amount_fen <= 0:
        raise Refused("到账金额要大于 0。", field="amount")
    head = head or INCOME[Source(fund.source)]
    if head not in UNION.keys(Sort.INCOME, Sort.NET):
        raise Refused("请选一个收入科目。", field="head")
    chaining.opened(fund.unit)  # one writer at a time: the same receipt twice at once is one
    if about and (known := Entry.objects.filter(unit_id=fund.unit_id, about=about).first()):
        return known
    legs = (Leg("bank", amount_fen, fund.pk), Leg(head, -amount_fen, fund.pk))
    draft = entries.Draft(legs, text, on=on, about=about)
    return entries.write(unit=fund.unit, drafts=(draft,), by=by, at=at)[0]

"""Planning what a fund is for: one line per head, planned again as often as needed."""

from datetime import datetime

from yugong.engines.ledger.models import Fund, Line, Plan
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.books import UNION, Sort
from yugong.kernel.errors import Refused
from yugong.kernel.money import LIMIT, yuan
from yugong.kernel.permissions import Permission


@action(Permission.FUND_MANAGE, on="fund", shared=True, named="ledger.plan")
def plan(*, fund: Fund, head: str, amount_fen: int, by: Actor, at: datetime) -> Line:
    """Set the amount of a line; each planning is kept. Refused below what is already arranged or spent."""
    if head not in UNION.keys(Sort.INCOME, Sort.OUTLAY):
        raise Refused("请选一个收入或者支出科目。", field="head")
    if not 0 <= amount_fen <= LIMIT:
        raise Refused("预算不能是负数，也不能过大，请核对。", field="amount")
    line, new = Line.objects.select_for_update().get_or_create(
        fund=fund, head=head, defaults={"amount": amount_fen}
    )
    taken = line.held + line.spent
    if amount_fen < taken:
        raise Refused(
            f"“{UNION[head].name}”已经安排和支出 {yuan(taken)} 元，预算不能再少。",
            field="amount",
            code="plan_below_taken",
        )
    if not new and line.amount == amount_fen:
        return line
    line.amount = amount_fen
    line.save(update_fields=["amount"])
    Plan(line=line, amount=amount_fen, by=by.key, at=at).save()
    facts(line=str(line.pk), head=head, amount=amount_fen)
    return line

"""The desk menu of the books: imported when Django is ready."""

from django.http import HttpRequest

from yugong.engines.ledger.queries import payments
from yugong.ground.access import scope
from yugong.ground.access.middleware import actor_of
from yugong.kernel.permissions import Permission as P
from yugong.ui import menus
from yugong.ui.menus import Entry


def waiting(request: HttpRequest) -> int:
    """How many batches wait for the reader's hand, or payments for a batch."""
    actor = actor_of(request)
    held = actor.seat.permissions if actor.seat else frozenset()
    if P.PAYMENT_MAKE in held:
        rows = payments.payments(payments.PaymentState.MADE)
        return scope.within(actor, P.PAYMENT_MAKE, rows).count()
    if held.isdisjoint(payments.HANDS):
        return 0
    batches = scope.within(actor, P.FUND_VIEW, payments.batches())
    return payments.waiting_for(batches, held, actor.key).count()


menus.desk.add(
    Entry("payments", "aid", "banknote", "付款", "desk_payments", P.FUND_VIEW, count=waiting, order=80)
)
menus.desk.add(Entry("funds", "organise", "wallet", "经费", "desk_funds", P.FUND_VIEW, order=22))

"""The desk menu of the books: imported when Django is ready."""

from django.http import HttpRequest
from django.utils import timezone

from yugong.engines.ledger.queries import payments
from yugong.ground.access import scope
from yugong.ground.access.middleware import actor_of
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission as P
from yugong.ui import menus
from yugong.ui.menus import Entry


def waiting(request: HttpRequest) -> int:
    """How many batches wait for the reader's hand, or payments for a batch."""
    actor = actor_of(request)
    if actor.seat is None:
        return 0
    if P.PAYMENT_MAKE in actor.seat.permissions:
        rows = payments.payments(payments.PaymentState.MADE)
        return scope.within(actor, P.PAYMENT_MAKE, rows).count()
    if actor.seat.permissions.isdisjoint((P.PAYMENT_CHECK, P.PAYMENT_PAY, P.FUND_MANAGE)):
        return 0
    batches, today = scope.within(actor, P.FUND_VIEW, payments.batches()), local_day(timezone.now())
    return payments.waiting_for(batches, actor.seat, actor.key, today).count()


menus.desk.add(
    Entry("payments", "aid", "banknote", "付款", "desk_payments", P.FUND_VIEW, count=waiting, order=80)
)
menus.desk.add(Entry("funds", "organise", "wallet", "经费", "desk_funds", P.FUND_VIEW, order=22))

"""The desk menu of the books: imported when Django is ready."""

from yugong.engines.ledger.views.waiting import waiting
from yugong.kernel.permissions import Permission as P
from yugong.ui import menus
from yugong.ui.menus import Entry

menus.desk.add(
    Entry("payments", "aid", "banknote", "付款", "desk_payments", P.FUND_VIEW, count=waiting, order=80)
)
menus.desk.add(Entry("funds", "organise", "wallet", "经费", "desk_funds", P.FUND_VIEW, order=22))

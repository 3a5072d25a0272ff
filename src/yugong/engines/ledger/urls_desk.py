"""The addresses of the books at the desk, below /desk/."""

from django.urls import path

from yugong.engines.ledger.views import (
    batches,
    fund_forms,
    funds,
    payees,
    payments,
    receipts,
    statement,
    vouchers,
)

urlpatterns = [
    path("payments/", payments.index, name="desk_payments"),
    path("payments/make/", payments.make, name="desk_payments_make"),
    path("payments/batches/<uuid:batch_id>/", batches.batch, name="desk_batch"),
    path("payments/batches/<uuid:batch_id>/file/", receipts.take, name="desk_batch_file"),
    path("payments/batches/<uuid:batch_id>/<slug:do>/", batches.act, name="desk_batch_act"),
    path("payments/receipts/<uuid:receipt_id>/", receipts.receipt, name="desk_receipt"),
    path("payments/<uuid:payment_id>/", payments.payment, name="desk_payment"),
    path("payments/<uuid:payment_id>/card/", payees.card, name="desk_payment_card"),
    path("payments/<uuid:payment_id>/<slug:do>/", payments.payment_act, name="desk_payment_act"),
    path("funds/", funds.index, name="desk_funds"),
    path("funds/list/", funds.listed, name="desk_fund_list"),
    path("funds/new/", fund_forms.new, name="desk_fund_new"),
    path("funds/receive/", fund_forms.receive, name="desk_fund_receive"),
    path("funds/plan/", fund_forms.plan, name="desk_fund_plan"),
    path("funds/commitments/", funds.arranged, name="desk_commitments"),
    path("funds/entries/", statement.entries, name="desk_entries"),
    path("funds/entries/export/", statement.export, name="desk_entries_export"),
    path("funds/vouchers/<uuid:entry_id>/", vouchers.voucher, name="desk_voucher"),
    path("funds/vouchers/<uuid:entry_id>/reverse/", vouchers.reverse_, name="desk_voucher_reverse"),
    path("funds/vouchers/<uuid:entry_id>/pdf/", vouchers.pdf, name="desk_voucher_pdf"),
    path("funds/<uuid:fund_id>/", funds.fund, name="desk_fund"),
]

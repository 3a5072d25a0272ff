"""The addresses of the books at the desk, below /desk/."""

from django.urls import path

from yugong.engines.ledger.views import batches, payees, payments

urlpatterns = [
    path("payments/", payments.index, name="desk_payments"),
    path("payments/make/", payments.make, name="desk_payments_make"),
    path("payments/batches/<uuid:batch_id>/", batches.batch, name="desk_batch"),
    path("payments/batches/<uuid:batch_id>/file/", batches.take, name="desk_batch_file"),
    path("payments/batches/<uuid:batch_id>/<slug:do>/", batches.act, name="desk_batch_act"),
    path("payments/receipts/<uuid:receipt_id>/", batches.receipt, name="desk_receipt"),
    path("payments/<uuid:payment_id>/", payments.payment, name="desk_payment"),
    path("payments/<uuid:payment_id>/card/", payees.card, name="desk_payment_card"),
    path("payments/<uuid:payment_id>/<slug:do>/", payments.payment_act, name="desk_payment_act"),
]

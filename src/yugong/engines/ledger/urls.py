"""The addresses of a payee on the phone."""

from django.urls import path

from yugong.engines.ledger.views import payees

urlpatterns = [
    path("me/payments/", payees.mine, name="me_payments"),
    path("me/bank/", payees.bank, name="me_bank"),
]

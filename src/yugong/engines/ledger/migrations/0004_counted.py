"""Postings and payments are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_payments"), ("audit", "0004_touched")]

    operations = [
        watch("ledger.posting", "ledger_posting", "id"),
        watch("ledger.payment", "ledger_payment", "id"),
    ]

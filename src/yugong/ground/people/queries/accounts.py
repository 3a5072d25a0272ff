"""Accounts: found by a verified phone, and the phone of one."""

from yugong.ground.people import vault
from yugong.ground.people.models import Account


def account_by_phone(phone: str) -> Account | None:
    """The account whose verified phone this is."""
    return Account.objects.filter(phone_index__in=vault.blinds(phone, "account_phone")).first()


def phone_of_account(account: Account) -> str:
    """The verified phone of an account in clear, "" when it has none."""
    if account.phone_verified_at is None:
        return ""
    return vault.unseal(account.phone_sealed, table="people_account", column="phone_sealed", row=account.pk)

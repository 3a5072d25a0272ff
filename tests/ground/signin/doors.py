"""How the tests of sign-in knock: by phone, by password, and what an authenticator shows."""

import re
import time
from datetime import UTC, datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from yugong.ground.access import session
from yugong.ground.people.models import Account
from yugong.ground.signin.adapter import FactorAdapter

from ..access import town

PHONE = "13800001234"


def shown_code(client: Client) -> str:
    """The code that demo mode shows on the page."""
    return client.session["signin"]["code"]


def ask(client: Client, phone: str = PHONE, **more):
    return client.post("/login/", {"phone": phone, **more})


def by_phone(client: Client, phone: str = PHONE):
    ask(client, phone)
    return client.post("/login/code/", {"code": shown_code(client)})


def by_password(client: Client, name: str, password: str = town.PASSWORD):
    return client.post("/desk/login/", {"name": name, "password": password})


def code_for(secret: str, ahead: int = 0) -> str:
    """What an authenticator with this secret shows, now or some half-minutes ahead."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def code_of(account: Account, ahead: int = 0) -> str:
    """What the account's authenticator shows."""
    row = Authenticator.objects.get(user=account, type="totp")
    return code_for(FactorAdapter().decrypt(row.data["secret"]), ahead)


def secret_on(page: str) -> str:
    """The secret that the binding page spells out."""
    return re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")


def bound(client: Client, name: str) -> Account:
    """An officer who has bound an authenticator and stands before the second step."""
    by_password(client, name)
    secret = secret_on(client.get("/desk/login/enrol/").content.decode())
    assert client.post("/desk/login/enrol/", {"code": code_for(secret, -1)}).status_code == 200
    client.post("/logout/")
    by_password(client, name)
    return Account.objects.get(username=name)


def who(client: Client) -> dict:
    return client.get("/me/").json()


def seated(client: Client, account: Account, how: str = session.SECOND) -> Client:
    """A client whose session came in with two factors, without walking through the pages."""
    client.force_login(account)
    store = client.session
    session.begin(store, how=how, at=datetime.now(UTC))
    store.save()
    return client

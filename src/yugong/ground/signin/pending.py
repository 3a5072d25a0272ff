"""Between password and second factor: who waits, for ten minutes, in a session that gives no rights yet."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from yugong.ground.people import vault
from yugong.ground.people.models import Account
from yugong.ground.signin.factors import fresh_secret

STATE = "second"
GOOD_FOR = timedelta(minutes=10)
CELL = {"table": "session", "column": "second", "row": "secret"}


@dataclass(frozen=True, slots=True)
class Pending:
    """An account whose password was right and whose second factor is awaited."""

    account: Account
    following: str


def begin(session: SessionBase, account: Account, *, following: str, at: datetime) -> None:
    """Remember who proved a password, under a fresh session key."""
    session.cycle_key()
    until = (at + GOOD_FOR).timestamp()
    session[STATE] = {"account": account.pk, "next": following, "until": until}


def of(session: SessionBase, *, at: datetime) -> Pending | None:
    """Who waits in this session, unless it took too long or the account was closed meanwhile."""
    state = session.get(STATE)
    if not state or state["until"] < at.timestamp():
        return None
    account = Account.objects.filter(pk=state["account"], is_active=True).first()
    return Pending(account, state["next"]) if account else None


def secret(session: SessionBase) -> str:
    """The secret that is being bound in this session; kept sealed, because sessions are rows."""
    state = session[STATE]
    if "sealed" not in state:
        sealed = vault.seal(fresh_secret(), **CELL)
        session[STATE] = state = state | {"sealed": b64encode(sealed).decode()}
    return vault.unseal(b64decode(state["sealed"]), **CELL)

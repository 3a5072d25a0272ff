"""What sign-in keeps sealed: phones of codes, secrets of second factors, bound or being bound."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from yugong.ground.people.cells import INDEX, Passing, Sealed, Tucked, Uses, cells, passing, uses_of
from yugong.ground.signin import adapter, pending
from yugong.ground.signin.models import SentCode


def in_session(key: str, *, path: tuple[str, ...], cell: Callable[[Any], Mapping[str, Any]]) -> Tucked:
    """A sealed value that a session keeps under `path`."""
    return Tucked(
        key=f"session.{key}",
        model=Session,
        path=path,
        columns=("session_data",),
        read=lambda row: row.get_decoded(),
        write=lambda row, document: {"session_data": SessionStore().encode(document)},
        cell=cell,
    )


def in_factor(word: str) -> Tucked:
    """A sealed value in a row of allauth's second factors."""
    return Tucked(
        key=f"mfa.authenticator.{word}",
        model=Authenticator,
        path=(word,),
        columns=("data",),
        read=lambda row: row.data,
        write=lambda row, document: {"data": document},
        cell=lambda document: adapter.CELL,
    )


def codes(at: datetime) -> Uses:
    """How many codes can still be answered."""
    where = "good_until > %s AND used_at IS NULL"
    return uses_of(SentCode, "code_hash", INDEX, where=where, values=[at])


cells.add(Sealed(SentCode, "phone_sealed"))
cells.add(in_factor("secret"))
cells.add(in_factor("seed"))
cells.add(in_session("second", path=(pending.STATE, "sealed"), cell=lambda document: pending.CELL))
passing.add(Passing("signin.sentcode.code_hash", INDEX, codes))
# Counts of attempts begin anew under a new key; nothing is looked up by an old one.
passing.add(Passing("signin.allowance.key_index", INDEX, lambda at: {}))

"""Sessions in the database as Django keeps them; the account is read in the same prepared statement.

A process remembers which account a session belongs to, so that it can ask for both at once. It is only a
guess what to read: the session itself names its account, and what it may do is read at every request.
"""

from datetime import date
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection

from yugong.ground.access.principal import HELD, ORDER, Beside

READ = """
    SELECT session_data, expire_date FROM django_session
    WHERE session_key = %(key)s AND expire_date > clock_timestamp()
"""
BOTH = f"""
    SELECT s.session_data, s.expire_date, held.* FROM ({READ}) s LEFT JOIN ({HELD}) held ON true {ORDER}
"""  # noqa: S608  our own words
MOST = 4096
_accounts: dict[str, int] = {}


class SessionStore(db.SessionStore):
    """Django's own store; only the reading of one session goes past the query builder."""

    day: date | None = None  # set before the first look by who wants the account as of that day
    beside: Beside | None = None

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        account, day = _accounts.get(key or ""), self.day
        with connection.cursor() as cursor:
            if account is None or day is None:
                cursor.execute(READ, {"key": key})
            else:
                cursor.execute(BOTH, {"key": key, "account": account, "day": day})
            found = cursor.fetchall()
        if not found or key is None:
            self._session_key = None
            return None
        if account is not None and day is not None:
            self.beside = Beside(account, day, [row[2:] for row in found if row[3] is not None])
        return Session(session_key=key, session_data=found[0][0], expire_date=found[0][1])

    def load(self) -> dict[str, Any]:
        """The session, whose account is remembered for the next reading."""
        known: dict[str, Any] = super().load()
        if self.session_key and (account := known.get(SESSION_KEY)):
            if len(_accounts) >= MOST:
                _accounts.clear()
            _accounts[self.session_key] = int(account)
        return known

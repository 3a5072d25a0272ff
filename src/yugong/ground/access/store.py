"""Sessions in the database as Django keeps them, read by one prepared statement at every request."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection

READ = """
    SELECT session_data, expire_date FROM django_session
    WHERE session_key = %s AND expire_date > clock_timestamp()
"""


class SessionStore(db.SessionStore):
    """Django's own store; only the reading of one session goes past the query builder."""

    def _get_session_from_db(self) -> Session | None:
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key])
            found = cursor.fetchone()
        if found is None or self.session_key is None:
            self._session_key = None
            return None
        return Session(session_key=self.session_key, session_data=found[0], expire_date=found[1])

"""Django's PostgreSQL backend with safe commits: a cancelled wait for the standby is an error, not success.

PostgreSQL answers a commit whose replication wait was cancelled with a mere warning; after a failover the
row is gone. The warning becomes an OperationalError, so the caller repeats with the same idempotency key.
"""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.utils import OperationalError

from yugong.site.postgres import moments

ASKED = 2.0  # seconds for which an answer proves that a connection lives
PREPARED = 500  # statements: of the driver's hundred one in eight was made anew, in a world that is loaded
UNCERTAIN = "canceling wait for synchronous replication"


@contextmanager
def unprepared(session: Any) -> Iterator[None]:
    """Statements within are sent as they are and take no place among the prepared ones."""
    threshold, session.prepare_threshold = session.prepare_threshold, None
    try:
        yield
    finally:
        session.prepare_threshold = threshold


class SchemaEditor(DatabaseSchemaEditor):
    """Runs schema changes unprepared: one string may hold several commands."""

    def execute(self, sql: Any, params: Any = ()) -> None:
        self.connection.ensure_connection()
        with unprepared(self.connection.connection):
            super().execute(sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """Listens to the server's notices and checks them at every commit."""

    SchemaEditorClass = SchemaEditor
    _uncertain = ""
    _answered = 0.0

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = PREPARED
        connection.add_notice_handler(self._heard)
        moments.hasten(connection)
        return connection

    def is_usable(self) -> bool:
        """Whether the connection still lives: one that answered just now is asked only when it stirs.

        A server that went away closes the socket, which is seen without a question; one question in
        two seconds finds what dies without a word.
        """
        if self._answered + ASKED > monotonic() and not self._stirs():
            return True
        usable = bool(super().is_usable())
        self._answered = monotonic() if usable else 0.0
        return usable

    def _savepoint(self, sid: str) -> None:
        """Every savepoint has its own name: prepared, each would drive out a statement that comes again.

        Going back to one stays as it is: at a rollback the driver forgets all it has prepared.
        """
        with unprepared(self.connection):
            super()._savepoint(sid)  # type: ignore[misc]

    def _savepoint_commit(self, sid: str) -> None:
        with unprepared(self.connection):
            super()._savepoint_commit(sid)  # type: ignore[misc]

    def _stirs(self) -> bool:
        """Whether the socket has something to read between two requests: its end, or a notice."""
        if self.connection.closed:
            return True
        watch = select.poll()
        watch.register(self.connection.fileno(), select.POLLIN | select.POLLERR | select.POLLHUP)
        return bool(watch.poll(0))

    def _heard(self, notice: Any) -> None:
        if UNCERTAIN in (notice.message_primary or ""):
            self._uncertain = notice.message_primary

    @contextmanager
    def sure(self) -> Iterator[None]:
        """What is committed within is done, or it is an error: a commit, or a statement that is its own."""
        self._uncertain = ""
        yield
        if self._uncertain:
            raise OperationalError(f"commit outcome uncertain, repeat with the same key: {self._uncertain}")

    def _commit(self) -> None:
        with self.sure():
            super()._commit()  # type: ignore[misc]

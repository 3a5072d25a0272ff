"""Django's PostgreSQL backend with safe commits: a cancelled wait for the standby is an error, not success.

PostgreSQL answers a commit whose replication wait was cancelled with a mere warning; after a failover the
row is gone. The warning becomes an OperationalError, so the caller repeats with the same idempotency key.
"""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.utils import OperationalError

UNCERTAIN = "canceling wait for synchronous replication"


class SchemaEditor(DatabaseSchemaEditor):
    """Runs schema changes unprepared: one string may hold several commands."""

    def execute(self, sql: Any, params: Any = ()) -> None:
        self.connection.ensure_connection()
        session = self.connection.connection
        threshold, session.prepare_threshold = session.prepare_threshold, None
        try:
            super().execute(sql, params)
        finally:
            session.prepare_threshold = threshold


class DatabaseWrapper(base.DatabaseWrapper):
    """Listens to the server's notices and checks them at every commit."""

    SchemaEditorClass = SchemaEditor
    _uncertain = ""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.add_notice_handler(self._heard)
        return connection

    def _heard(self, notice: Any) -> None:
        if UNCERTAIN in (notice.message_primary or ""):
            self._uncertain = notice.message_primary

    def _commit(self) -> None:
        self._uncertain = ""
        super()._commit()  # type: ignore[misc]
        if self._uncertain:
            raise OperationalError(f"commit outcome uncertain, repeat with the same key: {self._uncertain}")

"""Moments as the database tells them, read by Python itself in a tenth of the time the driver takes."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from psycopg.adapt import Loader
from psycopg.pq import Format
from psycopg.types.datetime import TimestamptzLoader


@cache
def quick(known: type[Loader]) -> type[Loader]:
    """The loader of a connection whose moments come in UTC; what is no plain moment goes the longer way."""

    class Moments(known):  # type: ignore[misc, valid-type]
        def load(self, data: Any) -> datetime:
            told = str(data, "ascii")
            if told.endswith("+00") and told[4] == "-":
                return datetime.fromisoformat(told)
            found: datetime = super().load(data)
            return found

    return Moments


def hasten(connection: Any) -> None:
    """Read this connection's moments the shorter way, where Django asks for them in UTC."""
    oid = connection.adapters.types["timestamptz"].oid
    known = connection.adapters.get_loader(oid, Format.TEXT)
    if known is not None and issubclass(known, TimestamptzLoader) and getattr(known, "timezone", None) is UTC:
        connection.adapters.register_loader("timestamptz", quick(known))

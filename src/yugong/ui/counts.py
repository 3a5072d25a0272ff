"""Numbers beside the menu and on the bell: all that the database is asked for go in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

CAP = 1000
COUNTED = "SELECT count(*) FROM ({rows}) counted"


@dataclass(frozen=True, slots=True)
class Asked:
    """A number for the database to tell: a statement that answers with it, and the values in order."""

    sql: str
    values: tuple[Any, ...] = ()


Number = int | Asked


def rows(found: QuerySet[Any]) -> Number:
    """How many rows there are, up to a thousand; for a number that many pages show, keep what this gives."""
    try:
        sql, values = found.order_by().values("pk")[:CAP].query.sql_with_params()
    except EmptyResultSet:
        return 0
    return Asked(COUNTED.format(rows=sql), tuple(values))


def told(numbers: Sequence[Number]) -> list[int]:
    """The numbers in their order; those that are known cost nothing, all others one statement."""
    asked = [one for one in numbers if isinstance(one, Asked)]
    if not asked:
        return [one for one in numbers if isinstance(one, int)]
    with connection.cursor() as cursor:
        parts = ", ".join(f"({one.sql})" for one in asked)
        cursor.execute(f"SELECT {parts}", [value for one in asked for value in one.values])
        answers = iter(cursor.fetchone())
    return [next(answers) if isinstance(one, Asked) else one for one in numbers]

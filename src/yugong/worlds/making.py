"""Making a world: what every step of a loader shares — the day, the dice, the people, and the progress."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from yugong.kernel.actor import SYSTEM, Actor
from yugong.worlds.people import Population

CHINA = ZoneInfo("Asia/Shanghai")
LABEL = "演示数据"
YEAR = 372  # days that the world tells of

Progress = Callable[[int, int, str], None]


@dataclass
class Making:
    """One loading: `at` is the moment the world ends; all that happens in it lies before."""

    seed: str
    at: datetime
    progress: Progress
    total: int
    by: Actor = SYSTEM
    done: int = 0
    people: Population = field(init=False)

    def __post_init__(self) -> None:
        self.people = Population(self.seed, today=self.today)

    @property
    def today(self) -> date:
        return self.at.astimezone(CHINA).date()

    @property
    def settled(self) -> datetime:
        """When the tree and its members were entered, a good year before the world's end."""
        return self.moment(self.today - timedelta(days=YEAR), 9)

    @property
    def entered(self) -> dict[str, Any]:
        """Who enters the tree and its people, and when: the `by` and `at` of the platform's actions."""
        return {"by": self.by, "at": self.settled}

    def dice(self, purpose: str) -> Random:
        """Dice of their own for one purpose, so that a change here moves nothing there."""
        return Random(f"{purpose} {self.seed}")  # noqa: S311

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of a day in Chongqing."""
        return datetime.combine(day, time(hour, minute), CHINA)

    def weigh(self) -> None:
        """Let the planner count the rows: it knows nothing of those of a transaction that has not ended.

        Our own tables only: those of the server are shared, and would stay locked for every other loader.
        """
        with connection.cursor() as cursor:
            tables = map(connection.ops.quote_name, connection.introspection.table_names(cursor))
            cursor.execute(f"ANALYZE {', '.join(tables)}")

    def step(self, label: str, count: int = 1) -> None:
        """Report that `count` more things stand."""
        self.done += count
        self.progress(min(self.done, self.total), self.total, label)

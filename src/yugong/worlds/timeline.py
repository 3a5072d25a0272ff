"""A world's days in order: stories that wait for their next moment, and the deadline sweep every morning."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from yugong.kernel.calendar import seeded
from yugong.worlds.making import Making

Story = Iterator[datetime]  # yields the moment it wants to wait for


class Timeline:
    """Plays stories until the world's end; one that waits beyond it stays where it is."""

    def __init__(self, making: Making, *, every_morning: Callable[[datetime], object]) -> None:
        self._making = making
        self._every_morning = every_morning
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._order = count()

    def add(self, story: Story) -> None:
        """Let a story wait for its first moment."""
        moment = next(story, None)
        if moment is not None:
            heappush(self._waiting, (moment, next(self._order), story))

    def play(self, *, since: date) -> None:
        """Run everything that happens from a day until the world's end, in order of time."""
        morning = self._making.moment(since, 8)
        while True:
            first = self._waiting[0][0] if self._waiting else self._making.at
            if morning <= min(first, self._making.at):
                self._every_morning(morning)
                morning += timedelta(days=1)
            elif first < self._making.at:
                _, _, story = heappop(self._waiting)
                self.add(story)
            else:
                break
        self._every_morning(self._making.at)


def workdays_before(day: date, number: int) -> date:
    """The working day that many before a day; a day of rest counts as the working day that follows it."""
    calendar = seeded()
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    while number > 0:
        day -= timedelta(days=1)
        number -= calendar.is_workday(day)
    return day


def workdays_after(day: date, number: int) -> date:
    """The working day that many working days after a day."""
    calendar = seeded()
    while number > 0:
        day += timedelta(days=1)
        number -= calendar.is_workday(day)
    return day

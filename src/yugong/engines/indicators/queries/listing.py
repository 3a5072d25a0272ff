"""The list behind a number: the facts of one measure in a subtree and a time, and how a record is shown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from yugong.engines.indicators.models import Fact
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.measure import Measure, Shown

STEP = 1_000


def under(path: str) -> Q:
    """In a union or below it: the level column of its depth has an index in the order of the list."""
    ids = tree.ids(path)
    return Q(**{f"l{len(ids)}": ids[-1]})


def facts(one: Measure, path: str, since: date, until: date) -> QuerySet[Fact]:
    """What a reading counts: as many rows as its `records`, and together its `value`."""
    rows = Fact.objects.filter(under(path), measure=one.key, day__lte=until).select_related("unit")
    if one.stock:
        return rows.filter(Q(until=None) | Q(until__gt=until))
    return rows.filter(day__gte=since)


def shown(one: Measure, records: Sequence[str], actor: Actor) -> Mapping[str, Shown]:
    """What each record is called, and its page where this viewer may open it."""
    return one.source.show(actor, records) if one.source.show and records else {}


def walk(one: Measure, rows: QuerySet[Fact]) -> Iterator[list[Fact]]:
    """All rows in the order of the list, some at a time, however many there are."""
    rows = rows.order_by("-day", "-id")
    page = list(rows[:STEP])
    while page:
        yield page
        last = page[-1]
        behind = Q(day__lt=last.day) | Q(day=last.day, id__lt=last.pk)
        page = list(rows.filter(behind)[:STEP]) if len(page) == STEP else []

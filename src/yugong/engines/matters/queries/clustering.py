"""What many ask: how often a question was answered so in a time, and what many askers have in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.keeping import kept_from
from yugong.engines.matters.queries.rates import Reach

OPEN = Q(closed_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Cluster:
    """What many askers have in common: how many of them, and the earliest matter still to be seen."""

    title: str
    people: int
    open: int
    number: str
    unit: str


def topics(reach: Reach, question: str, *, middle: datetime) -> dict[str, tuple[int, int]]:
    """How often each answer to a question was given from `middle` on, and how often before it."""
    rows = Matter.objects.filter(reach.under(), kind=reach.kind).filter(
        opened_at__gte=reach.since, opened_at__lt=reach.until
    )
    groups = rows.order_by().annotate(said=KeyTextTransform(question, "answers")).values_list("said")
    found = groups.annotate(
        now=Count("pk", filter=Q(opened_at__gte=middle)), before=Count("pk", filter=Q(opened_at__lt=middle))
    )
    return {said or "": (now, before) for said, now, before in found}


def clusters(reach: Reach, *, people: int, person_id: UUID | None, limit: int = 3) -> list[Cluster]:
    """Where at least so many askers brought what is alike in that time, most of them first."""
    rows = Matter.objects.filter(reach.under(), kind=reach.kind, opened_at__gte=reach.since).exclude(alike="")
    often = rows.order_by().values("alike").annotate(n=Count("pk")).filter(n__gte=people)
    many = list(often.values_list("alike", flat=True))  # cheap: most are brought by few
    if not many:
        return []
    groups = rows.filter(alike__in=many).order_by().values("alike").annotate(
        askers=Count("asker", distinct=True), last=Max("number"),
        open=Count("pk", filter=OPEN), still=Min("number", filter=OPEN),
    )  # fmt: skip
    found = list(groups.filter(askers__gte=people).order_by("-open", "-askers", "alike")[: limit * 2])
    known = _heads([row["still"] or row["last"] for row in found])
    keep = kept_from(person_id)
    shown = []
    for row in found:
        head = known.get(row["still"] or row["last"])
        if head is not None and not keep(reach.kind, head["answers"]):
            unit = head["unit__short"] or head["unit__name"]
            shown.append(Cluster(head["title"], row["askers"], row["open"], head["number"], unit))
    return shown[:limit]


def _heads(numbers: list[str]) -> Mapping[str, dict[str, Any]]:
    columns = ("number", "title", "answers", "unit__short", "unit__name")
    return {row["number"]: row for row in Matter.objects.filter(number__in=numbers).values(*columns)}


def asked(reach: Reach, question: str, answer: str) -> QuerySet[Matter]:
    """The matters of a time in which a question was answered so."""
    rows = Matter.objects.filter(reach.under(), kind=reach.kind, opened_at__gte=reach.since)
    return rows.filter(opened_at__lt=reach.until, **{f"answers__{question}": answer})

"""Legal aid: a case by its matter, the cases and lawyers of a subtree, who has how many, what came back."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from yugong.ground.org import queries as org
from yugong.kernel import tree
from yugong.scenes.rights.models import AidState, Lawyer, LegalAid

BUSY = Count("aids", filter=Q(aids__state=AidState.ASSIGNED))


def aid_of(matter: str) -> LegalAid | None:
    """The case of a matter."""
    return LegalAid.objects.filter(matter=matter).select_related("lawyer", "unit").first()


def below(path: str) -> QuerySet[LegalAid]:
    """The cases of the unions of a subtree."""
    return LegalAid.objects.filter(unit__in=org.subtree(path)).select_related("lawyer", "unit")


def lawyers_below(path: str) -> QuerySet[Lawyer]:
    """The lawyers of the unions of a subtree, with how many cases each has now."""
    rows = Lawyer.objects.filter(unit__in=org.subtree(path)).select_related("unit")
    return rows.annotate(load=BUSY)


def lawyers_for(path: str, *, on: date) -> QuerySet[Lawyer]:
    """Who may be assigned at a union: its own lawyers and those of the unions above, the least busy first."""
    held = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = Lawyer.objects.filter(held, unit__in=tree.ids(path)).select_related("unit")
    return rows.annotate(load=BUSY).order_by("load", "id")


def totals(rows: QuerySet[LegalAid]) -> Mapping[str, int]:
    """How many were aided, how many of them without a look at means, and what came back."""
    aided = rows.exclude(state=AidState.REFUSED)
    return {
        "cases": aided.count(),
        "free": aided.filter(means_tested=False).count(),
        "recovered": rows.aggregate(all=Sum("recovered_fen"))["all"] or 0,
    }

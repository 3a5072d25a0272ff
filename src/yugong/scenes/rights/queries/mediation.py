"""Mediation: a case by its matter or its link, lists, proposals, what was promised and recovered."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from yugong.ground.org import queries as org
from yugong.scenes.rights.models import (
    Mediation,
    MediationBody,
    MediationOffer,
    MediationPayment,
    MediationState,
)
from yugong.scenes.rights.queries.letters import fingerprint

WITH = ("unit", "body", "employer", "asker")
BEFORE_SEAL = ("talks", "drafted")
IN_TIME, AFTERWARDS = ("perform", "default"), ("told", "closed")  # stages in which money comes in


def case_of(matter: str) -> Mediation | None:
    """The case of a matter."""
    return Mediation.objects.filter(matter=matter).select_related(*WITH).first()


def below(path: str) -> QuerySet[Mediation]:
    """The cases of the unions of a subtree."""
    return Mediation.objects.filter(unit__in=org.subtree(path)).select_related(*WITH)


def bodies_below(path: str) -> QuerySet[MediationBody]:
    """The bodies of the unions of a subtree."""
    return MediationBody.objects.filter(unit__in=org.subtree(path)).select_related("unit")


def by_link(secret: str, *, at: datetime) -> Mediation | None:
    """The case whose employer holds this link, while it is good."""
    row = Mediation.objects.filter(link_print=fingerprint(secret)).select_related(*WITH).first()
    return row if row and row.link_until and row.link_until > at else None


def plan_of(row: Mediation) -> list[tuple[date, int]]:
    """The instalments agreed on."""
    return [(date.fromisoformat(day), fen) for day, fen in row.plan]


def promised(row: Mediation) -> int:
    """What the agreement comes to, in fen."""
    return sum(fen for _, fen in row.plan)


def recovered(row: Mediation) -> int:
    """What has reached the worker, in fen."""
    return MediationPayment.objects.filter(mediation=row).aggregate(all=Sum("fen"))["all"] or 0


def behind(today: date) -> list[tuple[Mediation, date, int]]:
    """Agreements in force behind their plan: the last instalment whose day is over, and what is missing."""
    found = []
    for row in Mediation.objects.filter(state=MediationState.SEALED).select_related(*WITH).order_by("id"):
        past = [(day, fen) for day, fen in plan_of(row) if day < today]
        short = sum(fen for _, fen in past) - recovered(row)
        if past and short > 0:
            found.append((row, past[-1][0], short))
    return found


def may_be_paid(row: Mediation, stage: str) -> bool:
    """Whether money may be recorded: while it is performed, and after it was not, also when it was told."""
    return stage in IN_TIME or (stage in AFTERWARDS and row.state == MediationState.DEFAULT)


def offers(row: Mediation) -> list[MediationOffer]:
    """What each side proposed, in order."""
    return list(MediationOffer.objects.filter(mediation=row).select_related("accepts").order_by("at", "id"))


def standing(row: Mediation) -> MediationOffer | None:
    """The last proposal of either side, if it is no answer to an earlier one."""
    found = offers(row)
    return found[-1] if found and found[-1].accepts_id is None else None


def totals(rows: QuerySet[Mediation]) -> Mapping[str, int]:
    """How many cases, agreements and fen recovered among these."""
    return {
        "cases": rows.count(),
        "agreements": rows.filter(number__isnull=False).count(),
        "recovered": MediationPayment.objects.filter(mediation__in=rows).aggregate(all=Sum("fen"))["all"]
        or 0,
    }

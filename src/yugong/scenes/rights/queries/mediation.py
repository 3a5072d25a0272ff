"""Mediation: a case by its matter or its link, lists, what was promised and recovered, and its dates."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, Sum

from yugong.ground.org import queries as org
from yugong.kernel.calendar import local_day
from yugong.scenes.rights.models import Mediation, MediationBody, MediationOffer, MediationPayment
from yugong.scenes.rights.queries import figures
from yugong.scenes.rights.queries.letters import fingerprint
from yugong.scenes.rights.rules.calculating import Answer, calculators
from yugong.scenes.rights.rules.mediating import Due, settled

WITH = ("unit", "body", "employer", "asker")
BEFORE_SEAL = ("talks", "drafted")


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


def instalments(row: Mediation) -> list[Due]:
    """The plan with what was paid laid on it."""
    return settled(plan_of(row), recovered(row))


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
        "recovered": MediationPayment.objects.filter(mediation__in=rows).aggregate(all=Sum("fen"))["all"] or 0,
    }


def limitation(matter: Any, *, today: date, claimed: date | None = None) -> Answer:
    """Until when the worker may go to arbitration: nothing but what surely interrupts is counted in his favour."""
    given = {name: matter.answers[name] for name in ("knew", "ended") if matter.answers.get(name)}
    given.setdefault("knew", local_day(matter.opened_at).isoformat())
    given["kind"] = "wage" if matter.answers.get("topic") == "pay" else "other"
    if claimed:
        given["claimed"] = claimed.isoformat()
    return calculators["limitation"].answer(given, figures.basis(today))


def dates(received: date, accepted: date | None, *, today: date) -> Mapping[str, date]:
    """The last days of accepting and of talks, and the day after which arbitration is open without an agreement."""
    given = {"received": received.isoformat()}
    if accepted:
        given["accepted"] = accepted.isoformat()
    found = calculators["mediation"].answer(given, figures.basis(today)).figures
    return {key: date.fromisoformat(found[key]) for key in ("due", "accept_by", "end_by") if found.get(key)}


def confirm_by(effective: date) -> date:
    """The last day on which both sides may ask the court to confirm."""
    found = calculators["confirmation"].answer({"effective": effective.isoformat()}, figures.basis(effective))
    return date.fromisoformat(found.figures["confirm_by"])

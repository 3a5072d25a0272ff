"""The supervision bodies and four teams of a subtree, whose cards end soon, and what their members did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yugong.engines.matters import queries as matters
from yugong.ground.org import queries as org
from yugong.scenes.rights.models import Badge, SupervisionBody, SupervisionLetter

SOON = timedelta(days=60)


def bodies(path: str) -> QuerySet[SupervisionBody]:
    """The standing bodies of a subtree."""
    return SupervisionBody.objects.filter(unit__in=org.subtree(path), ended_on=None).select_related("unit")


def badges(path: str, team: str = "") -> QuerySet[Badge]:
    """The cards of a subtree that were not taken back."""
    rows = Badge.objects.filter(unit__in=org.subtree(path), ended_on=None).select_related("unit")
    return rows.filter(team=team) if team else rows


def counted(path: str, *, on: date) -> Mapping[str, tuple[int, int]]:
    """By team, how many cards are good on a day, and how many have run out and were not taken back."""
    rows = badges(path).order_by().values("team")
    found = rows.annotate(
        good=Count("id", filter=Q(valid_to__gte=on)), over=Count("id", filter=Q(valid_to__lt=on))
    )
    return defaultdict(lambda: (0, 0), {row["team"]: (row["good"], row["over"]) for row in found})


def standing(badge: Badge, *, on: date) -> tuple[str, str]:
    """(look, words) of a card on a day."""
    if badge.ended_on is not None and badge.ended_on <= on:
        return "done", "已收回"
    if badge.valid_to < on:
        return "bad", "已过期"
    return ("warn", "快到期") if badge.valid_to - on <= SOON else ("ok", "有效")


def running_out(*, on: date, within: timedelta) -> list[Badge]:
    """Cards whose last day is exactly so far away."""
    return list(Badge.objects.filter(ended_on=None, valid_to=on + within).select_related("unit"))


def badge_by_code(code: str) -> Badge | None:
    """The card behind a check address."""
    return Badge.objects.filter(code=code).select_related("unit").first()


def own(person_id: UUID) -> list[Badge]:
    """A person's own cards that were not taken back."""
    rows = Badge.objects.filter(person_id=person_id, ended_on=None).select_related("unit")
    return list(rows.order_by("-id"))


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody did since a day, out of the records: letters written or confirmed, matters handled."""

    letters: int = 0
    handled: int = 0


def work(persons: Iterable[UUID], *, since: date) -> dict[UUID, Work]:
    """The work of several people; nobody reports it, it is counted."""
    wanted = list(persons)
    letters: dict[Any, int] = dict.fromkeys(wanted, 0)
    rows = SupervisionLetter.objects.filter(on__gte=since)
    for column in ("drafted_by", "seconded_by"):
        found = rows.filter(**{f"{column}__in": wanted}).order_by().values(column).annotate(n=Count("id"))
        for row in found:
            letters[row[column]] += row["n"]
    handled = matters.handled_by(wanted, since=since)
    return {one: Work(letters[one], handled.get(one, 0)) for one in wanted}

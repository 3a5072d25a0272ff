"""Answers and sessions: one's own, those of a subtree, the public ones with a keyword."""

from datetime import date

from django.db.models import Q, QuerySet

from yugong.ground.org import queries as org
from yugong.scenes.rights.models import LawAnswer, LawSession


def answer_of(matter: str) -> LawAnswer | None:
    """The answer to a question."""
    return LawAnswer.objects.filter(matter=matter).first()


def answers_below(path: str) -> QuerySet[LawAnswer]:
    """The answers of the unions of a subtree."""
    return LawAnswer.objects.filter(unit__in=org.subtree(path)).select_related("unit")


def published(word: str = "") -> QuerySet[LawAnswer]:
    """What everybody may read, with a keyword where one is given."""
    rows = LawAnswer.objects.filter(published_on__isnull=False)
    for one in word.split()[:5]:
        rows = rows.filter(
            Q(title__contains=one) | Q(asked_words__contains=one) | Q(said_words__contains=one)
        )
    return rows


def sessions_below(path: str) -> QuerySet[LawSession]:
    """The sessions of the unions of a subtree."""
    return LawSession.objects.filter(unit__in=org.subtree(path)).select_related("unit")


def coming(*, on: date) -> list[LawSession]:
    """The sessions from a day on, the next first."""
    rows = LawSession.objects.filter(on__gte=on, dropped_on__isnull=True).select_related("unit")
    return list(rows.order_by("on", "id")[:20])

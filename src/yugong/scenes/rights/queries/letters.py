"""Supervision letters: one by its matter or its link, lists of a subtree, the public ones, their text."""

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from yugong.ground.org import queries as org
from yugong.ground.people.row_cells import seal, unseal
from yugong.scenes.rights.models import LetterState, SupervisionLetter

WITH = ("unit", "employer", "after")


def letter_of(matter: str) -> SupervisionLetter | None:
    """The letter of a matter."""
    return SupervisionLetter.objects.filter(matter=matter).select_related(*WITH).first()


def below(path: str) -> QuerySet[SupervisionLetter]:
    """The letters of the unions of a subtree."""
    return SupervisionLetter.objects.filter(unit__in=org.subtree(path)).select_related(*WITH)


def published() -> QuerySet[SupervisionLetter]:
    """The reminders that everybody may read."""
    return SupervisionLetter.objects.filter(state=LetterState.PUBLISHED).select_related("unit")


def fingerprint(secret: str) -> bytes:
    """What is kept of a link: nobody finds the way back to it from here."""
    return hashlib.sha256(secret.encode()).digest()


def by_link(secret: str, *, at: datetime) -> SupervisionLetter | None:
    """The letter whose addressee holds this link, while it is good."""
    row = SupervisionLetter.objects.filter(link_print=fingerprint(secret)).select_related(*WITH).first()
    return row if row and row.link_until and row.link_until > at and row.number else None


def sealed(row: SupervisionLetter, column: str, value: Any) -> bytes:
    """A value for one of the letter's sealed cells."""
    return seal(row, column, value)


def opened(row: SupervisionLetter, column: str) -> Any:
    """What such a cell holds; None when it is empty."""
    return unseal(row, column)

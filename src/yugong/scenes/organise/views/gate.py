"""What exists for an officer on the pages of this scene; all else is 404."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from yugong.ground.access import deciding
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms

Errors = dict[str, Refused]
__all__ = ["Errors", "insist", "officer", "person_at", "told", "unit_at", "units", "words"]

WATCHING = (P.MEMBER_LIST, P.POST_APPOINT, P.UNIT_MANAGE)


def units(actor: Actor) -> QuerySet[Unit]:
    """The units below the officer's own, former ones too, that he has business with."""
    rows = Unit.objects.none()
    for permission in WATCHING:
        rows = rows | Unit.objects.filter(deciding.rows(actor, permission, Unit))
    return rows


def unit_at(actor: Actor, unit_id: int) -> Unit:
    """One of those units."""
    found: Unit = get_object_or_404(units(actor).select_related("employer", "parent"), pk=unit_id)
    return found


def person_at(actor: Actor, person_id: UUID, permission: P = P.PERSON_VIEW) -> Person:
    """A person who is a member below the officer's unit; all others are 404 alike."""
    found: Person = get_object_or_404(Person, pk=person_id)
    if found.merged_into_id is not None:
        raise Http404
    insist(actor, permission, found)
    return found


def insist(actor: Actor, permission: P, thing: Any) -> None:
    """The page does not exist for one who may not."""
    if not may(actor, permission, thing):
        raise Http404


def told(refused: Refused, known: set[str]) -> Errors:
    """A refusal beside its field, or above the form when the form has no such field."""
    return {refused.field if refused.field in known else "": refused}


def words(errors: Errors) -> dict[str, str]:
    """The sentences of refusals by field."""
    return {name: forms.reason(why) for name, why in errors.items()}

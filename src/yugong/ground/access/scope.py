"""The policy as querysets: what this actor may list, and the one row he may open, or nothing at all."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from yugong.ground.access import deciding
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission

M = TypeVar("M", bound=Model)


def within(actor: Actor, permission: Permission, rows: QuerySet[M]) -> QuerySet[M]:
    """Those of the rows to which the actor has the permission; a list page filters by nothing else."""
    return rows.filter(deciding.rows(actor, permission, rows.model))


def one(actor: Actor, permission: Permission, rows: QuerySet[M], **key: Any) -> M:
    """The row under a key, if the actor may; otherwise Http404, so that nobody learns which keys exist."""
    return get_object_or_404(within(actor, permission, rows), **key)

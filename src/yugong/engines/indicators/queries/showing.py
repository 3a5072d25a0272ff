"""Records as the lists behind numbers show them: a label, and the page of those that the viewer may open."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from yugong.ground.access import scope
from yugong.kernel.measure import Shown
from yugong.kernel.permissions import Permission

Show = Callable[[Any, Sequence[str]], Mapping[str, Shown]]


def shown(
    model: type[Model], permission: Permission, *, label: Callable[[Any], str], page: Callable[[Any], str]
) -> Show:
    """What shows records of a model: every label, and the address of those that the actor may open."""

    def show(actor: Any, keys: Sequence[str]) -> dict[str, Shown]:
        rows: QuerySet[Any] = model._default_manager.filter(pk__in=keys)
        open_ = set(scope.within(actor, permission, rows).values_list("pk", flat=True))
        return {str(row.pk): (label(row), page(row) if row.pk in open_ else "") for row in rows}

    return show


def labelled(model: type[Model], label: Callable[[Any], str]) -> Show:
    """Records that have no page of their own: their labels only."""

    def show(actor: Any, keys: Sequence[str]) -> dict[str, Shown]:
        return {str(row.pk): (label(row), "") for row in model._default_manager.filter(pk__in=keys)}

    return show

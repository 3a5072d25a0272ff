"""Foreign keys point down or stay inside, however they are written, and rows never point by content type."""

from django.apps import apps
from django.db import models

from .tree import may_reach, place, show

# Packages of others whose tables ours may point to → why.
STRANGERS: dict[str, str] = {}


def targets(model: type[models.Model]) -> list[tuple[str, str]]:
    """(field, module of the model it points to), text references resolved, many-to-many included."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [(f.name, f.related_model.__module__) for f in fields if f.is_relation and f.related_model]


def complaint(source: str, target: str) -> str:
    """Why a row of module `source` may not point to a row of module `target`; empty when it may."""
    if not target.startswith("yugong."):
        return "" if target.split(".")[0] in STRANGERS else f"points to a foreign package ({target})"
    return "" if may_reach(place(source), place(target)) else f"points up or sideways to {place(target)}"


def test_foreign_keys_point_down_or_inside():
    offenders = [
        f"{model._meta.label}.{field} {why}"
        for model in apps.get_models()
        if model.__module__.startswith("yugong.")
        for field, target in targets(model)
        if (why := complaint(model.__module__, target))
    ]
    assert not offenders, show(offenders)


def test_no_generic_foreign_keys():
    offenders = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("yugong.")
        for field in model._meta.private_fields
    ]
    assert not offenders, show(offenders)


def test_the_check_has_teeth():
    assert complaint("yugong.ground.org.models", "yugong.ground.people.models") != ""
    assert complaint("yugong.engines.matters.models", "yugong.engines.ledger.models") != ""
    assert complaint("yugong.ground.people.models", "django.contrib.contenttypes.models") != ""
    assert complaint("yugong.ground.people.models", "yugong.ground.org.models") == ""
    assert complaint("yugong.engines.matters.models", "yugong.engines.matters.models") == ""

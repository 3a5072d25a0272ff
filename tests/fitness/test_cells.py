"""Every column that holds a sealed value or a blind index is declared, so that no key is retired under it."""

from django.db import models

from yugong.ground.people.cells import cells, passing

from .test_columns import ours
from .tree import show

KEYED = ("_sealed", "_index", "_hash")


def keyed(fields: list[models.Field]) -> list[str]:
    """The columns of bytes that name a key."""
    return [f.name for f in fields if isinstance(f, models.BinaryField) and f.name.endswith(KEYED)]


def test_every_sealed_column_and_blind_index_is_declared():
    declared = {*cells.keys(), *passing.keys()}
    offenders = [
        f"{model._meta.label_lower}.{name}: not declared in the sealed.py of its app"
        for model in ours()
        for name in keyed(list(model._meta.local_fields))
        if f"{model._meta.label_lower}.{name}" not in declared
    ]
    assert not offenders, show(offenders)


def test_the_check_has_teeth():
    fields = [models.BinaryField(name="new_sealed"), models.TextField(name="plain_sealed")]
    assert keyed(fields) == ["new_sealed"]

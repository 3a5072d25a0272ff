"""Some value for every sort of field a kind may ask, for tests that open one matter of each kind."""

from typing import Any

from yugong.kernel.fields import Choice, Consent, Field, Identifier, LongText, Number, Text, UnitPick

SECRET = "只有本人知道的话"


def filled(field: Field, unit: int) -> Any:
    """Some value for a field; what is personal says so."""
    if isinstance(field, Consent):
        return True
    if isinstance(field, UnitPick):
        return unit
    if isinstance(field, Choice):
        return field.options[0][0]
    if isinstance(field, Number):
        return field.least
    if isinstance(field, Text | LongText | Identifier):
        return SECRET if field.personal else "可以公开"
    return None

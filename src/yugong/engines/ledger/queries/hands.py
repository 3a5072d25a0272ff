"""Whose hand it was: the names behind the keys of actors."""

from collections.abc import Collection, Mapping
from uuid import UUID

from yugong.ground.people.queries import names

SYSTEM = "系统"


def hands(keys: Collection[str]) -> Mapping[str, str]:
    """The name of each actor; rules and the clock are the platform."""
    persons = {key: UUID(key.removeprefix("person:")) for key in keys if key.startswith("person:")}
    known = names(set(persons.values()))
    return {key: known.get(persons[key], "") if key in persons else SYSTEM for key in keys}

"""Where a thing stands in the union tree and whose it is: the ties that both faces of a rule look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

LEVELS = 5
PATHS = ("path", "unit_path", "unit__path", "post__unit__path")
OWNERS = ("person_id", "asker_id")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Lookups, in Django's spelling, from a row to its ties: the path of its unit, its level columns,
    its person, its account, the role of its post, and the partner agency to which it was sent.

    `levels` is the prefix of the ancestor columns (`l` for `l1`…`l5`) where a big list carries them.
    `open` tells whether what was sent may still be seen, `sent` is the key by which a link names it.
    An empty name means that the row has no such tie, and a rule that needs it refuses.
    """

    path: str = ""
    levels: str = ""
    person: str = ""
    account: str = ""
    role: str = ""
    agency: str = ""
    sent: str = ""
    open: str = ""


def has_field(model: type[Model], lookup: str) -> bool:
    """Whether a lookup such as `unit__path` names real columns of a model."""
    first, _, rest = lookup.partition("__")
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist:
        return any(lookup == getattr(f, "attname", "") for f in model._meta.get_fields())
    if not rest:
        return True
    related = field.related_model
    return isinstance(related, type) and has_field(related, rest)


def first(names: Iterable[str], known: Any) -> str:
    """The first of several lookups that is known, or nothing."""
    return next((name for name in names if known(name)), "")


@cache
def anchor_of(model: type) -> Anchor:
    """Where the rows of a model stand: what its `anchor` says, otherwise read off its usual columns."""
    declared = getattr(model, "anchor", None)
    if isinstance(declared, Anchor):
        return declared
    if not issubclass(model, Model):
        return Anchor()

    def known(name: str) -> bool:
        return has_field(model, name)

    label = model._meta.label_lower
    return Anchor(
        path=first(PATHS, known),
        levels="l" if known(f"l{LEVELS}") else "",
        person="id" if label == "people.person" else first(OWNERS, known),
        account="id" if label == "people.account" else first(("account_id",), known),
        role=first(("post__role", "role"), known),
    )


def follow(thing: Any, lookup: str) -> Any:
    """The value at the end of a lookup, on a row or on any plain value; None where a link is missing."""
    for name in lookup.split("__"):
        thing = getattr(thing, name, None)
        if thing is None:
            return None
    return thing


def found(thing: Any, tie: str, usual: Iterable[str]) -> Any:
    """The value of one tie of a thing: by its anchor, or by the usual names where it is no row."""
    model: Any = type(thing)
    anchor = anchor_of(model)
    if isinstance(thing, Model) or anchor != Anchor():
        lookup = getattr(anchor, tie)
        return follow(thing, lookup) if lookup else None
    return next((value for name in usual if (value := follow(thing, name))), None)


def path_of(thing: Any) -> str | None:
    """The path of the unit in which a thing stands."""
    path: str | None = found(thing, "path", PATHS)
    return path


def person_of(thing: Any) -> Any:
    """The id of the person whose thing it is."""
    return found(thing, "person", OWNERS)


def account_of(thing: Any) -> Any:
    """The id of the account whose thing it is."""
    return found(thing, "account", ("account_id",))

"""Whose a file is: floors above say how to find the thing that a file's owner text names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.registry import Registry


@dataclass(frozen=True)
class Owner:
    """A sort of thing that owns files; `find` gives the thing to a primary key, None when there is none.

    May an actor read the file? That is asked about this thing: permission FILE_READ, and then `bars`, which
    says whether the thing must be kept from him whatever post he holds.
    """

    key: str
    find: Callable[[str], Any]
    bars: Callable[[Actor, Any], bool] = lambda actor, thing: False


owners: Registry[Owner] = Registry("file owner")
owners.add(Owner("people.person", lambda key: Person.objects.filter(pk=key).first()))


def thing_of(owner: str) -> Any:
    """The thing that an owner text names, None when nobody knows it."""
    word, _, key = owner.partition(":")
    return owners[word].find(key) if word in owners else None


def barred(actor: Actor, owner: str, thing: Any) -> bool:
    """Whether the thing that owns a file must be kept from this reader."""
    word = owner.partition(":")[0]
    return word in owners and owners[word].bars(actor, thing)

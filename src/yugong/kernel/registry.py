"""Registry: key → object; refuses duplicates, names the known keys on a miss, freezes after start-up."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, Protocol, TypeVar

from yugong.kernel.errors import Broken


class Keyed(Protocol):
    """Anything that carries its own key."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


class Registry(Generic[T]):
    """Things of one sort by key, in the order they were added; `word` names the sort in complaints."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.frozen = False
        self._things: dict[str, T] = {}

    def add(self, thing: T) -> T:
        """Take `thing` in under its `.key` and hand it back, so that a declaration is one expression."""
        key = thing.key
        if self.frozen:
            raise Broken(f"{self.word} {key!r}: too late, the registry is frozen after start-up")
        if not key:
            raise Broken(f"{self.word}: the key is empty")
        if key in self._things:
            raise Broken(f"{self.word} {key!r} is declared twice; {self._known()}")
        self._things[key] = thing
        return thing

    def freeze(self) -> None:
        self.frozen = True

    def keys(self) -> tuple[str, ...]:
        return tuple(self._things)

    def __getitem__(self, key: str) -> T:
        try:
            return self._things[key]
        except KeyError:
            raise Broken(f"no {self.word} {key!r}; {self._known()}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._things

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._things.values()))

    def __len__(self) -> int:
        return len(self._things)

    def _known(self) -> str:
        return f"known: {', '.join(self._things) or 'none yet'}"


def declare(package: str) -> list[str]:
    """Import a module, or those of a package in order of name, so that what they declare is registered."""
    place = getattr(import_module(package), "__path__", [])
    names = sorted(found.name for found in iter_modules(place, f"{package}."))
    for name in names:
        import_module(name)
    return names

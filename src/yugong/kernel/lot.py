"""Drawing one of several by lot, so that everybody can check the draw afterwards."""

from collections.abc import Iterable
from hashlib import sha256


def drawn(seed: str, names: Iterable[str]) -> str:
    """The name whose SHA-256 together with the seed is smallest, in whatever order the names come."""
    return min(names, key=lambda name: sha256(f"{seed}:{name}".encode()).digest())

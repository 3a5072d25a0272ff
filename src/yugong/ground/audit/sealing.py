"""The socket for sealing what people wrote as a reason; the floor that holds the keys fills it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from yugong.kernel.errors import Broken

Seal = Callable[[str, UUID], bytes]
Open = Callable[[Any, UUID], str]
_filled: dict[str, Any] = {}


def fill(seal: Seal, unseal: Open) -> None:
    """Say how a remark is sealed to its row, and opened."""
    _filled.update(seal=seal, open=unseal)


def _known(name: str) -> Any:
    if name not in _filled:
        raise Broken("audit: nobody has said how remarks are sealed")
    return _filled[name]


def sealed(text: str, row: UUID) -> bytes:
    """A remark, sealed to its row."""
    blob: bytes = _known("seal")(text, row)
    return blob


def opened(blobs: Mapping[UUID, Any]) -> dict[UUID, str]:
    """Several remarks, opened."""
    return {row: _known("open")(blob, row) for row, blob in blobs.items()}

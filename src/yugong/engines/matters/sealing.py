"""The personal parts of a matter, sealed to their own row and column."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from yugong.ground.people import vault
from yugong.kernel.fields import Field, LongText


def seal(value: Any, *, column: str, row: UUID) -> bytes | None:
    """Any JSON value as a sealed blob; nothing stays nothing."""
    if value in (None, "", {}, []):
        return None
    return vault.seal(json.dumps(value, ensure_ascii=False), table="matters", column=column, row=str(row))


def unseal(blob: bytes | memoryview | None, *, column: str, row: UUID | str) -> Any:
    """The value again; None when nothing was sealed."""
    if blob is None:
        return None
    return json.loads(vault.unseal(bytes(blob), table="matters", column=column, row=str(row)))


def parted(fields: Iterable[Field], answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers as (plain, personal), without those left empty; free text counts as personal."""
    plain: dict[str, Any] = {}
    personal: dict[str, Any] = {}
    for field in fields:
        if answers.get(field.name) is not None:
            secret = field.personal or isinstance(field, LongText)
            (personal if secret else plain)[field.name] = answers[field.name]
    return plain, personal

"""Sealed cells of any row: a value in, the value out; only the row itself can open it."""

import json
from typing import Any

from django.db.models import Model

from yugong.ground.people import vault


def seal(row: Model, column: str, value: Any) -> bytes:
    """A value for one of the row's sealed cells."""
    text = json.dumps(value, ensure_ascii=False)
    return vault.seal(text, table=row._meta.db_table, column=column, row=row.pk)


def unseal(row: Model, column: str) -> Any:
    """What such a cell holds; None when it is empty."""
    text = vault.unseal(getattr(row, column), table=row._meta.db_table, column=column, row=row.pk)
    return json.loads(text) if text else None

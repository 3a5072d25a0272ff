"""Where sealed values and blind indexes stand: every app declares its own, so that keys can change."""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any, ClassVar

from django.db import connection
from django.db.models import Model

from yugong.ground.people import vault
from yugong.kernel.registry import Registry

FIELD, INDEX, AUDIT = "field", "index", "audit"
KEY_AT = {FIELD: 2, INDEX: 0}  # the byte of a value that names its key
Uses = Mapping[int, int]  # key id → how many values need it


def uses_of(model: type[Model], column: str, purpose: str, *, where: str = "TRUE", values: Any = ()) -> Uses:
    """How many values of a column are under which key; empty ones are nobody's."""
    table, byte = model._meta.db_table, KEY_AT[purpose] + 1
    sql = f'SELECT substring("{column}" from {byte} for 1), count(*) FROM "{table}" WHERE {where} GROUP BY 1'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return {bytes(held)[0]: count for held, count in cursor.fetchall() if held}


@dataclass(frozen=True)
class Column:
    """A column of bytes that name their key."""

    model: type[Model]
    column: str

    purpose: ClassVar[str]
    chunk: ClassVar[int] = 500

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"

    @property
    def columns(self) -> tuple[str, ...]:
        """What changes together with it."""
        return (self.column,)

    def stale(self, active: int) -> tuple[str, list[bytes]]:
        """The condition of a row whose value is under another key."""
        byte = KEY_AT[self.purpose] + 1
        return f"substring(\"{self.column}\" from {byte} for 1) NOT IN (%s, '')", [bytes((active,))]

    def is_stale(self, row: Any, active: int) -> bool:
        """The same of a row in hand."""
        value = bytes(getattr(row, self.column) or b"")
        return bool(value) and value[KEY_AT[self.purpose]] != active

    def uses(self, at: datetime) -> Uses:
        """How many values are under which key."""
        return uses_of(self.model, self.column, self.purpose)


@dataclass(frozen=True)
class Sealed(Column):
    """A sealed column; `table` and `place` are the words it is sealed with, if not its own names."""

    table: str = ""
    place: str = ""

    purpose = FIELD

    def renewed(self, row: Any) -> Mapping[str, Any]:
        """The value under the active key."""
        cell = {
            "table": self.table or self.model._meta.db_table,
            "column": self.place or self.column,
            "row": row.pk,
        }
        return {self.column: vault.seal(vault.unseal(getattr(row, self.column), **cell), **cell)}


@dataclass(frozen=True)
class Large(Sealed):
    """A sealed column of megabytes: a row at a time."""

    chunk = 1


@dataclass(frozen=True)
class Blind(Column):
    """A blind index; `recompute` makes it, and the columns that go `along`, from the row's sealed values."""

    recompute: Callable[[Any], Mapping[str, Any]]
    along: tuple[str, ...] = ()

    purpose = INDEX

    @property
    def columns(self) -> tuple[str, ...]:
        """What changes together with it."""
        return (self.column, *self.along)

    def renewed(self, row: Any) -> Mapping[str, Any]:
        """The index under the active key, and what goes along."""
        made = self.recompute(row)
        return {name: made[name] for name in self.columns}


@dataclass(frozen=True)
class Tucked:
    """A sealed value in base64 inside a document: of a session, or of a row of somebody else's package.

    `path` leads to it; `read` and `write` go between row and document; `cell` names what it is sealed to.
    """

    key: str
    model: type[Model]
    path: tuple[str, ...]
    columns: tuple[str, ...]
    read: Callable[[Any], Any]
    write: Callable[[Any, Any], Mapping[str, Any]]
    cell: Callable[[Any], Mapping[str, Any]]

    purpose: ClassVar[str] = FIELD
    chunk: ClassVar[int] = 500

    def stale(self, active: int) -> tuple[str, list[bytes]]:
        """The database cannot look inside: every row is looked at."""
        return "TRUE", []

    def held(self, row: Any) -> bytes:
        """The sealed bytes, empty when there are none."""
        found = reduce(
            lambda doc, word: doc.get(word) if isinstance(doc, dict) else None, self.path, self.read(row)
        )
        return b64decode(found) if isinstance(found, str) else b""

    def is_stale(self, row: Any, active: int) -> bool:
        """Whether a row holds a value under another key."""
        blob = self.held(row)
        return bool(blob) and blob[KEY_AT[FIELD]] != active

    def renewed(self, row: Any) -> Mapping[str, Any]:
        """The columns with the value under the active key."""
        document = self.read(row)
        cell = self.cell(document)
        text = vault.unseal(self.held(row), **cell)
        holder = reduce(lambda doc, word: doc[word], self.path[:-1], document)
        holder[self.path[-1]] = b64encode(vault.seal(text, **cell)).decode()
        return self.write(row, document)

    def uses(self, at: datetime) -> Uses:
        """How many values are under which key."""
        rows = self.model._default_manager.order_by("pk").iterator(chunk_size=self.chunk)
        return Counter(blob[KEY_AT[FIELD]] for row in rows if (blob := self.held(row)))


@dataclass(frozen=True)
class Passing:
    """Values that cannot be made anew and pass with time: `uses` counts those that still mean something."""

    key: str
    purpose: str
    uses: Callable[[datetime], Uses]


cells: Registry[Sealed | Blind | Tucked] = Registry("cell")
passing: Registry[Passing] = Registry("passing value")

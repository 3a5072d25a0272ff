"""List pages: columns, filters, sort and keyset paging from one declaration."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from markupsafe import Markup

from yugong.ui.drawing import escape
from yugong.ui.forms import Option, options

Row = Any
CAP = 1000  # counting stops here; beyond it the page says 以上


class Cell(NamedTuple):
    """What stands in one cell: text, perhaps as a link or a status; cls is r, wrap, muted or num."""

    text: Any = ""
    href: str = ""
    status: str = ""
    cls: str = ""


def drawn(cells: tuple[Cell, ...], tag: Callable[..., Markup]) -> Markup:
    """The cells of a row as a page shows them; rows of mere text seen before are not drawn again."""
    marked = [one for one in cells if type(one[0]) is not str]  # markup equals the text it must not pass for
    return _drawn(cells, tag) if marked else _kept(cells, tag)


def lines(rows: Iterable["Line"], tag: Callable[..., Markup]) -> Markup:
    """Rows without a box to tick, each as drawn before where the very same line was."""
    return Markup("".join(f"<tr>{_line(row, tag)}</tr>" for row in rows))  # noqa: S704  drawn() escapes


def _line(row: "Line", tag: Callable[..., Markup]) -> Markup:
    if not row.kept:
        row.kept.append(drawn(row.cells, tag))
    return row.kept[0]


def _drawn(cells: tuple[Cell, ...], tag: Callable[..., Markup]) -> Markup:
    parts = []
    for text, href, status, cls in cells:
        shown: str
        if status:
            shown = _tagged(tag, status, text) if type(text) is str else tag(status, text)
        else:
            shown = f'<a class="k" href="{escape(href)}">{escape(text)}</a>' if href else escape(text)
        parts.append(f'<td class="{escape(cls)}">{shown}</td>' if cls else f"<td>{shown}</td>")
    return Markup("".join(parts))  # noqa: S704  every part is escaped above


@lru_cache(maxsize=1024)
def _tagged(tag: Callable[..., Markup], status: str, text: str) -> Markup:
    """A list has few different tags."""
    return tag(status, text)


_kept = lru_cache(maxsize=4096)(_drawn)


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `show(row)` gives text or a Cell, by default the row's value of that name."""

    key: str
    label: str
    show: Callable[[Row], Any] | None = None
    align: str = ""

    def cell(self, row: Row) -> Cell:
        shown = self.show(row) if self.show else value_of(row, self.key)
        made = shown if isinstance(shown, Cell) else Cell("—" if shown in (None, "") else shown)
        return made if made.cls or not self.align else Cell(made.text, made.href, made.status, self.align)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter; kind is select, text, date or private (personal: sent by POST, never in an address).

    `apply(rows, value)` narrows the queryset.
    """

    key: str
    label: str
    apply: Callable[[Any, str], Any]
    kind: str = "text"
    choices: Callable[[], Iterable[Any]] | Iterable[Any] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A filter with the value it holds now."""

    key: str
    label: str
    kind: str
    value: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row ready to be shown."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    row: Row
    kept: list[Markup] = field(default_factory=list, compare=False, repr=False)  # as it was drawn


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `before` and `after` are addresses, empty at the ends."""

    path: str
    columns: Sequence[Column]
    filters: Sequence[Held]
    rows: Sequence[Line]
    size: int
    before: str = ""
    after: str = ""
    total: int | None = None
    capped: bool = False
    empty_title: str = ""
    empty_text: str = ""

    @property
    def filtered(self) -> bool:
        return any(one.value for one in self.filters)

    @property
    def private(self) -> bool:
        return any(one.kind == "private" for one in self.filters)


@dataclass(frozen=True)
class Table:
    """A list page: `sort` names not-null columns, "-" for descending, the last one unique."""

    columns: Sequence[Column]
    sort: Sequence[str]
    filters: Sequence[Filter] = ()
    size: int = 50
    key: str = "pk"
    label: str = "pk"
    empty_title: str = "没有符合条件的记录"
    empty_text: str = "换个条件再查。"
    fixed: Mapping[str, str] = field(default_factory=dict)

    def page(self, rows: QuerySet[Any], given: Mapping[str, str], path: str, *, count: bool = True) -> Page:
        """One page of `rows`, which the caller has already scoped; `given` is request.GET or request.POST."""
        held = tuple(self.held(one, given) for one in self.filters)
        for declared, now in zip(self.filters, held, strict=True):
            if now.value:
                rows = declared.apply(rows, now.value)
        total = rows.order_by()[: CAP + 1].count() if count else None
        found, more_before, more_after = self.slice(rows, given.get("after", ""), given.get("before", ""))
        kept = {one.key: one.value for one in held if one.value and one.kind != "private"} | dict(self.fixed)

        def address(name: str, row: Row) -> str:
            return f"{path}?{urlencode(kept | {name: cursor(row, self.sort)})}"

        private = any(one.kind == "private" and one.value for one in held)
        return Page(
            path=path,
            columns=self.columns,
            filters=held,
            rows=[self.line(row) for row in found],
            size=self.size,
            before=address("before", found[0]) if found and more_before and not private else "",
            after=address("after", found[-1]) if found and more_after and not private else "",
            total=min(total, CAP) if total is not None else None,
            capped=total is not None and total > CAP,
            empty_title=self.empty_title,
            empty_text=self.empty_text,
        )

    def held(self, declared: Filter, given: Mapping[str, str]) -> Held:
        choices = declared.choices() if callable(declared.choices) else declared.choices
        known = options(choices)
        value = str(given.get(declared.key, "")).strip()
        if declared.kind == "select" and value not in {one.value for one in known}:
            value = ""
        return Held(declared.key, declared.label, declared.kind, value, known)

    def line(self, row: Row) -> Line:
        cells = tuple(column.cell(row) for column in self.columns)
        return Line(str(value_of(row, self.key)), str(value_of(row, self.label)), cells, row)

    def slice(self, rows: QuerySet[Any], after: str, before: str) -> tuple[list[Row], bool, bool]:
        """(rows of this page, are there earlier ones, are there later ones)."""
        sort = list(self.sort)
        seen = read_cursor(after or before, len(sort))
        if seen is not None:
            backwards = not after
            order = [flipped(name) for name in sort] if backwards else sort
            try:
                found = list(rows.filter(beyond(order, seen)).order_by(*order)[: self.size + 1])
            except (ValidationError, ValueError, TypeError):
                return self.slice(rows, "", "")  # a cursor that was tampered with means the first page
            more = len(found) > self.size
            found = found[: self.size]
            return (found[::-1], more, True) if backwards else (found, True, more)
        found = list(rows.order_by(*sort)[: self.size + 1])
        return found[: self.size], False, len(found) > self.size


def value_of(row: Row, name: str) -> Any:
    """The value of a column of a row that is a model, a dataclass or a mapping; `a__b` walks."""
    for step in name.split("__"):
        row = row[step] if isinstance(row, Mapping) else getattr(row, step)
    return row


def flipped(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def beyond(sort: Sequence[str], seen: Sequence[Any]) -> Q:
    """The rows that stand after `seen` in this order."""
    condition, equal = Q(), Q()
    for name, value in zip(sort, seen, strict=True):
        column, way = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        condition |= equal & Q(**{f"{column}__{way}": value})
        equal &= Q(**{column: value})
    return condition


def cursor(row: Row, sort: Sequence[str]) -> str:
    """The row's place in the order, as short text for an address: never sort by a personal column."""
    seen = [value_of(row, name.removeprefix("-")) for name in sort]
    plain = [one.isoformat() if isinstance(one, date | datetime) else one for one in seen]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=str)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str, length: int) -> list[Any] | None:
    """The values of a cursor; None when there is none or it is not one."""
    if not text or len(text) > 400:
        return None
    try:
        seen = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return None
    return seen if isinstance(seen, list) and len(seen) == length else None

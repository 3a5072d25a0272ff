"""The second face of a formula: the same answer for every row of a table, exact, in PostgreSQL.

    columns = {"annual_income": "f.annual_income_fen", "persons": "f.persons"}
    face = Face(columns, {"hardship.line.urban": 75000})
    text = face.sql(PER_HEAD < LINE)
    cursor.execute(f"SELECT count(*) FROM facts f WHERE {text}", face.params)

A number is kept as a fraction of two whole numbers until it is rounded, so that no division loses anything.
Whole numbers are bigint where the bounds of the facts prove that nothing can overflow, else numeric. A
parameter may be a `Column`, where each row brings its own value; a fact without one is `Same(value)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yugong.kernel.errors import Broken
from yugong.kernel.formula import NUMBER, TEXT, TRUTH, Expression, exact

SAFE = 2**62  # what a bigint holds with room for one addition


@dataclass(frozen=True, slots=True)
class Column:
    """A value that each row brings itself: the text of a column or of any SQL expression."""

    text: str


@dataclass(frozen=True, slots=True)
class Same:
    """A fact that is the same for every row, such as the usual value of one that no column holds."""

    value: Any


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number in SQL, the largest size it can have where known, and whether it is above nought."""

    text: str
    size: int | None
    above_nought: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A fraction: above ÷ below, and below is never negative."""

    above: Whole
    below: Whole


ONE = Whole("1::bigint", 1, True)
TENTHS = {f"{10**places}::bigint": f"0.{'1'.zfill(places)}" for places in range(1, 19)}


@dataclass(slots=True)
class Face:
    """Turns expressions into SQL; `params` fills as it does, and belongs to every text it gave."""

    columns: Mapping[str, Any]
    numbers: Mapping[str, Any]
    prefix: str = "v"
    params: dict[str, Any] = field(default_factory=dict)

    def sql(self, expression: Expression) -> str:
        """A truth, a text, or a numeric with every place it has (ask for `rounded` to end it)."""
        if expression.sort != NUMBER:
            return self._plain(expression)
        found = self._pair(expression)
        if found.below == ONE:
            return f"({found.above.text})::numeric"
        if found.below.text in TENTHS:
            return f"(({found.above.text})::numeric * {TENTHS[found.below.text]})"
        return f"(({found.above.text})::numeric / nullif({found.below.text}, 0))"

    def _plain(self, expression: Expression) -> str:
        op, parts = expression.op, expression.parts
        if op == "fact":
            return self._fact(expression)
        if op == "constant":
            return self._param(expression.constant, "boolean" if expression.sort == TRUTH else "text")
        if op == "step":
            return self._plain(parts[0])
        if op == "case":
            one, other = self._plain(parts[1]), self._plain(parts[2])
            return f"CASE {self._plain(parts[0])} WHEN true THEN {one} WHEN false THEN {other} END"
        if op in ("and", "or"):
            return "(" + f" {op.upper()} ".join(self._plain(part) for part in parts) + ")"
        if op == "not":
            return f"(NOT {self._plain(parts[0])})"
        if parts[0].sort == TEXT:
            return f"({self._plain(parts[0])} = {self._plain(parts[1])})"
        return _compared(op, self._pair(parts[0]), self._pair(parts[1]))

    def _pair(self, expression: Expression) -> Pair:
        op = expression.op
        if op == "fact":
            return self._fraction_of_fact(expression)
        if op == "number":
            return self._fraction(self._known(expression.name))
        if op == "constant":
            return self._fraction(expression.constant)
        if op == "case":
            condition = self._plain(expression.parts[0])
            return _chosen(condition, self._pair(expression.parts[1]), self._pair(expression.parts[2]))
        parts = [self._pair(part) for part in expression.parts]
        if op == "step":
            return parts[0]
        if op == "rounded":
            return _rounded(parts[0], expression.constant)
        found = parts[0]
        for part in parts[1:]:
            found = _joined(op, found, part)
        return found

    def _fact(self, asked: Expression) -> str:
        given = self._given(asked.name)
        sort = "boolean" if asked.sort == TRUTH else "text"
        return f"({given.text})::{sort}" if isinstance(given, Column) else self._param(given, sort)

    def _fraction_of_fact(self, asked: Expression) -> Pair:
        given, bounds = self._given(asked.name), asked.bounds
        if not isinstance(given, Column):
            outside = given is not None and bounds and not bounds[0] <= exact(given) <= bounds[1]
            return self._fraction(None if outside else given)
        if bounds is None:
            return Pair(Whole(f"({given.text})::numeric", None), ONE)
        size = max(abs(bounds[0]), abs(bounds[1]))
        whole = "bigint" if size < SAFE else "numeric"
        within = f"({given.text}) BETWEEN {bounds[0]} AND {bounds[1]}"
        text = f"(CASE WHEN {within} THEN ({given.text})::{whole} END)"
        return Pair(Whole(text, size, bounds[0] > 0), ONE)

    def _fraction(self, given: Any) -> Pair:
        if isinstance(given, Column):
            return Pair(Whole(f"({given.text})::numeric", None), ONE)
        if given is None:
            return Pair(Whole("NULL::bigint", 0), ONE)
        known = exact(given)
        below = known.denominator
        return Pair(self._whole(known.numerator), ONE if below == 1 else self._whole(below))

    def _whole(self, known: int) -> Whole:
        sort = "bigint" if abs(known) < SAFE else "numeric"
        return Whole(self._param(known, sort), abs(known), known > 0)

    def _given(self, name: str) -> Any:
        found = self.columns.get(name)
        return Column(found) if isinstance(found, str) else found.value if isinstance(found, Same) else found

    def _known(self, key: str) -> Any:
        if key not in self.numbers:
            raise Broken(f"the SQL face was given no parameter {key!r}")
        return self.numbers[key]

    def _param(self, known: Any, sort: str) -> str:
        """A bound value; the same value is bound once."""
        for name, held in self.params.items():
            if type(held) is type(known) and held == known:
                return f"%({name})s::{sort}"
        name = f"{self.prefix}{len(self.params)}"
        self.params[name] = known
        return f"%({name})s::{sort}"


def _times(one: Whole, other: Whole) -> Whole:
    if one == ONE or other == ONE:
        return other if one == ONE else one
    size = None if one.size is None or other.size is None else one.size * other.size
    left = f"({one.text})::numeric" if size is None or size >= SAFE else one.text
    return Whole(f"({left} * {other.text})", size, one.above_nought and other.above_nought)


def _plus(op: str, one: Whole, other: Whole) -> Whole:
    size = None if one.size is None or other.size is None else one.size + other.size
    left = f"({one.text})::numeric" if size is None or size >= SAFE else one.text
    return Whole(f"({left} {op} {other.text})", size)


def _compared(op: str, one: Pair, other: Pair) -> str:
    if one.below == other.below == ONE:
        return f"({one.above.text} {op} {other.above.text})"
    left, right = _times(one.above, other.below), _times(other.above, one.below)
    return f"({left.text} {op} {right.text})"


def _chosen(condition: str, one: Pair, other: Pair) -> Pair:
    def pick(yes: Whole, no: Whole) -> Whole:
        if yes == no:
            return yes
        size = None if yes.size is None or no.size is None else max(yes.size, no.size)
        return Whole(f"(CASE {condition} WHEN true THEN {yes.text} WHEN false THEN {no.text} END)", size)

    above = pick(one.above, other.above)
    if one.above == other.above and one.below == other.below:  # the same either way, unknown all the same
        above = Whole(f"(CASE WHEN ({condition}) IS NOT NULL THEN {above.text} END)", above.size)
    return Pair(above, pick(one.below, other.below))


def _joined(op: str, one: Pair, other: Pair) -> Pair:
    if op in ("least", "greatest"):
        left, right = (one, other) if op == "least" else (other, one)
        return _chosen(_compared("<=", left, right), one, other)
    if op == "*":
        return Pair(_times(one.above, other.above), _times(one.below, other.below))
    if op == "/" and other.above.above_nought:
        return Pair(_times(one.above, other.below), _times(one.below, other.above))
    if op == "/":
        sign = Whole(f"sign({other.above.text})::bigint", 1)
        size = Whole(f"nullif(abs({other.above.text}), 0)", other.above.size)
        above = _times(_times(one.above, other.below), sign)
        return Pair(above, _times(one.below, size))
    if one.below == other.below:
        return Pair(_plus(op, one.above, other.above), one.below)
    above = _plus(op, _times(one.above, other.below), _times(other.above, one.below))
    return Pair(above, _times(one.below, other.below))


def _rounded(given: Pair, places: int) -> Pair:
    scale = 10**places
    above, below = f"({given.above.text})::numeric", f"({given.below.text})::numeric"
    size = None if given.above.size is None else (given.above.size + 1) * scale
    text = f"(sign({above}) * div(2 * abs({above}) * {scale} + {below}, 2 * {below}))"
    return Pair(Whole(text, size), Whole(f"{scale}::bigint", scale) if places else ONE)

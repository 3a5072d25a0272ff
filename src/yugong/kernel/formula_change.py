"""The smallest change of one fact that would change what a formula answers, computed and not searched for.

Along one fact every comparison of a rule flips only where two simple functions of it meet; between those
places the answer stays. So it is enough to look at the whole numbers beside each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import isqrt
from typing import Any

from yugong.kernel.errors import Broken
from yugong.kernel.formula import NUMBER, Expression, Known, exact, value

Polynomial = tuple[Fraction, ...]  # by power, from the constant
Piece = tuple[Polynomial, Polynomial]  # above ÷ below
Worked = dict[Expression, Known]
FINE = 10**6  # how finely a square root is taken before looking at the whole numbers beside it


@dataclass(frozen=True, slots=True)
class Shift:
    """A fact that would have to be another number, and what the answer would be then."""

    fact: str
    was: Any
    to: Any
    outcome: Known

    @property
    def by(self) -> int:
        """How far it is away; between words there is no distance."""
        return 0 if isinstance(self.was, str) else abs(self.to - self.was)


def nearest(
    asked: Expression,
    name: str,
    facts: Mapping[str, Any],
    numbers: Mapping[str, Any],
    *,
    least: int,
    most: int,
    worked: Worked | None = None,
) -> list[Shift]:
    """The nearest smaller and the nearest larger whole number of the fact with another answer, if any.

    `worked` keeps what was worked out already, for the other facts of the same case.
    """
    was = facts.get(name)
    asked = _Open(name, facts, numbers, {} if worked is None else worked).folded(asked)
    now = value(asked, facts, numbers)
    if was is None or now is None or asked.op == "constant":
        return []
    beside = {each for root in _Along(name, facts, numbers).roots_of(asked) for each in _around(root)}
    found = []
    for side in (sorted(x for x in beside if x > was), sorted((x for x in beside if x < was), reverse=True)):
        for to in side:
            then = value(asked, {**facts, name: to}, numbers) if least <= to <= most else now
            if then is not None and then != now:
                found.append(Shift(name, int(was), to, then))
                break
    return found


@lru_cache(maxsize=4096)
def _hangs_on(asked: Expression) -> frozenset[str]:
    """The facts an expression reads."""
    own = {asked.name} if asked.op == "fact" else set()
    return frozenset(own).union(*map(_hangs_on, asked.parts))


@dataclass(frozen=True, slots=True)
class _Open:
    """An expression with one fact left open: all that does not hang on it is worked out."""

    name: str
    facts: Mapping[str, Any]
    numbers: Mapping[str, Any]
    worked: Worked

    def folded(self, asked: Expression) -> Expression:
        if self.name not in _hangs_on(asked):
            if asked not in self.worked:
                self.worked[asked] = value(asked, self.facts, self.numbers)
            return _fixed(asked, self.worked[asked])
        if not asked.parts:
            return asked
        if asked.op == "case":
            return self._case(asked)
        parts = [self.folded(part) for part in asked.parts]
        if asked.op == "step":
            return parts[0]
        return _short(asked, parts)

    def _case(self, asked: Expression) -> Expression:
        """The branch alone when its condition is settled."""
        when, then, otherwise = asked.parts
        condition = self.folded(when)
        if condition.op != "constant":
            return replace(asked, parts=(condition, self.folded(then), self.folded(otherwise)))
        if condition.constant is None:
            return _fixed(asked, None)
        return self.folded(then if condition.constant else otherwise)


def _short(asked: Expression, parts: list[Expression]) -> Expression:
    """A node with these parts, without those that say nothing; settled when some settle it."""
    known = [part.constant for part in parts if part.op == "constant"]
    if asked.op in ("and", "or"):
        settles = asked.op == "or"  # yes settles an or, no an and; the other says nothing
        if settles in known:
            return _fixed(asked, settles)
        parts = [part for part in parts if part.op != "constant" or part.constant is None]
    elif None in known:
        return _fixed(asked, None)
    if any(part.op != "constant" for part in parts):
        return replace(asked, parts=tuple(parts))
    return _fixed(asked, value(replace(asked, parts=tuple(parts)), {}, {}))


def _fixed(asked: Expression, known: Known) -> Expression:
    return Expression("constant", asked.sort, constant=known)


def _around(root: Fraction) -> range:
    floor = root.numerator // root.denominator
    return range(floor - 1, floor + 3)


class _Along:
    """An expression as a function of one fact: the simple functions it is made of, and where two meet."""

    def __init__(self, name: str, facts: Mapping[str, Any], numbers: Mapping[str, Any]) -> None:
        self.name, self.facts, self.numbers = name, facts, numbers
        self.roots: set[Fraction] = set()

    def roots_of(self, expression: Expression) -> set[Fraction]:
        self._pieces(expression)
        return self.roots

    def _pieces(self, expression: Expression) -> set[Piece]:
        op = expression.op
        if not expression.parts:
            return self._leaf(expression)
        parts = [self._pieces(part) for part in expression.parts]
        if op in ("<", "<=", "="):
            self._meet(parts[0], parts[1])
        if expression.sort != NUMBER:
            return set()
        if op in ("least", "greatest"):
            for at, part in enumerate(parts):
                for other in parts[at + 1 :]:
                    self._meet(part, other)
        if op == "rounded":
            half = Fraction(1, 2 * 10**expression.constant)
            return {
                (_sum(above, below, shift), below) for above, below in parts[0] for shift in (0, half, -half)
            }
        if op in ("least", "greatest", "case", "step"):
            return set().union(*parts)
        found = parts[0]
        for part in parts[1:]:
            found = {_joined(op, one, other) for one, other in product(found, part)}
        if op == "/":
            self._meet(found, {((Fraction(0),), (Fraction(1),))}, poles=True)
        return found

    def _leaf(self, expression: Expression) -> set[Piece]:
        one = (Fraction(1),)
        if expression.sort != NUMBER:
            return set()
        if expression.op == "fact" and expression.name == self.name:
            return {((Fraction(0), Fraction(1)), one)}
        known = value(expression, self.facts, self.numbers)
        return set() if known is None else {((exact(known),), one)}

    def _meet(self, ones: set[Piece], others: set[Piece], *, poles: bool = False) -> None:
        for one, other in product(ones, others):
            if poles:
                self.roots |= _roots(one[1])
            else:
                self.roots |= _roots(_minus(_mul(one[0], other[1]), _mul(other[0], one[1])))


def _mul(one: Polynomial, other: Polynomial) -> Polynomial:
    found = [Fraction(0)] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            found[i + j] += a * b
    return _trimmed(found)


def _minus(one: Polynomial, other: Polynomial, sign: int = -1) -> Polynomial:
    longest = max(len(one), len(other))
    zero = (Fraction(0),)
    pairs = zip(one + zero * (longest - len(one)), other + zero * (longest - len(other)), strict=True)
    return _trimmed([a + sign * b for a, b in pairs])


def _sum(above: Polynomial, below: Polynomial, shift: Fraction | int) -> Polynomial:
    return _minus(above, _mul(below, (Fraction(shift),)), sign=1)


def _trimmed(found: list[Fraction]) -> Polynomial:
    while len(found) > 1 and not found[-1]:
        found.pop()
    return tuple(found)


def _joined(op: str, one: Piece, other: Piece) -> Piece:
    if op == "*":
        return _mul(one[0], other[0]), _mul(one[1], other[1])
    if op == "/":
        return _mul(one[0], other[1]), _mul(one[1], other[0])
    above = _minus(_mul(one[0], other[1]), _mul(other[0], one[1]), sign=1 if op == "+" else -1)
    return above, _mul(one[1], other[1])


def _roots(found: Polynomial) -> set[Fraction]:
    if len(found) == 1:
        return set()
    if len(found) == 2:
        return {-found[0] / found[1]}
    if len(found) > 3:
        raise Broken(
            "a rule multiplies a fact with itself more than once: its smallest change is not computed"
        )
    c, b, a = found
    inside = b * b - 4 * a * c
    if inside < 0:
        return set()
    root = Fraction(isqrt(inside.numerator * inside.denominator * FINE**2), inside.denominator * FINE)
    return {(-b + root) / (2 * a), (-b - root) / (2 * a)}

"""Formula: expressions on facts and parameters with exact arithmetic, weighed for one person.

    LINE = number("hardship.line.urban")
    LEFT = greatest(0, fact("annual_income") - fact("rigid_expenses"))
    PER_HEAD = step("per_head", LEFT / (fact("persons") * 12))
    value(PER_HEAD < LINE, {"annual_income": 6000000, …}, {"hardship.line.urban": 75000}, figures := {})

What is unknown (a fact that is None or missing, a division by zero) stays unknown: `value` answers None, as
SQL answers NULL; and, or and cases know three answers. `formula_sql` says the same for a whole table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from yugong.kernel.errors import Broken

NUMBER, TRUTH, TEXT = "number", "truth", "text"

Known = Fraction | bool | str | None


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """One node: what it does to its parts, and the sort of value it has. Compare with `equal`, not `==`."""

    op: str
    sort: str
    parts: tuple["Expression", ...] = ()
    name: str = ""
    constant: Any = None
    bounds: tuple[int, int] | None = field(default=None)  # of a fact: outside them it counts as unknown

    def __add__(self, other: "Given") -> "Expression":
        return _arithmetic("+", self, other)

    def __sub__(self, other: "Given") -> "Expression":
        return _arithmetic("-", self, other)

    def __mul__(self, other: "Given") -> "Expression":
        return _arithmetic("*", self, other)

    def __truediv__(self, other: "Given") -> "Expression":
        return _arithmetic("/", self, other)

    def __lt__(self, other: "Given") -> "Expression":
        return _compared("<", self, other)

    def __le__(self, other: "Given") -> "Expression":
        return _compared("<=", self, other)

    def __gt__(self, other: "Given") -> "Expression":
        return _compared("<", constant(other), self)

    def __ge__(self, other: "Given") -> "Expression":
        return _compared("<=", constant(other), self)

    def __and__(self, other: "Given") -> "Expression":
        return _node("and", TRUTH, TRUTH, self, other)

    def __or__(self, other: "Given") -> "Expression":
        return _node("or", TRUTH, TRUTH, self, other)

    def __invert__(self) -> "Expression":
        return _node("not", TRUTH, TRUTH, self)

    def __bool__(self) -> bool:
        raise Broken(f"the expression {self.op!r} has no truth of its own; join with &, | and ~")


Given = Expression | int | Fraction | bool | str


def constant(given: Given) -> Expression:
    """A value written in the rule itself; a float is none, because it is not exact."""
    if isinstance(given, Expression):
        return given
    if isinstance(given, bool):
        return Expression("constant", TRUTH, constant=given)
    if isinstance(given, int | Fraction):
        return Expression("constant", NUMBER, constant=Fraction(given))
    if isinstance(given, str):
        return Expression("constant", TEXT, constant=given)
    raise Broken(f"a formula takes whole numbers, fractions, text, yes and no, not {given!r}")


def fact(name: str, *, least: int | None = None, most: int | None = None) -> Expression:
    """A number known about the case, by name; with bounds, what lies outside them counts as unknown."""
    if (least is None) != (most is None):
        raise Broken(f"fact {name!r}: give both bounds or none")
    return Expression(
        "fact", NUMBER, name=name, bounds=None if least is None or most is None else (least, most)
    )


def yes(name: str) -> Expression:
    """A fact that is yes or no."""
    return Expression("fact", TRUTH, name=name)


def word(name: str) -> Expression:
    """A fact that is a word."""
    return Expression("fact", TEXT, name=name)


def number(key: str) -> Expression:
    """A parameter that is a number, by its key."""
    return Expression("number", NUMBER, name=key)


def step(name: str, given: Expression) -> Expression:
    """The same value, kept under a name for the explanation."""
    return Expression("step", given.sort, (given,), name=name)


def least(*given: Given) -> Expression:
    """The smallest of some numbers."""
    return _node("least", NUMBER, NUMBER, *given)


def greatest(*given: Given) -> Expression:
    """The largest of some numbers."""
    return _node("greatest", NUMBER, NUMBER, *given)


def rounded(given: Given, places: int = 0) -> Expression:
    """The number to so many places, a half away from zero."""
    node = _node("rounded", NUMBER, NUMBER, given)
    return Expression(node.op, node.sort, node.parts, constant=places)


def equal(one: Given, other: Given) -> Expression:
    """Whether two values of one sort are the same."""
    left, right = constant(one), constant(other)
    if left.sort != right.sort or left.sort == TRUTH:
        raise Broken(f"a {left.sort} and a {right.sort} are never equal")
    return Expression("=", TRUTH, (left, right))


def among(one: Given, *others: Given) -> Expression:
    """Whether a value is one of some."""
    if not others:
        raise Broken("among() needs something to look among")
    found = equal(one, others[0])
    for other in others[1:]:
        found = found | equal(one, other)
    return found


def case(*pairs: tuple[Given, Given], otherwise: Given) -> Expression:
    """The value beside the first condition that holds; an unknown condition makes it unknown."""
    found = constant(otherwise)
    for condition, given in reversed(pairs):
        chosen = constant(given)
        if constant(condition).sort != TRUTH or chosen.sort != found.sort:
            raise Broken("a case pairs conditions with values of one sort")
        found = Expression("case", found.sort, (constant(condition), chosen, found))
    return found


def both(*given: Given) -> Expression:
    """All of them hold."""
    return _node("and", TRUTH, TRUTH, *given) if given else constant(True)


def either(*given: Given) -> Expression:
    """At least one of them holds."""
    return _node("or", TRUTH, TRUTH, *given) if given else constant(False)


def _node(op: str, sort: str, of: str, *given: Given) -> Expression:
    parts = tuple(constant(one) for one in given)
    if not parts or any(part.sort != of for part in parts):
        raise Broken(f"{op!r} takes each a {of}, not {', '.join(part.sort for part in parts) or 'nothing'}")
    return Expression(op, sort, parts)


def _arithmetic(op: str, *given: Given) -> Expression:
    return _node(op, NUMBER, NUMBER, *given)


def _compared(op: str, *given: Given) -> Expression:
    return _node(op, TRUTH, NUMBER, *given)


def inside(expression: Expression) -> Iterator[Expression]:
    """Every node, parts before the whole."""
    for part in expression.parts:
        yield from inside(part)
    yield expression


def value(
    expression: Expression,
    facts: Mapping[str, Any],
    numbers: Mapping[str, Any],
    figures: dict[str, Known] | None = None,
) -> Known:
    """What the expression says of one case; every named step is written into `figures`."""
    if expression.op == "fact":
        return _fact(expression, facts.get(expression.name))
    if expression.op == "number":
        return exact(numbers[expression.name])
    if expression.op == "constant":
        known: Known = expression.constant
        return known
    parts = [value(part, facts, numbers, figures) for part in expression.parts]
    found = _WORK[expression.op](expression, parts)
    if expression.op == "step" and figures is not None:
        figures[expression.name] = found
    return found


def exact(given: Any) -> Fraction:
    """A number as a fraction; a float is refused, because it is not what was written."""
    if isinstance(given, float | bool) or given is None:
        raise Broken(f"{given!r} is no exact number")
    return Fraction(given)


def half_up(given: Fraction, places: int = 0) -> Fraction:
    """To so many places, a half away from zero."""
    scale = 10**places
    size = (2 * abs(given.numerator) * scale + given.denominator) // (2 * given.denominator)
    return Fraction(-size if given < 0 else size, scale)


def _fact(asked: Expression, given: Any) -> Known:
    if given is None:
        return None
    if asked.sort == TEXT:
        return str(given)
    if asked.sort == TRUTH:
        return bool(given)
    known = exact(given)
    return None if asked.bounds and not asked.bounds[0] <= known <= asked.bounds[1] else known


def _all_known(work: Callable[..., Known]) -> Callable[[Expression, list[Any]], Known]:
    def worked(expression: Expression, parts: list[Any]) -> Known:
        return None if None in parts else work(*parts)

    return worked


def _and(expression: Expression, parts: list[Any]) -> Known:
    return False if False in parts else None if None in parts else True


def _or(expression: Expression, parts: list[Any]) -> Known:
    return True if True in parts else None if None in parts else False


def _case(expression: Expression, parts: list[Any]) -> Known:
    known: Known = None if parts[0] is None else parts[1] if parts[0] else parts[2]
    return known


_WORK: dict[str, Callable[[Expression, list[Any]], Known]] = {
    "+": _all_known(lambda one, other: one + other),
    "-": _all_known(lambda one, other: one - other),
    "*": _all_known(lambda one, other: one * other),
    "/": _all_known(lambda one, other: one / other if other else None),
    "<": _all_known(lambda one, other: one < other),
    "<=": _all_known(lambda one, other: one <= other),
    "=": _all_known(lambda one, other: one == other),
    "not": _all_known(lambda one: not one),
    "least": _all_known(min),
    "greatest": _all_known(max),
    "rounded": lambda expression, parts: None if parts[0] is None else half_up(parts[0], expression.constant),
    "step": lambda expression, parts: parts[0],
    "and": _and,
    "or": _or,
    "case": _case,
}

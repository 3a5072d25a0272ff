"""Formulas: exact, honest about what is unknown, and the same for one person as for a whole table."""

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.kernel.errors import Broken
from yugong.kernel.formula import (
    Expression,
    among,
    both,
    case,
    constant,
    either,
    equal,
    fact,
    greatest,
    half_up,
    least,
    number,
    rounded,
    step,
    value,
    word,
    yes,
)
from yugong.kernel.formula_sql import Column, Face, Same

pytestmark = pytest.mark.django_db
AREAS = ("urban", "rural", "")
BOUNDED = 10**15


def test_a_sum_is_exact_and_keeps_its_steps():
    per_head = step("per_head", greatest(0, fact("income") - fact("rigid")) / (fact("persons") * 12))
    figures: dict[str, Any] = {}
    facts = {"income": 6000000, "rigid": 3600000, "persons": 3}
    assert value(per_head < number("line"), facts, {"line": 75000}, figures) is True
    assert figures == {"per_head": Fraction(200000, 3)}
    assert value(per_head < number("line"), {**facts, "persons": None}, {"line": 75000}) is None
    assert value(per_head, {**facts, "persons": 0}, {}) is None


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (constant(1) / 3 * 3, Fraction(1)),
        (rounded(constant(Fraction(1, 2))), Fraction(1)),
        (rounded(constant(Fraction(-1, 2))), Fraction(-1)),
        (rounded(constant(Fraction(666665, 1000)), 2), Fraction(66667, 100)),
        (least(3, 2, 4), Fraction(2)),
        (among(constant("b"), "a", "b"), True),
        (case((constant(1) > 2, 5), (constant(2) >= 2, 6), otherwise=7), Fraction(6)),
        (yes("a") & False, False),
        (yes("a") | True, True),
        (yes("a") & True, None),
        (~yes("a"), None),
        (case((yes("a"), 1), otherwise=1), None),
        (either(), False),
        (both(), True),
        (fact("big", least=0, most=10), None),
    ],
)
def test_values(asked: Expression, answer: Any):
    assert value(asked, {"big": 11}, {}) == answer


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (lambda: constant(0.5), r"not 0\.5"),
        (lambda: fact("a") + "b", r"'\+' takes"),
        (lambda: equal(fact("a"), "b"), "never equal"),
        (lambda: bool(fact("a") < 1), "no truth of its own"),
        (lambda: case((yes("a"), 1), otherwise="b"), "one sort"),
        (lambda: fact("a", least=1), "both bounds"),
        (lambda: value(fact("a"), {"a": 0.1}, {}), "no exact number"),
        (lambda: among(word("a")), "look among"),
    ],
)
def test_what_is_not_exact_or_makes_no_sense_is_broken(wrong: Callable[[], Any], complaint: str):
    with pytest.raises(Broken, match=complaint):
        wrong()


FACTS = st.fixed_dictionaries(
    {
        "a": st.none() | st.integers(-50, 50) | st.integers(-BOUNDED * 2, BOUNDED * 2),
        "b": st.none() | st.integers(-3, 3),
        "c": st.none() | st.decimals(-100, 100, places=2),
        "t": st.none() | st.booleans(),
        "w": st.none() | st.sampled_from(AREAS),
    }
)
NUMBERS = st.fixed_dictionaries(
    {
        "n": st.integers(-5, 5) | st.integers(-(10**20), 10**20),
        "m": st.fractions(-10, 10, max_denominator=100),
    }
)
LEAVES = st.sampled_from(
    [
        fact("a", least=-BOUNDED, most=BOUNDED),
        fact("b", least=-3, most=3),
        fact("c"),
        number("n"),
        number("m"),
    ]
) | st.integers(-4, 4).map(constant)
ARITHMETIC = st.sampled_from([operator.add, operator.sub, operator.mul, operator.truediv, least, greatest])
COMPARING = st.sampled_from([operator.lt, operator.le, operator.gt, operator.ge, equal])


def bigger(numbers: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Numbers made of numbers."""
    return (
        st.builds(lambda work, one, other: work(one, other), ARITHMETIC, numbers, numbers)
        | st.builds(rounded, numbers, st.integers(0, 3))
        | st.builds(lambda name, one: step(name, one), st.just("s"), numbers)
        | st.builds(
            lambda compare, one, other, yes_, no: case((compare(one, other), yes_), otherwise=no),
            COMPARING,
            numbers,
            numbers,
            numbers,
            numbers,
        )
    )


ANY_NUMBER = st.recursive(LEAVES, bigger, max_leaves=7)
ATOMS = (
    st.builds(lambda compare, one, other: compare(one, other), COMPARING, ANY_NUMBER, ANY_NUMBER)
    | st.just(yes("t"))
    | st.sampled_from(AREAS).map(lambda area: equal(word("w"), area))
    | st.just(among(word("w"), "urban", "rural"))
)
ANY_TRUTH = st.recursive(
    ATOMS,
    lambda inner: (
        st.builds(operator.and_, inner, inner)
        | st.builds(operator.or_, inner, inner)
        | st.builds(operator.invert, inner)
        | st.builds(lambda c, one, other: case((c, one), otherwise=other), inner, inner, inner)
    ),
    max_leaves=5,
)
COLUMNS = {"a": "f.a", "b": "f.b", "c": "f.c", "t": "f.t", "w": "f.w"}
ROW = (
    "(SELECT %(_a)s::bigint AS a, %(_b)s::smallint AS b, %(_c)s::numeric AS c, %(_t)s::boolean AS t,"
    " %(_w)s::text AS w) f"
)


def asked_of_postgresql(expression: Expression, facts: dict[str, Any], numbers: dict[str, Any]) -> Any:
    """What the SQL face says for one row with these facts."""
    face = Face(COLUMNS, numbers)
    text = face.sql(expression)
    with connection.cursor() as cursor:
        row = {f"_{name}": known for name, known in facts.items()}
        cursor.execute(f"SELECT {text} FROM {ROW}", {**face.params, **row})
        return cursor.fetchone()[0]


ENOUGH = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ENOUGH
@given(expression=ANY_TRUTH, facts=FACTS, numbers=NUMBERS)
def test_both_faces_give_the_same_truth(expression: Expression, facts: dict, numbers: dict):
    assert asked_of_postgresql(expression, facts, numbers) == value(expression, facts, numbers)


@ENOUGH
@given(expression=ANY_NUMBER, facts=FACTS, numbers=NUMBERS, places=st.integers(0, 2))
def test_both_faces_give_the_same_number(expression: Expression, facts: dict, numbers: dict, places: int):
    ended = rounded(expression, places)
    found = asked_of_postgresql(ended, facts, numbers)
    assert (None if found is None else Fraction(found)) == value(ended, facts, numbers)


@ENOUGH
@given(number_=st.fractions(), places=st.integers(0, 6))
def test_a_half_goes_away_from_zero(number_: Fraction, places: int):
    ended = half_up(number_, places)
    assert abs(ended - number_) * 2 * 10**places <= 1
    assert (ended * 10**places).denominator == 1
    assert half_up(-number_, places) == -ended


def test_a_parameter_may_come_with_each_row_and_a_fact_may_be_the_same_for_all():
    face = Face({"a": "f.a", "b": Same(12), "w": Same(None)}, {"line": Column("f.line")}, "x")
    texts = [face.sql(one) for one in (fact("a") / fact("b") < number("line"), equal(word("w"), "urban"))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(texts)} FROM (VALUES (24, 2.5), (24, 2), (36, NULL)) f(a, line)", face.params
        )
        assert cursor.fetchall() == [(True, None), (False, None), (None, None)]
    assert set(face.params.values()) == {12, "urban", None}


def test_a_number_that_ends_keeps_every_place():
    long = rounded(constant(123456789012345678) / 100, 2)
    assert asked_of_postgresql(long, dict.fromkeys("abctw"), {}) == Decimal("1234567890123456.78")


def test_a_parameter_that_was_not_given_is_broken():
    with pytest.raises(Broken, match=r"no parameter 'x\.y'"):
        Face({}, {}).sql(number("x.y") < 1)

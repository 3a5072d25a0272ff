"""Every declared rule says the same of one case as of a table, is stored, and replays."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.kernel.formula import value
from yugong.kernel.formula_facts import CHOICE, MONEY, SERIES, WHOLE, YES, Asked
from yugong.kernel.rules import Verdict, rules
from yugong.scenes.aid.rules import book

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)
KEYS = [rule.key for rule in book.DECLARED]
CASTS = {MONEY: "bigint", WHOLE: "bigint", YES: "boolean", CHOICE: "text"}


def known(asked: Asked) -> st.SearchStrategy[Any]:
    """Values of a fact: likely ones, those at its bounds and a little outside."""
    if asked.sort == YES:
        return st.booleans()
    if asked.sort == CHOICE:
        return st.sampled_from([key for key, _ in asked.options])
    likely = st.integers(0, 200).map(lambda n: n * 50000) if asked.sort == MONEY else st.integers(0, 40)
    return likely | st.integers(asked.least - 1, asked.most + 1)


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_both_faces_of_a_rule_agree(key: str, data: st.DataObject):
    asked = book.formula(key, ON)
    those = [one for one in asked.facts if one.sort != SERIES]
    row = {one.name: data.draw(st.none() | known(one), label=one.name) for one in those}
    shipped = {one.key: one.value for one in book.shipped([each.key for each in asked.numbers])}
    numbers = {one.key: one.read(shipped[one.key]) for one in asked.numbers}
    said = asked.compiled({name: f"f.{name}" for name in row}, shipped)
    columns = ", ".join(f"%(_{one.name})s::{CASTS[one.sort]} AS {one.name}" for one in those)
    wanted = ", ".join([said.category, said.amount, *said.figures.values()])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {wanted} FROM (SELECT {columns}) f",
            {**said.params, **{f"_{name}": each for name, each in row.items()}},
        )
        category, amount, *figures = cursor.fetchone()
    assert category == value(asked.outcome, row, numbers)
    granted = None if asked.amount is None else value(asked.granted, row, numbers)
    assert (None if amount is None else Fraction(amount)) == granted
    rounded = {
        name: None if each is None else Fraction(each)
        for name, each in zip(said.figures, figures, strict=True)
    }
    assert rounded == {one.name: value(one.ended, row, numbers) for one in asked.steps}


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_verdict_is_stored_and_replays_for_ever(key: str, data: st.DataObject):
    asked = book.formula(key, ON)
    those = [one for one in asked.facts if one.sort != SERIES]
    words = {one.name: data.draw(known(one)) for one in those}
    facts = {
        one.name: min(max(words[one.name], one.least), one.most)
        if one.sort in (MONEY, WHOLE)
        else words[one.name]
        for one in those
    }
    verdict = book.weighed(key, facts, on=ON, given={})
    stored = json.loads(json.dumps(verdict.as_dict()))
    assert Verdict.from_dict(stored) == verdict
    assert rules[key].replay(Verdict.from_dict(stored)) == verdict
    for one in verdict.changes:  # every change that is named does what it says
        asked_fact = next(each for each in asked.facts if each.name == one.fact)
        changed = {**facts, one.fact: asked_fact.read(one.to)}
        assert book.weighed(key, changed, on=ON, given={}).outcome == one.outcome != verdict.outcome
    json.dumps(book.as_json(verdict))

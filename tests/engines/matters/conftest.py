"""A fresh town for every test."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from yugong.kernel.flow import kinds

from .sample import GIVEN, KEY, SAMPLE
from .town import START, Town, build


@pytest.fixture(autouse=True)
def sample_kind():
    """The sample is a kind for the length of a test, and never part of the house."""
    kinds._things[KEY] = SAMPLE
    yield
    del kinds._things[KEY]


@pytest.fixture(scope="module", name="build")
def _build() -> Callable[[], Town]:
    return build


@pytest.fixture
def town(built: Town, db: None) -> Town:
    return deepcopy(built)


@pytest.fixture
def matter(town):
    from yugong.engines.matters import actions as matters

    return matters.open(kind=KEY, asker=town.worker, answers=GIVEN, key="k1", by=town.me(), at=START)

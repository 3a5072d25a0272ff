"""A fresh town for every test."""

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


@pytest.fixture
def town(db) -> Town:
    return build()


@pytest.fixture
def matter(town):
    from yugong.engines.matters import actions as matters

    return matters.open(kind=KEY, asker=town.worker, answers=GIVEN, key="k1", by=town.me(), at=START)

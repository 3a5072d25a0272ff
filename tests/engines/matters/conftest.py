"""A fresh town for every test."""

import pytest

from .sample import GIVEN, KEY, SAMPLE
from .town import START, Town, build

__all__ = ["SAMPLE"]


@pytest.fixture
def town(db) -> Town:
    return build()


@pytest.fixture
def matter(town):
    from yugong.engines.matters import actions as matters

    return matters.open(kind=KEY, asker=town.worker, answers=GIVEN, key="k1", by=town.me(), at=START)

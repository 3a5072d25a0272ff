"""The town of the matters' tests, for the services of its unions."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "engines"))

from matters.conftest import plain_static
from matters.town import Town, build

__all__ = ["plain_static"]


@pytest.fixture
def town(db) -> Town:
    return build()

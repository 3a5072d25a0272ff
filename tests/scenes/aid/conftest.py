"""The town of the matters' tests, for the scene aid."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "engines"))

from matters.town import Town, build


@pytest.fixture
def town(db) -> Town:
    return build()

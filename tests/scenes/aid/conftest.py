"""The town of the matters' tests, for the scene aid."""

import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "engines"))

from matters.town import Town, build


@pytest.fixture(scope="module", name="build")
def _build() -> Callable[[], Town]:
    return build


@pytest.fixture
def town(built: Town, db: None) -> Town:
    return deepcopy(built)

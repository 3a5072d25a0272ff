"""The attacks are tried in the small town of the desk pages, with plain names of static files."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scenes" / "organise"))

import pytest

from tests.ground.access import town


@pytest.fixture(autouse=True)
def plain(plain_static):
    """Every page, with plain names."""


@pytest.fixture
def place(db):
    return town.build()

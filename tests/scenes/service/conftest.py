"""The town of the matters' tests, for the services of its unions; a canteen, a clinic."""

import sys
from pathlib import Path

import pytest
from tests.scenes.service.canteen import Canteen
from tests.scenes.service.clinic import Clinic

sys.path.insert(0, str(Path(__file__).parents[2] / "engines"))

from matters.town import Town, build


@pytest.fixture
def town(db) -> Town:
    return build()


@pytest.fixture
def canteen(db) -> Canteen:
    return Canteen()


@pytest.fixture
def clinic(db) -> Clinic:
    return Clinic()

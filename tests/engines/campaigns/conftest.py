"""A fair, fresh for every test."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from tests.engines.campaigns.fair import Fair


@pytest.fixture(scope="module", name="build")
def _build() -> Callable[[], Fair]:
    return Fair


@pytest.fixture
def fair(built: Fair, db: None) -> Fair:
    return deepcopy(built)

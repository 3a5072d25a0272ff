"""A fair, fresh for every test."""

import pytest
from tests.engines.campaigns.fair import Fair


@pytest.fixture
def fair(db) -> Fair:
    return Fair()

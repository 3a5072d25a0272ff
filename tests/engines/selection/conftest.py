"""A town with a vote, fresh for every test."""

import pytest
from tests.engines.selection.poll import Hall


@pytest.fixture
def hall(db) -> Hall:
    return Hall()

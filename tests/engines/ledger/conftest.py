"""Money to count with, fresh for every test."""

import pytest

from .treasury import Treasury, build


@pytest.fixture
def treasury(db) -> Treasury:
    return build()

"""Pages of sign-in are tried with plain names of static files and two plain pages behind the door."""

import pytest

from ..access import town


@pytest.fixture(autouse=True)
def plain(settings, plain_static):
    settings.YUGONG_DEMO = True
    settings.ROOT_URLCONF = "tests.ground.signin.pages"


@pytest.fixture
def place(db):
    return town.build()


@pytest.fixture
def strict(settings):
    """Not a demonstration: officers need two factors."""
    settings.YUGONG_DEMO = False

"""Pages of sign-in are tried with plain names of static files and two plain pages behind the door."""

from pathlib import Path

import pytest

from yugong.ui.environment import icon_of

from ..access import town


@pytest.fixture(autouse=True)
def plain(settings):
    settings.YUGONG_DEMO = True
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.ROOT_URLCONF = "tests.ground.signin.pages"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    icon_of.cache_clear()
    yield
    icon_of.cache_clear()


@pytest.fixture
def place(db):
    return town.build()


@pytest.fixture
def strict(settings):
    """Not a demonstration: officers need two factors."""
    settings.YUGONG_DEMO = False

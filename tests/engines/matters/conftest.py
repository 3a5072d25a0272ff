"""A fresh town for every test."""

import pytest

from yugong.kernel.flow import kinds
from yugong.ui.environment import icon_of

from .sample import GIVEN, KEY, SAMPLE
from .town import START, Town, build


@pytest.fixture(autouse=True)
def sample_kind():
    """The sample is a kind for the length of a test, and never part of the house."""
    kinds._things[KEY] = SAMPLE
    yield
    del kinds._things[KEY]


@pytest.fixture
def town(db) -> Town:
    return build()


@pytest.fixture
def matter(town):
    from yugong.engines.matters import actions as matters

    return matters.open(kind=KEY, asker=town.worker, answers=GIVEN, key="k1", by=town.me(), at=START)


@pytest.fixture
def plain_static(settings):
    """Names of static files as they are, with nothing collected."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    icon_of.cache_clear()
    yield
    icon_of.cache_clear()

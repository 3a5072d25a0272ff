"""The attacks are tried in the small town of the desk pages, with plain names of static files."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scenes" / "organise"))

import pytest

from tests.ground.access import town
from yugong.ui.environment import icon_of


@pytest.fixture(autouse=True)
def plain_static(settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    icon_of.cache_clear()
    yield
    icon_of.cache_clear()


@pytest.fixture
def place(db):
    return town.build()

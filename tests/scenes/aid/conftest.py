"""The town of the matters' tests, for the scene aid."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "engines"))

from matters.town import Town, build

from yugong.ui.environment import icon_of


@pytest.fixture
def plain_static(settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    icon_of.cache_clear()
    yield
    icon_of.cache_clear()


@pytest.fixture
def town(db) -> Town:
    return build()

"""Pages are tried with plain names of static files."""

from pathlib import Path

import pytest

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

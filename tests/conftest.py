"""Every test runs on a real PostgreSQL: the configured one, or the embedded one started here."""

import os

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
os.environ.setdefault("YUGONG_DEMO", "1")


def pytest_configure(config: pytest.Config) -> None:
    from yugong.site import environment

    environment.ready()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All stories share one running platform, so one process takes them all."""
    for item in items:
        if "stories" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("stories"))

"""Every test runs on a real PostgreSQL: the configured one, or the embedded one started here."""

import os

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
os.environ.setdefault("YUGONG_DEMO", "1")


def pytest_configure(config: pytest.Config) -> None:
    from yugong.site import environment

    environment.ready()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories take longest, so two processes begin with them, a file at a time."""
    items.sort(key=lambda item: "stories" not in item.path.parts)

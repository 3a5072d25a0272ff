"""Every test runs on a real PostgreSQL: the configured one, or the embedded one started here."""

import os
from collections.abc import Generator

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
os.environ.setdefault("YUGONG_DEMO", "1")


def pytest_configure(config: pytest.Config) -> None:
    from yugong.site import environment

    environment.ready()


def group(item: pytest.Item) -> str:
    """Which tests stay together under two processes: all that drive a browser, else those of one file."""
    browser = "stories" in item.path.parts or item.path.name == "test_browser.py"
    return "browser" if browser else str(item.path)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """The browser's tests share one platform and take longest: one process begins with them."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group(item)))
    yield
    items.sort(key=lambda item: group(item) != "browser")

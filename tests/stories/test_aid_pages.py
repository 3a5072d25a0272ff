"""Every page of aid and its money at the desk: opened, never too wide, clean for axe in every look."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories.conftest import Platform
from tests.stories.touring import AID, AT_DESK, Tour, faults, touring

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tour(browser: Browser, platform: Platform) -> Iterator[Tour]:
    yield from touring(AID, browser, platform)


@pytest.mark.parametrize("way", AT_DESK)
def test_the_pages_of(tour: Tour, way: str) -> None:
    """Clean in every look and never wider than the window."""
    assert not faults(tour, way, AT_DESK), faults(tour, way, AT_DESK)


def test_every_address_was_opened(tour: Tour) -> None:
    """Whoever adds a page teaches readers.py to open it; what cannot have one says why in NO_PAGE."""
    assert {what: found for what, found in tour.unopened(AT_DESK).items() if found} == {}

"""Every page of aid and its money at the desk: opened, never too wide, clean for axe in every look."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories.conftest import CHAIR, DISTRICT, Platform
from tests.stories.touring import AID, Lead, Tour, by_address, by_links, faults, touring

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tour(browser: Browser, platform: Platform) -> Iterator[Tour]:
    yield from touring(AID, browser, platform)


WAYS: dict[str, Lead] = {
    "a chair": by_links(CHAIR),
    "a district officer": by_links(DISTRICT),
    "whoever has the address": by_address,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_of(tour: Tour, way: str) -> None:
    """Clean in every look and never wider than the window."""
    assert not faults(tour, way, WAYS), faults(tour, way, WAYS)


def test_every_address_was_opened(tour: Tour) -> None:
    """Whoever adds a page teaches readers.py to open it; what cannot have one says why in NO_PAGE."""
    assert {what: found for what, found in tour.unopened(WAYS).items() if found} == {}

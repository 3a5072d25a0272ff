"""Every page of help and services on the phone: opened, light, large enough, clean for axe in every look."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories.conftest import Platform
from tests.stories.looking import Walk
from tests.stories.touring import BY_PHONE, HELP, Tour, faults, heavy, pressed, touring

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tour(browser: Browser, platform: Platform) -> Iterator[Tour]:
    yield from touring(HELP, browser, platform)


def by_buttons(tour: Tour) -> list[Walk]:
    """What the trial of a rule answers: what is missing, and what comes out."""
    trying = tour.reader("")
    trying.open("/aid/rules/hardship/")
    pressed(trying, "main form button", status=422)
    pressed(trying, "main form button", annual_income="60000", rigid_expenses="36000", persons="3")
    return [trying]


WAYS = BY_PHONE | {"who presses": by_buttons}


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_of(tour: Tour, way: str) -> None:
    """Clean in every look, light, with large targets, and never wider than the window."""
    assert not faults(tour, way, WAYS), faults(tour, way, WAYS)
    assert heavy(tour, way) == {}


def test_every_address_was_opened(tour: Tour) -> None:
    """Whoever adds a page teaches readers.py to open it; what cannot have one says why in NO_PAGE."""
    assert {what: found for what, found in tour.unopened(WAYS).items() if found} == {}

"""Every page of rights and of partners at the desk: opened, never too wide, clean for axe in every look."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories.conftest import Platform
from tests.stories.looking import Walk
from tests.stories.touring import AT_DESK, RIGHTS, Tour, faults, pressed, touring

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tour(browser: Browser, platform: Platform) -> Iterator[Tour]:
    yield from touring(RIGHTS, browser, platform)


def by_buttons(tour: Tour) -> list[Walk]:
    """Links that are shown once, what is missing, and a partner who comes in by his link and answers."""
    chair, office, where = tour.reader("chair"), tour.reader(""), tour.planted()["pressed"]
    for path in (where["letter"], where["mediation"]):
        chair.open(path)
        pressed(chair, "form[action$='/link/'] button")
    chair.open(where["mediation"])
    pressed(chair, "form[action$='/terms/'] button", status=422, terms="")
    chair.open(where["session"])
    pressed(chair, "form[action$='/count/'] button", status=422)
    office.open(where["link"])
    pressed(office, "main form button", status=422, code="x")
    pressed(office, "main form button", code=where["code"])
    pressed(office, "main a[href$='/answer/']")
    pressed(office, "main button.primary", status=422)
    return [chair, office]


WAYS = AT_DESK | {"who presses": by_buttons}


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_of(tour: Tour, way: str) -> None:
    """Clean in every look and never wider than the window."""
    assert not faults(tour, way, WAYS), faults(tour, way, WAYS)


def test_every_address_was_opened(tour: Tour) -> None:
    """Whoever adds a page teaches readers.py to open it; what cannot have one says why in NO_PAGE."""
    assert {what: found for what, found in tour.unopened(WAYS).items() if found} == {}

"""Every page of the house at the desk: opened, never wider than its window, clean for axe in every look."""

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser

from tests.stories.conftest import Platform
from tests.stories.looking import Walk
from tests.stories.touring import AT_DESK, HOUSE, Tour, faults, pressed, touring

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tour(browser: Browser, platform: Platform) -> Iterator[Tour]:
    yield from touring(HOUSE, browser, platform)


def by_buttons(tour: Tour) -> list[Walk]:
    """What forms answer: a wrong password, spare codes, what a change would do, what was found, a proof."""
    at_door, binding, city, auditor = (tour.reader(name) for name in ("", "binding", "city", "auditor"))
    at_door.open("/desk/login/")
    pressed(at_door, "main form button", status=422, name="nobody", password="wrong")
    binding.open("/desk/login/enrol/")
    secret = binding.one.page.inner_text("code").replace(" ", "")
    pressed(binding, "main form button", code=format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    unit = tour.platform.planted("planting")["unit_id"]
    city.open(f"/desk/org/{unit}/change/rename/")
    pressed(city, "button.primary", name="远处又一工会", reason="渝工发〔2026〕1 号")
    city.open(f"/desk/org/{unit}/change/split/")
    pressed(city, "button.primary", status=422, reason="渝工发〔2026〕1 号")
    city.open("/desk/members/add/")
    pressed(city, "button.primary", status=422)
    city.open("/desk/")
    pressed(city, "#gs", q="王")
    city.names.add("desk_find")
    auditor.open("/desk/house/log/")
    pressed(auditor, "main form[method=post] button")
    return [at_door, binding, city, auditor]


def by_sending(tour: Tour) -> list[Walk]:
    """A link for an office without a desk here, shown once; and a new one in its place."""
    chair = tour.reader("chair")
    chair.open(tour.planted()["pressed"]["hand"])
    pressed(chair, "button.primary", link_to="远处公证处")
    chair.open(tour.planted()["pressed"]["hand"].removesuffix("hand/"))
    pressed(chair, "form[action$='/link/'] button")
    return [chair]


WAYS = AT_DESK | {"who presses": by_buttons, "who sends": by_sending}


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_of(tour: Tour, way: str) -> None:
    """Clean in every look and never wider than the window."""
    assert not faults(tour, way, WAYS), faults(tour, way, WAYS)


def test_every_address_was_opened(tour: Tour) -> None:
    """Whoever adds a page teaches readers.py to open it; what cannot have one says why in NO_PAGE."""
    assert {what: found for what, found in tour.unopened(WAYS).items() if found} == {}

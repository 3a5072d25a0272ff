"""Every other page of the phone: opened by somebody, light, large enough, clean for axe in every look."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories.conftest import Platform
from tests.stories.looking import Walk, name_of
from tests.stories.touring import BY_PHONE, PHONE, Tour, by_address, faults, heavy, pressed, touring
from tests.stories.walking import arrive, newcomer, tell_who

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tour(browser: Browser, platform: Platform) -> Iterator[Tour]:
    yield from touring(PHONE, browser, platform)


def by_buttons(tour: Tour) -> list[Walk]:
    """What forms answer: a code that was sent, a wrong one, what is missing, what was found."""
    tour.led("whoever has the address", by_address)  # who checks a card comes before its holder shows another
    at_door, joining, holder = (tour.reader(name) for name in ("", "", "holder"))
    who = newcomer()
    at_door.open("/login/")
    pressed(at_door, "main form button", phone=newcomer().phone)
    pressed(at_door, "main form button", status=422, code="000000")
    at_door.open("/follow/")
    pressed(at_door, "main form button", status=422, number="12351-1", code="0000000000")
    arrive(joining.one, who.phone)
    joining.open("/join/who/")
    pressed(joining, "button:has-text('下一步')", status=422, name="x")
    joining.open("/join/who/")
    tell_who(joining.one.page, who)
    joining.names.add(name_of(joining.here)[0])
    joining.look()
    pressed(joining, "main button:has-text('搜')", unit_q="行业")
    holder.open("/apply/organise.retain/")
    pressed(holder, "button.primary", status=422)
    holder.open("/card/")
    pressed(holder, "main form[action$='/code/'] button")
    holder.names.add("card_code")
    holder.open("/me/phone/")
    pressed(holder, "button.primary", phone=newcomer().phone)
    return [at_door, joining, holder]


WAYS = BY_PHONE | {"who presses": by_buttons}


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_of(tour: Tour, way: str) -> None:
    """Clean in every look, light, with large targets, and never wider than the window."""
    assert not faults(tour, way, WAYS), faults(tour, way, WAYS)
    assert heavy(tour, way) == {}


def test_every_address_was_opened(tour: Tour) -> None:
    """Whoever adds a page teaches readers.py to open it; what cannot have one says why in NO_PAGE."""
    assert {what: found for what, found in tour.unopened(WAYS).items() if found} == {}

"""Every page there is: opened by somebody, light, large enough to press, clean for axe in every look."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser

from tests.stories.conftest import CHAIR, DISTRICT, MEMBER, WORKER, Crowd, Platform
from tests.stories.looking import Walk, name_of
from tests.stories.test_nobody_sees_what_is_not_his import patterns
from tests.stories.walking import arrive, newcomer, tell_who

pytestmark = pytest.mark.browser
PHONE_BUDGET = 40 * 1024
DOWNLOADS = {
    "desk_roster_empty": "an Excel file", "desk_roster_rejected": "an Excel file", "file": "an attachment",
    "desk_letter": "a PDF or Word file", "certificate": "a PDF or Word file",
    "desk_export_file": "a signed file", "desk_supervision_letter_file": "a PDF or Word file",
    "served_letter_file": "a PDF or Word file", "partner_file": "an attachment",
    "partner_link_file": "an attachment", "desk_mediation_file": "a PDF or Word file",
    "my_mediation_file": "a PDF or Word file", "mediation_room_file": "a PDF or Word file",
}  # fmt: skip
BUTTONS = {
    "card_revoke", "desk_roster_confirm", "desk_roster_drop", "matter_say", "matter_urge", "desk_bulk",
    "desk_act", "desk_reveal", "messages_read", "desk_messages_read", "seat", "desk_emergency_answer",
    "logout", "look", "desk_person_reveal", "desk_unmerge",
}  # fmt: skip
NO_PAGE = DOWNLOADS | dict.fromkeys(BUTTONS, "a button that leads back to a page") | {
    "help_find": "a piece of a page for HTMX",
    "apply_find": "a piece of a page for HTMX",
    "login_federated": "leads to the provider, where one is configured",
    "login_federated_back": "the provider leads back here",
    "healthz": "a line of text for machines", "readyz": "a line of text for machines",
    "api_calculators": "JSON for machines", "api_calculated": "JSON for machines",
}  # fmt: skip
# Pages that no link of these readers surely leads to; who teaches readers.py to open one takes it off.
UNOPENED = {
    "badge_check", "badges", "desk_badge", "desk_badge_change", "desk_comparison", "desk_export", "desk_hand",
    "desk_hand_deed", "desk_org_elected", "desk_roster_again", "desk_supervision_letter",
    "desk_supervision_letter_link", "desk_supervision_letter_mend", "desk_watch", "follow", "me_phone_code",
    "me_same", "partner_answer", "partner_inbox", "partner_item", "partner_link", "partner_link_answer",
    "partner_link_take", "partner_take", "reminder", "served_letter", "desk_mediation", "desk_mediation_act",
    "desk_mediation_body", "desk_mediation_body_change", "desk_mediation_link", "mediation_carry",
    "mediation_room", "my_mediation", "desk_consultation", "desk_consultations", "desk_law_session",
    "desk_law_session_act", "desk_law_sessions", "desk_lawyer_end", "desk_lawyers", "desk_legal_aid",
    "desk_legal_aids", "law", "law_question", "my_law_answer",
}  # fmt: skip


@dataclass
class Tour:
    """All readers on one platform, each led through his pages once, whichever test asks first."""

    crowd: Crowd
    platform: Platform
    walks: dict[str, list[Walk]] = field(default_factory=dict)
    seen: dict[bool, set[tuple[str, str]]] = field(default_factory=lambda: {True: set(), False: set()})

    def reader(self, name: str, *, desk: bool) -> Walk:
        """A reader by the session that was planted for him; a visitor has none."""
        one = self.crowd.at({"width": 1440, "height": 900}) if desk else self.crowd.phone()
        if name:
            key = self.planted()["readers"][name]
            one.context.add_cookies([{"name": "sessionid", "value": key, "url": self.platform.url}])
        return Walk(one, self.seen[desk])

    def planted(self) -> dict[str, Any]:
        far = self.platform.planted("planting")
        return self.platform.planted("readers", json.dumps(far, ensure_ascii=False))

    def led(self, name: str, lead: Callable[["Tour"], list[Walk]]) -> list[Walk]:
        if name not in self.walks:
            self.walks[name] = lead(self)
        return self.walks[name]


@pytest.fixture(scope="module")
def tour(browser: Browser, platform: Platform) -> Iterator[Tour]:
    """Everybody who looks, for all tests of this file."""
    crowd = Crowd(browser, platform)
    yield Tour(crowd, platform)
    for context in crowd.contexts:
        context.close()


def by_links(who: str) -> Callable[[Tour], list[Walk]]:
    """From the front page of his face along every link; on the phone each reader sees pages of his own."""

    def lead(tour: Tour) -> list[Walk]:
        desk = who in (CHAIR, DISTRICT)
        one = tour.crowd.officer(who) if desk else tour.crowd.worker(who) if who else tour.crowd.phone()
        walk = Walk(one, tour.seen[True] if desk else set())
        for _ in walk.follow("/desk/" if desk else "/", leave=set(NO_PAGE)):
            walk.look()
        return [walk]

    return lead


def by_address(desk: bool) -> Callable[[Tour], list[Walk]]:
    """What no link of the demo's own people leads to; of more kinds of one page, the first in every look."""

    def lead(tour: Tour) -> list[Walk]:
        walks: dict[str, Walk] = {}
        known = set[str]()
        for who, path, status in tour.planted()["paths"]:
            if path.startswith(("/desk/", "/gallery/")) != desk:
                continue
            walk = walks[who] = walks.get(who) or tour.reader(who, desk=desk)
            walk.open(path, status)
            walk.look(every=name_of(path)[0] not in known)
            known.add(name_of(path)[0])
        return list(walks.values())

    return lead


def by_buttons_on_the_phone(tour: Tour) -> list[Walk]:
    """What forms answer: a code that was sent, a wrong one, what is missing, what was found."""
    at_door, joining, holder = (tour.reader(name, desk=False) for name in ("", "", "holder"))
    who = newcomer()
    at_door.open("/login/")
    pressed(at_door, "main form button", phone=newcomer().phone)
    pressed(at_door, "main form button", status=422, code="000000")
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
    return [at_door, joining, holder]


def by_buttons_at_the_desk(tour: Tour) -> list[Walk]:
    """What forms answer: a wrong password, spare codes, what a change would do, what was found, a proof."""
    at_door, binding, city, auditor = (
        tour.reader(name, desk=True) for name in ("", "binding", "city", "auditor")
    )
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


def pressed(walk: Walk, button: str, *, status: int = 200, **typed: str) -> None:
    """Type, press, and look at what comes, be it a page or a piece of it."""
    page = walk.one.page
    for name, text in typed.items():
        page.locator(f"[name={name}]:visible").first.fill(text)
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    walk.expected = status
    target = page.locator(button).first
    with page.expect_response(lambda answer: answer.request.resource_type in ("document", "xhr", "fetch")):
        if target.evaluate("field => field.matches('input')"):
            target.press("Enter")
        else:
            target.click()
    page.wait_for_load_state("load")
    walk.names.add(name_of(walk.here)[0])
    walk.look()


WAYS: dict[str, Callable[[Tour], list[Walk]]] = {
    "a visitor": by_links(""),
    "a worker": by_links(WORKER),
    "a member": by_links(MEMBER),
    "a chair and a district officer": lambda tour: by_links(CHAIR)(tour) + by_links(DISTRICT)(tour),
    "whoever has the address, on the phone": by_address(False),
    "whoever has the address, at the desk": by_address(True),
    "who presses, on the phone": by_buttons_on_the_phone,
    "who presses, at the desk": by_buttons_at_the_desk,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_of(tour: Tour, way: str) -> None:
    """Clean in every look and never wider than the window; on the phone light and with large targets."""
    walks = tour.led(way, WAYS[way])
    faults = [fault for walk in walks for fault in walk.faults]
    assert not faults, "\n".join(faults)
    weights = {path: weight for walk in walks for path, weight in walk.weights.items()}
    phones = {
        path: weight for path, weight in weights.items() if not path.startswith(("/desk/", "/gallery/"))
    }
    assert {path: weight for path, weight in phones.items() if weight > PHONE_BUDGET} == {}


def test_every_address_was_opened(tour: Tour) -> None:
    """What was opened is the whole URL map but for what is no page; who misses one adds it to readers.py."""
    names = {name for name, _ in patterns()}
    opened = {name for way, lead in WAYS.items() for walk in tour.led(way, lead) for name in walk.names}
    assert sorted(names - opened - set(NO_PAGE) - UNOPENED) == []
    assert sorted((UNOPENED | set(NO_PAGE)) - names) == []
    assert sorted(opened & set(NO_PAGE)) == []

"""Leading readers through every page of one part of the platform, and what in it is no page."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.stories.conftest import CHAIR, DISTRICT, MEMBER, WORKER, Crowd, Platform
from tests.stories.looking import DESKS, Walk, name_of

DOWNLOADS = {
    "desk_trial_file": "a PDF or Word file",
    "desk_cockpit_file": "a PDF or Excel file", "desk_upward_file": "an Excel file",
    "desk_mutual_rejected": "an Excel file", "desk_mutual_paper": "a PDF", "my_mutual_certificate": "a PDF",
    "activity_lot_file": "a JSON file", "activity_certificate": "a PDF or Word file",
    "desk_station_export": "an Excel file", "desk_station_empty": "an Excel file",
    "desk_station_rejected": "an Excel file", "desk_station_poster": "a PDF",
    "desk_station_map": "a drawing",
    "vote_list_file": "a JSON file", "desk_annual_file": "a PDF or Word file",
    "work_picture": "a picture", "station_photo": "a picture", "desk_work_picture": "a picture",
    "desk_roster_empty": "an Excel file", "desk_roster_rejected": "an Excel file", "file": "an attachment",
    "desk_entries_export": "an Excel file", "desk_voucher_pdf": "a PDF",
    "desk_measure_export": "an Excel file", "desk_list_file": "an Excel file",
    "desk_letter": "a PDF or Word file", "certificate": "a PDF or Word file",
    "desk_batch_file": "a CSV file for the bank",
    "desk_export_file": "a signed file", "desk_supervision_letter_file": "a PDF or Word file",
    "served_letter_file": "a PDF or Word file", "partner_file": "an attachment",
    "partner_link_file": "an attachment", "desk_mediation_file": "a PDF or Word file",
    "desk_casefile": "a signed file",
    "my_mediation_file": "a PDF or Word file", "mediation_room_file": "a PDF or Word file",
}  # fmt: skip
BUTTONS = {
    "card_revoke", "desk_roster_confirm", "desk_roster_drop", "matter_say", "matter_urge", "desk_bulk",
    "desk_act", "desk_reveal", "messages_read", "desk_messages_read", "seat", "desk_emergency_answer",
    "logout", "look", "desk_person_reveal", "desk_unmerge", "desk_roster_again", "desk_watch", "me_same",
    "desk_programme_decide", "desk_programme_act", "desk_share", "desk_chain_act", "desk_aid_report",
    "desk_badge_change", "desk_lawyer_end", "desk_mediation_body_change", "mediation_carry",
    "desk_voucher_reverse", "partner_take", "partner_link_take",
    "desk_payments_make", "desk_batch_act", "desk_payment_act",
    "desk_agency_change", "hardship_ask", "hardship_off", "hardship_drop", "household_withdraw",
    "desk_household_act", "desk_household_person",
    "offer_answer", "desk_offer_called", "desk_offers_scan", "desk_mutual_confirm",
    "desk_mutual_act", "desk_mutual_refund", "my_mutual_answer",
    "screening_act", "mentor_act", "counsel_act", "desk_screening_act", "desk_mentor_act",
    "partner_screening_came",
    "activity_act", "activity_say", "desk_activity_act",
    "work_take_back", "desk_work_judge", "desk_article_act",
    "order_act", "order_wish", "desk_order_act", "desk_offering_close",
    "desk_station_close", "desk_station_import_act",
    "station_photos", "desk_station_photos",
    "station_say", "station_unsay", "station_impression", "station_door",
    "desk_upward_act",
    "desk_vote_act",
}  # fmt: skip
NO_PAGE = DOWNLOADS | dict.fromkeys(BUTTONS, "a button that leads back to a page") | {
    "help_find": "a piece of a page for HTMX",
    "desk_household_of": "leads from a matter to its file",
    "apply_find": "a piece of a page for HTMX",
    "desk_call_find": "a piece of a page for HTMX",
    "login_federated": "leads to the provider, where one is configured",
    "login_federated_back": "the provider leads back here",
    "healthz": "a line of text for machines", "readyz": "a line of text for machines",
    "api_calculators": "JSON for machines", "api_calculated": "JSON for machines",
    "api_aid_rules": "JSON for machines", "api_aid_rule": "JSON for machines",
}  # fmt: skip
PHONE, HELP, HOUSE, AID, SERVICE, RIGHTS = (
    "the phone",
    "help and services on the phone",
    "the house at the desk",
    "aid and its money at the desk",
    "services at the desk",
    "rights and partners at the desk",
)
PARTS = {  # whose views make which part: the first that fits, at the desk and on the phone
    "yugong.scenes.rights": (RIGHTS, HELP),
    "yugong.engines.matters.views.partner": (RIGHTS, PHONE),
    "yugong.engines.matters.views.link": (RIGHTS, PHONE),
    "yugong.scenes.aid": (AID, HELP),
    "yugong.engines.ledger": (AID, HELP),
    "yugong.scenes.service": (SERVICE, HELP),
    "yugong.engines.campaigns": (SERVICE, HELP),
    "yugong.engines.selection": (SERVICE, HELP),
    "yugong": (HOUSE, PHONE),
}
BUDGET = 40 * 1024
WALL = "/news/tributes/"  # for the big screen on a wall, no phone page
Lead = Callable[["Tour"], list[Walk]]


def parts() -> dict[str, str]:
    """In which part each address lies, by its name."""
    waiting: list[tuple[str, Any]] = [("/", one) for one in get_resolver().url_patterns]
    found = {}
    while waiting:
        before, one = waiting.pop()
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            waiting += [(route, below) for below in one.url_patterns]
        elif isinstance(one, URLPattern):
            desk, phone = next(of for views, of in PARTS.items() if one.lookup_str.startswith(views))
            found[str(one.name)] = desk if route.startswith(DESKS) else phone
    return found


@dataclass
class Tour:
    """All readers on one platform, each led through a part once, whichever test asks first."""

    part: str
    crowd: Crowd
    platform: Platform
    parts: dict[str, str] = field(default_factory=parts)
    walks: dict[str, list[Walk]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    worn: set[str] = field(default_factory=set)
    known: set[int] = field(default_factory=set)

    @property
    def at_desk(self) -> bool:
        return self.part not in (PHONE, HELP)

    @property
    def own(self) -> set[str]:
        """The names of the addresses of this part."""
        return {name for name, part in self.parts.items() if part == self.part}

    def reader(self, name: str) -> Walk:
        """A reader by the session that was planted for him; a visitor has none."""
        one = self.crowd.at({"width": 1440, "height": 900}) if self.at_desk else self.crowd.phone()
        if name:
            key = self.planted()["readers"][name]
            one.context.add_cookies([{"name": "sessionid", "value": key, "url": self.platform.url}])
        return Walk(one, self.seen, self.worn, self.known)

    def planted(self) -> dict[str, Any]:
        far = self.platform.planted("planting")
        return self.platform.planted("readers", json.dumps(far, ensure_ascii=False))

    def led(self, name: str, lead: Lead) -> list[Walk]:
        if name not in self.walks:
            self.walks[name] = lead(self)
        return self.walks[name]

    def unopened(self, ways: dict[str, Lead]) -> dict[str, list[str]]:
        """Addresses of this part that nobody opened, and words of NO_PAGE that are none or were opened."""
        opened = {name for way, lead in ways.items() for walk in self.led(way, lead) for name in walk.names}
        return {
            "nobody opened": sorted(self.own - opened - set(NO_PAGE)),
            "is no address": sorted(set(NO_PAGE) - set(self.parts)),
            "has a page": sorted(opened & set(NO_PAGE)),
        }


def by_links(who: str) -> Lead:
    """From the front page of his face along every link; on the phone each reader sees pages of his own."""

    def lead(tour: Tour) -> list[Walk]:
        desk = who in (CHAIR, DISTRICT)
        crowd = tour.crowd
        one = crowd.officer(who) if desk else crowd.worker(who) if who else crowd.phone()
        walk = Walk(one, tour.seen if desk else set(), tour.worn, tour.known)
        front = "/desk/" if desk else "/"
        for _ in walk.follow(front, leave=set(NO_PAGE), part=tour.own):
            walk.look()
        return [walk]

    return lead


def by_address(tour: Tour) -> list[Walk]:
    """What no link of the demo's own people leads to."""
    walks: dict[str, Walk] = {}
    for who, path, status in tour.planted()["paths"]:
        if tour.parts.get(name_of(path)[0], HOUSE if path.startswith(DESKS) else PHONE) != tour.part:
            continue
        walk = walks[who] = walks.get(who) or tour.reader(who)
        walk.open(path, status)
        walk.look()
    return list(walks.values())


AT_DESK: dict[str, Lead] = {
    "a chair": by_links(CHAIR),
    "a district officer": by_links(DISTRICT),
    "whoever has the address": by_address,
}
BY_PHONE: dict[str, Lead] = {
    "a visitor": by_links(""),
    "a worker": by_links(WORKER),
    "a member": by_links(MEMBER),
    "whoever has the address": by_address,
}


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


def touring(part: str, browser: Any, platform: Platform) -> Iterator[Tour]:
    """The tour of a part, for all tests of a file."""
    crowd = Crowd(browser, platform)
    yield Tour(part, crowd, platform)
    for context in crowd.contexts:
        context.close()


def faults(tour: Tour, way: str, ways: dict[str, Lead]) -> str:
    """What was found on one way, line by line."""
    return "\n".join(fault for walk in tour.led(way, ways[way]) for fault in walk.faults)


def heavy(tour: Tour, way: str) -> dict[str, int]:
    """Pages for phones whose first visit brings more than the budget, in bytes as they came."""
    found = {path: size for walk in tour.walks[way] for path, size in walk.weights.items() if path != WALL}
    return {path: size for path, size in found.items() if size > BUDGET}

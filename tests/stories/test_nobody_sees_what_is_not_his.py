"""Every address of the platform, aimed at what belongs to others: nothing opens, and no list shows it."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import APIRequestContext

from tests.stories.conftest import CHAIR, DISTRICT, MEMBER, Crowd, Platform

pytestmark = pytest.mark.browser
DESKS = ("/desk/", "/partner/")
COURIERS, NEIGHBOURS = "南川区快递行业联合工会", "南川区网约车行业联合工会"

# Addresses that anyone may open: they show the platform itself, or what a code in hand stands for.
OPEN = {
    "home", "services", "help", "join", "join_invited", "verify", "certificate_check", "login", "login_code",
    "desk_login", "desk_second", "desk_enrol", "logout", "look", "gallery", "gallery_phone",
    "healthz", "readyz", "login_federated", "login_federated_back",
    "help_find", "follow", "served_letter", "served_letter_file", "reminders", "reminder", "badge_check",
    "calculators", "calculator", "api_calculators", "api_calculated",
    "aid_rules", "aid_rule", "api_aid_rules", "api_aid_rule",
    "aid_posting", "aid_objecting", "household_consent", "aid", "collect", "aid_posted",
    "activities", "activity", "activity_lot", "activity_lot_file",
    "stations", "station_places", "station", "station_say", "station_impression", "station_door",
    "station_photo", "station_photos",
    "activity_proof",
    "health", "best", "screening",
    "votes", "vote_page", "vote_ballots", "vote_result", "vote_list_file",
    "news", "news_article", "news_tributes", "works", "work", "work_picture",
    "law", "law_question", "mediation_room", "mediation_room_file",
    "partner_link", "partner_link_take", "partner_link_answer", "partner_link_file",
}  # fmt: skip
# Arguments that name no row of anybody: kinds, words of a move, parameters of the house.
WORDS = {
    "kind": "organise.join",
    "name": "claim",
    "form": "pdf",
    "key": "card.token_seconds",
    "how": "rename",
    "deed": "grant",
    "do": "close",
    "rule": "phone",
    "gathering": "service.talk",
    "contest": "service.favourite",
    "which": "asked",
    "move": "refuse",
    "topic": "why",
    "year": "2025",
}
MOVES = {"matter_move": "agree", "desk_move": "refuse", "apply_find": "unit"}
ROWS = {
    "number", "person_id", "unit_id", "roster_id", "tenure_id", "id", "keep_id", "drop_id", "merge_id",
    "employer_id", "letter_id", "founding_id", "stretch_id", "export_id", "comparison_id", "file_id",
    "badge_id", "body_id", "chosen_id", "lawyer_id", "answer_id", "session_id",
    "programme_id", "parcel_id", "parcel_code", "share_id", "chain_id", "link_id",
    "offer_id", "import_id", "trial_id",
    "payment_id", "batch_id", "receipt_id", "fund_id", "entry_id",
    "offering_id", "order_id", "wish_id", "list_id",
    "station_id", "photo_id", "report_id", "taken_id",
    "screening_id", "examinee_id", "mentor_id", "counsel_id",
    "article_id", "work_id",
    "campaign_id", "household_id", "member_id", "agency_id",
    "enrolment_id", "cover_id", "lead_id", "premium_id", "refund_id", "form_id", "line_id",
    "poll_id",
}  # fmt: skip
OF_ID = {
    "file": "file",
    "desk_job": "job",
    "message": "notice",
    "desk_message": "notice",
    "desk_emergency_answer": "emergency",
    "desk_hand_deed": "handover",
    "partner_item": "handover",
    "partner_take": "handover",
    "partner_answer": "handover",
    "partner_file": "handover",
}


def patterns() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, arguments) of every address of the platform."""
    waiting: list[Any] = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver):
            waiting.extend(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield str(one.name), tuple(one.pattern.converters)


GUARDED = sorted({(name, arguments) for name, arguments in patterns() if name not in OPEN})
OF_ROWS = [(name, arguments) for name, arguments in GUARDED if ROWS & set(arguments)]


def aimed(name: str, arguments: tuple[str, ...], aims: dict[str, Any]) -> str:
    """The address of a pattern with somebody else's things in it."""
    given = {}
    for word in arguments:
        if word in WORDS:
            given[word] = MOVES.get(name, WORDS[word])
        else:
            given[word] = aims[OF_ID[name] if word == "id" else word]
    return reverse(name, kwargs=given)


@pytest.fixture(scope="module")
def far(platform: Platform) -> dict[str, Any]:
    """One of everything in another district."""
    return platform.planted("planting")


@pytest.fixture(scope="module")
def near(platform: Platform, far: dict[str, Any]) -> dict[str, Any]:
    """The same of the union next door, in the same district; what it has not, from far."""
    unit = platform.worth("SELECT id FROM org_unit WHERE name = %s", NEIGHBOURS)
    matter = "SELECT number, asker_id FROM matters_matter WHERE unit_id = %s ORDER BY id LIMIT 1"
    number, asker = platform.rows(matter, unit)[0]
    roster = "SELECT id FROM organise_rosterimport WHERE unit_id <> %s ORDER BY id LIMIT 1"
    member = "SELECT person_id FROM people_membership WHERE unit_id = %s AND valid_to IS NULL LIMIT 1"
    courier = platform.worth("SELECT id FROM org_unit WHERE name = %s", COURIERS)
    return {
        **far,
        "unit_id": unit,
        "number": number,
        "person_id": str(platform.worth(member, unit)),
        "roster_id": str(platform.worth(roster, courier)),
        "notice": str(platform.worth("SELECT id FROM notices_notice WHERE person_id = %s LIMIT 1", asker)),
    }


def tried(people: Crowd, who: str, aims: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Every address with a row in it, opened and posted to: the two statuses."""
    one = people.worker(who) if who.isdigit() else people.officer(who)
    token = next((c["value"] for c in one.context.cookies() if c["name"] == "csrftoken"), "")
    headers = {"X-CSRFToken": token, "Referer": f"{one.url}/"}
    found = {}
    for name, arguments in OF_ROWS:
        address = one.url + aimed(name, arguments, aims)
        got = one.context.request.get(address, max_redirects=0, headers=headers)
        sent = one.context.request.post(address, max_redirects=0, headers=headers, form={"reason": "x"})
        found[name] = (got.status, sent.status)
    return found


def leaks(found: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """What is neither 404 in both ways, nor 404 in one and not served in the other."""
    return {name: both for name, both in found.items() if not (404 in both and set(both) <= {404, 405})}


def test_every_address_is_known() -> None:
    """A new address must say what its argument is, or the matrix below would not cover it."""
    words = {word for _, arguments in GUARDED for word in arguments}
    assert words - set(WORDS) - ROWS == set()
    assert {name for name, arguments in GUARDED if "id" in arguments} == set(OF_ID)


def test_the_chair_reaches_nothing_next_door(people: Crowd, near: dict[str, Any]) -> None:
    assert leaks(tried(people, CHAIR, near)) == {}


def test_the_chair_reaches_nothing_in_another_district(people: Crowd, far: dict[str, Any]) -> None:
    assert leaks(tried(people, CHAIR, far)) == {}


def test_the_district_officer_reaches_nothing_in_another_district(people: Crowd, far: dict[str, Any]) -> None:
    assert leaks(tried(people, DISTRICT, far)) == {}


def test_what_is_his_opens(people: Crowd, platform: Platform, near: dict[str, Any]) -> None:
    """The same addresses aimed at his own things open, so that a 404 above means something."""
    unit = platform.worth("SELECT id FROM org_unit WHERE name = %s", COURIERS)
    number = platform.worth("SELECT number FROM matters_matter WHERE unit_id = %s LIMIT 1", unit)
    member = platform.worth("SELECT person_id FROM people_membership WHERE unit_id = %s LIMIT 1", unit)
    own = {**near, "unit_id": unit, "number": number, "person_id": str(member)}
    request, wanted = people.officer(CHAIR).context.request, ("desk_matter", "desk_person", "desk_org_unit")
    opened = [
        request.get(platform.url + aimed(name, arguments, own)).status
        for name, arguments in OF_ROWS
        if name in wanted
    ]
    assert opened == [200, 200, 200]


def test_a_post_elsewhere_is_not_ended_through_the_own_unit(
    people: Crowd, platform: Platform, far: dict[str, Any]
) -> None:
    """The unit in the address is his own, the post is not."""
    own = platform.worth("SELECT id FROM org_unit WHERE name = '南川区总工会'")
    found = tried(people, DISTRICT, {**far, "unit_id": own})
    assert found["desk_post_end"] == (404, 404)


def test_a_plain_member_reaches_nothing(people: Crowd, near: dict[str, Any]) -> None:
    """The phone's addresses do not exist for him; the desk's lead to its own sign-in."""
    found = tried(people, MEMBER, near)
    desk = {name: both for name, both in found.items() if reverse_path(name, near).startswith(DESKS)}
    assert {name: both for name, both in desk.items() if both != (302, 302)} == {}
    assert leaks({name: both for name, both in found.items() if name not in desk}) == {}


def reverse_path(name: str, aims: dict[str, Any]) -> str:
    return aimed(name, dict(OF_ROWS)[name], aims)


def test_a_visitor_is_asked_to_sign_in_everywhere(people: Crowd, near: dict[str, Any]) -> None:
    """Whatever is not open leads to the sign-in of its face, and tells nothing before."""
    request = people.phone().context.request
    wrong = {}
    for name, arguments in GUARDED:
        path = aimed(name, arguments, near)
        answer = request.get(people.platform.url + path, max_redirects=0)
        door = "/desk/login/" if path.startswith(DESKS) else "/login/"
        where = answer.headers.get("location", "")
        if (answer.status, where.partition("?")[0]) != (302, door):
            wrong[name] = (answer.status, where)
    assert wrong == {}


LISTS = [
    "/desk/", "/desk/?tab=unclaimed", "/desk/?tab=others", "/desk/?tab=done", "/desk/?tab=watch",
    "/desk/members/", "/desk/rosters/", "/desk/org/", "/desk/messages/", "/desk/house/log/",
]  # fmt: skip
SHOWN = {
    "matters": (r'href="/desk/matters/([^/"]+)/"', "SELECT m.number, u.path FROM matters_matter m"),
    "members": (
        r'href="/desk/members/([0-9a-f-]{36})/"',
        "SELECT m.person_id::text, u.path FROM people_membership m",
    ),
    "rosters": (
        r'href="/desk/rosters/([0-9a-f-]{36})/',
        "SELECT m.id::text, u.path FROM organise_rosterimport m",
    ),
}


def beyond(platform: Platform, request: APIRequestContext, unit: str) -> tuple[dict[str, int], list[str]]:
    """How many rows of each sort the lists of an officer show, and those that lie outside of his subtree."""
    root = platform.worth("SELECT path FROM org_unit WHERE name = %s", unit)
    text = "".join(request.get(platform.url + path).text() for path in LISTS)
    counts, outside = {}, []
    for sort, (link, query) in SHOWN.items():
        keys = {unquote(key) for key in re.findall(link, text)}
        counts[sort] = len(keys)
        column = query.split()[1].rstrip(",")
        full = f"{query} JOIN org_unit u ON u.id = m.unit_id WHERE {column} = ANY(%s)"
        rows = platform.rows(full, list(keys))
        inside = {key for key, path in rows if path.startswith(root)}
        outside += sorted(keys - inside)
    units = {int(key) for key in re.findall(r'href="/desk/org/(\d+)/', text)}
    paths = platform.rows("SELECT id, path FROM org_unit WHERE id = ANY(%s)", list(units))
    counts["units"] = len(units)
    return counts, outside + [str(key) for key, path in paths if not path.startswith(root)]


def test_the_chairs_lists_end_at_his_union(people: Crowd, platform: Platform) -> None:
    counts, outside = beyond(platform, people.officer(CHAIR).context.request, COURIERS)
    assert outside == []
    assert counts["matters"] > 10
    assert counts["members"] > 10


def test_the_district_officers_lists_end_at_his_district(people: Crowd, platform: Platform) -> None:
    counts, outside = beyond(platform, people.officer(DISTRICT).context.request, "南川区总工会")
    assert outside == []
    assert min(counts.values()) > 0


def test_the_search_finds_nothing_of_others(people: Crowd, near: dict[str, Any], far: dict[str, Any]) -> None:
    """By the number of a matter, by a name, by a phone: neither next door nor far away."""
    desk = people.officer(CHAIR)
    for text in (near["number"], far["number"], "况远", "16100999901"):
        page = desk.go("/desk/")
        page.fill("#gs", text)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/find/")
        links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        rows = [one for one in links if re.search(r"/desk/(matters|members)/.", one or "")]
        assert rows == [], text


def test_a_members_messages_are_his_own(people: Crowd, platform: Platform) -> None:
    text = people.worker(MEMBER).context.request.get(f"{platform.url}/messages/").text()
    shown = set(re.findall(r'href="/messages/([0-9a-f-]{36})/"', text))
    query = "SELECT DISTINCT person_id FROM notices_notice WHERE id = ANY(%s::uuid[])"
    assert len(platform.rows(query, list(shown))) == 1

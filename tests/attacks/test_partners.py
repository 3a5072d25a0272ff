"""What is sent to a partner agency, under attack: every role, every state, every address."""

import io
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.attacks.matrix import Record, closed, leaks, routes
from tests.engines.matters import partners, sample, town
from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import handover, link
from yugong.engines.matters.models import Handover
from yugong.ground.access import session
from yugong.ground.access.roles import roles
from yugong.ground.audit.writing import writing
from yugong.ground.files.actions import accept
from yugong.ground.org import actions as org
from yugong.ground.org.models import Agency
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person, Tenure
from yugong.kernel.actor import SYSTEM, Actor, person
from yugong.kernel.flow import kinds

pytestmark = pytest.mark.django_db  # each test is taken back by itself, the set-up below stands for all
STATES = ("sent", "taken", "answered", "withdrawn", "expired", "neighbours", "linked")
SEEN_BY_JUDGE = frozenset(("sent", "taken", "answered"))
DESK = routes("desk_matter", "desk_hand", "desk_hand_deed")
DOOR = [route for route in routes("partner") if route[1] and "secret" not in route[1]]
PLACES = {"city": "city", "district": "east", "street": "street", "enterprise": "union"}


def officer_of(town_: town.Town, role: str, n: int, west: bool) -> Actor | None:
    """Somebody in the role, over the record's union or beside it; None where the role cannot sit."""
    for kind, name in PLACES.items():
        if kind in roles[role].sits_at and not (west and kind in ("city", "street")):
            unit = getattr(town_, name)
            if west:
                unit = town_.west if kind == "district" else mill(town_)
            return town.officer(f"{'西' if west else '东'}{role}", n, unit, role)
    return None


def mill(town_: town.Town) -> Any:
    found = [one for one in town_.west.children.all() if one.name == "纺织厂工会"]
    return found[0] if found else town.found("纺织厂工会", "enterprise", town_.west)


def browser(who: Person, *, seat: Tenure | None = None) -> Client:
    """A browser signed in as this person, with two factors where he has a post."""
    account = people.open_account(
        username=f"u{who.pk}", person=who, verified=True, by=SYSTEM, at=timezone.now()
    )
    client = Client(raise_request_exception=True)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    held = client.session
    session.begin(held, how=session.SECOND, at=timezone.now())
    held.save()
    return client


def at_desk(actor: Actor) -> Client:
    return browser(Person.objects.get(pk=actor.person_id))


@pytest.fixture(scope="module")
def place(django_db_setup: Any, django_db_blocker: Any) -> Iterator[town.Town]:
    """The town, once for all tests of this file."""
    kinds._things[sample.KEY] = partners.HANDS
    with django_db_blocker.unblock(), transaction.atomic():
        yield town.build()
        transaction.set_rollback(True)
    del kinds._things[sample.KEY]


@pytest.fixture(scope="module")
def courts(place):
    return partners.build(place)


@pytest.fixture(scope="module")
def records(place, courts) -> dict[str, Record]:
    """One matter in each state, each with its own secret words and a file."""
    return {state: planted(place, courts, state, n) for n, state in enumerate(STATES)}


def planted(place: town.Town, courts: partners.Courts, state: str, n: int) -> Record:
    now, chair, secret = timezone.now(), place.officers["chair"], f"机密{n}号"
    given = {**sample.GIVEN, "story": secret, "note": f"备注{secret}"}
    who = town.enrol(f"当事{'甲乙丙丁戊己庚'[n]}", 50 + n, place.union)
    me = person(who.pk)
    matter = matters.open(kind=sample.KEY, asker=who, answers=given, by=me, at=now - timedelta(days=80))
    picture = io.BytesIO()
    Image.new("RGB", (20 + n, 20)).save(picture, "PNG")
    picture.name, picture.size = "a.png", len(picture.getvalue())
    picture.seek(0)
    file = accept(upload=picture, owner=f"matters.matter:{matter.pk}", by=me, at=now)
    to = {"link_to": "外区法院"} if state == "linked" else {"agency": courts.court}
    if state == "neighbours":
        to = {"agency": courts.other}
    row = handover.send(
        matter=matter, purpose="confirm", parts=["summary", "plain", "personal"], files=[str(file.pk)], **to,
        by=chair, at=now - timedelta(days=70 if state == "expired" else 1),
    )  # fmt: skip
    if state == "taken":
        handover.take(handover=row, by=courts.judge, at=now)
    elif state == "answered":
        handover.answer(handover=row, result="confirmed", by=courts.judge, at=now)
    elif state == "withdrawn":
        handover.withdraw(handover=row, reason="不用了", by=chair, at=now)
    aims = {"number": matter.number, "id": row.pk, "file_id": file.pk, "file.id": file.pk, "deed": "withdraw"}
    data = {"reason": "x", "result": "refused", "purpose": "confirm", "parts": "plain", "link_to": "别处"}
    return Record(aims, (secret,), data)


@pytest.fixture(scope="module")
def readers(place, courts) -> dict[str, Client]:
    """Nobody, workers, every role over the union and beside it, and partners of every sort."""
    found = {"visitor": Client(), "worker": browser(place.other)}
    for n, role in enumerate(one.key for one in roles if one.key != "partner"):
        for west in (False, True):
            if actor := officer_of(place, role, 100 + 2 * n + west, west):
                found[f"{'west' if west else 'east'} {role}"] = at_desk(actor)
    far = org.register_agency(name="西区人民法院", kind="court", unit=place.west, by=SYSTEM, at=town.START)
    found |= {
        "judge": at_desk(courts.judge),
        "neighbour": at_desk(courts.neighbour),
        "far court": at_desk(partners.liaison("西法官", 90, far)),
        "former": at_desk(gone(partners.liaison("前法官", 91, courts.court))),
        "closed agency": at_desk(partners.liaison("旧法官", 92, shut(place))),
        "no agency": at_desk(town.officer("无单位", 93, place.east, "partner")),
    }
    return found


def gone(actor: Actor) -> Actor:
    """His term in the court is over."""
    held = Tenure.objects.get(person_id=actor.person_id)
    people.relieve(tenure=held, on=timezone.localdate(), by=SYSTEM, at=timezone.now())
    return actor


def shut(place: town.Town) -> Agency:
    """An agency that works with the union no longer."""
    row = org.register_agency(name="东区旧法庭", kind="court", unit=place.east, by=SYSTEM, at=town.START)
    with writing("test"):
        Agency.objects.filter(pk=row.pk).update(closed_on=timezone.localdate() - timedelta(days=1))
    return row


def may_reach(who: str, state: str, route: str) -> bool:
    """Who may: the agency it lies with; and at the unions' desk those of the matter's own chain."""
    if route.startswith("partner"):
        holder = {"neighbours": "neighbour"}.get(state, "judge")
        return who == holder and state in SEEN_BY_JUDGE | {"neighbours"}
    if route in ("desk_matter", "desk_hand", "desk_hand_deed", "file"):
        side, _, role = who.partition(" ")
        return side == "east" and role in roles and "matter.view" in roles[role].permissions
    return False


def snapshot() -> list[Any]:
    columns = ("id", "state", "open", "result", "taken_at", "ended_at", "read_at")
    return list(Handover.objects.order_by("id").values_list(*columns))


def test_nobody_reaches_what_was_not_sent_to_him(readers, records):
    before = snapshot()
    assert leaks(readers, records, DOOR, may_reach) == []
    assert leaks(readers, {"sent": records["sent"]}, [*DESK, *routes("file")], may_reach) == []
    assert snapshot() == before
    assert len(readers) > 30


def test_whoever_may_is_let_in(readers, records):
    item = next(route for route in DOOR if route[0] == "partner_item")
    picture = next(route for route in DOOR if route[0] == "partner_file")
    desk = next(route for route in DESK if route[0] == "desk_matter")
    for route in (item, picture):
        assert closed(readers, records, route, may_reach) == []
    assert closed(readers, {"sent": records["sent"]}, desk, may_reach) == []


def test_lists_show_an_agency_its_own_and_nobody_else_anything(readers, records):
    links = {state: f"/partner/{record.aims['id']}/".encode() for state, record in records.items()}
    shown = {}
    for who, one in readers.items():
        text = b"".join(one.get(f"/partner/{tab}", follow=False).content for tab in ("", "?tab=done"))
        if found := {state for state, address in links.items() if address in text}:
            shown[who] = found
    assert shown == {"judge": set(SEEN_BY_JUDGE), "neighbour": {"neighbours"}}


def test_a_partner_at_every_address_of_the_house(readers, records):
    """Wherever the agency's officers go, they read nothing beyond what was sent; the others take turns."""
    crew = {who: readers[who] for who in ("judge", "far court", "former", "closed agency", "no agency")}
    hidden = {state: one for state, one in records.items() if state not in SEEN_BY_JUDGE}
    ways = [route for route in routes() if not route[0].startswith(("login", "logout", "look", "join"))]
    pairs = [("judge", state) for state in hidden] + list(zip(crew, cycle(hidden), strict=False))[1:]
    texts = []
    for who, state in pairs:
        found = leaks({who: crew[who]}, {state: hidden[state]}, ways, lambda *cell: False)
        texts += [one for one in found if "shows" in one]
    assert texts == []


def test_a_link_belongs_to_one_browser_until_it_is_over(readers, records, place):
    chair, row = place.officers["chair"], Handover.objects.get(agency=None)
    issued = link.issue(handover=row, by=chair, at=timezone.now())
    record = Record({**records["linked"].aims, "secret": issued.secret}, records["linked"].secrets)
    first, here = Client(), f"/partner/link/{issued.secret}/"
    assert first.post(here, {"code": issued.code}).status_code == 302
    ways = routes("partner_link")
    assert leaks(readers, {"linked": record}, ways, lambda *cell: False) == []
    assert first.get(here).status_code == 200
    others = {state: one for state, one in records.items() if state != "linked"}
    reach = [*DOOR, *DESK, *routes("file"), *routes("partner_link_file")]
    aimed = {
        state: Record({**one.aims, "secret": issued.secret}, one.secrets) for state, one in others.items()
    }
    assert leaks({"link": first}, aimed, reach, lambda *cell: False) == []
    handover.withdraw(handover=row, reason="收回", by=chair, at=timezone.now())
    assert leaks({"link": first}, {"linked": record}, ways, lambda *cell: False) == []

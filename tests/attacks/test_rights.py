"""Rights under attack: every reader at every address of every record; nobody sees what is not his."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.attacks.matrix import Record, leaks, routes
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk
from tests.scenes.rights.mediating import DAY, NOW, Desk
from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import handover, link
from yugong.engines.matters.models import Matter
from yugong.ground.access import session
from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.kernel.actor import SYSTEM, person
from yugong.kernel.calendar import local_day
from yugong.scenes.rights.actions import letters, teams
from yugong.scenes.rights.actions import mediation as cases

pytestmark = pytest.mark.django_db
EMPLOYER = "嘉陵星即时配送（重庆）有限公司"
APPEAL, AID = "rights.hotline_12351", "rights.legal_aid"
ASKERS = dict(
    zip(
        ("appeal", "mediation", "aid", "sent", "expired"),
        ("禤一曼", "郗二禾", "阚三木", "逄四可", "郏五原"),
        strict=True,
    )
)
# Forms and doors without a record; what stands behind them is reached by the other addresses.
ASIDE = (
    "login", "logout", "look", "join", "gallery", "healthz", "readyz", "seat", "desk_login", "desk_second",
    "desk_enrol", "calculator", "api_calculators", "first_password", "sessions", "desk_sessions", "transfer",
    "desk_bulk", "card_", "me_phone_code", "messages_read", "desk_messages_read", "aid_rule", "api_aid_rule",
)  # fmt: skip
FORMS = {
    "form": "pdf", "name": "accept", "do": "terms", "move": "accept", "matter_move.name": "cancel",
    "desk_find.name": "to", "desk_act.name": "claim", "desk_watch.name": "gather",
}  # fmt: skip
AIDED = {"claim": "wage", "rural": "yes", "welfare": "no", "preservation": "no", "amount": "18000"}
NUMBER = re.compile(r"-\d{6}-\d{4}$|〕\d+ 号$")
LISTS = (
    *(f"/desk/?tab={tab}" for tab in ("mine", "unclaimed", "waiting", "calls", "watch", "done")),
    *(f"/desk/rights/{which}/" for which in ("asked", "sent", "unanswered", "open", "open_now", "heard")),
    *(f"/desk/teams/?team={team}" for team in ("supervisor", "mediator")),
    "/partner/?tab=done",
)


class Front(Desk):
    """The district of the mediations, with the employer's own union and everybody who should see nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.own = org.found_unit(
            name="嘉陵星工会", kind="enterprise", parent=self.tree.street, employer=self.employer,
            on=towns.LONG_AGO, by=SYSTEM, at=NOW,
        )  # fmt: skip
        for n, (name, (unit, role)) in enumerate(self.seats().items(), 501):
            self.accounts[name], _ = towns.officer(f"{name}某", n, unit, role)
        who = Person.objects.get(pk=self.accounts["both"].person_id)
        self.above = towns.seat_person(who, self.tree.east, "district_officer")
        self.numbers = {name: 540 + n for n, name in enumerate(ASKERS)}
        self.askers = {name: towns.enrol(ASKERS[name], n) for name, n in self.numbers.items()}
        self.named("旁观人", 520)
        self.court = org.register_agency(
            name="东区人民法院", kind="court", unit=self.tree.east, by=SYSTEM, at=NOW
        )
        self.labour = org.register_agency(
            name="东区劳动监察", kind="labour", unit=self.tree.east, by=SYSTEM, at=NOW
        )
        for name, n, agency in (("judge", 530, self.court), ("former judge", 531, self.court)):
            self.liaison(name, n, agency)
        far = org.register_agency(name="西区人民法院", kind="court", unit=self.tree.west, by=SYSTEM, at=NOW)
        self.liaison("far judge", 532, far)

    def seats(self) -> dict[str, tuple[Any, str]]:
        """Where those sit who come beside the mediators and the district's officers."""
        tree = self.tree
        return {
            "own chair": (self.own, "grassroots_chair"), "own clerk": (self.own, "grassroots_clerk"),
            "both": (self.own, "grassroots_vice"), "west officer": (tree.west, "district_officer"),
            "west agent": (tree.west, "call_agent"), "agent": (tree.city, "call_agent"),
            "finance": (tree.east, "finance_maker"), "finance above": (tree.city, "finance_payer"),
            "system admin": (tree.city, "system_admin"), "audit admin": (tree.city, "audit_admin"),
            "supervisor": (tree.east, "supervisor"), "second supervisor": (tree.east, "supervisor"),
        }  # fmt: skip

    def named(self, name: str, n: int) -> Person:
        """A member of the union beside, with an account."""
        who = towns.enrol(name, n)
        towns.join(who, self.tree.union)
        self.accounts[name] = towns.open_account(who, f"worker{n}", phone=f"1390000{n:04d}")
        return who

    def liaison(self, name: str, n: int, agency: Any) -> None:
        who = towns.enrol(f"{name}某", n)
        self.accounts[name] = towns.open_account(who, f"partner{n}")
        post = org.make_post(
            unit=agency.unit, role="partner", title="联络员", agency=agency, by=SYSTEM, at=NOW
        )
        held = people.appoint(post=post, person=who, on=towns.LONG_AGO, by=SYSTEM, at=NOW)
        if name == "former judge":
            towns.end(held)

    def readers(self) -> dict[str, Client]:
        found = {"visitor": Client(), "member": at_desk(self.accounts["旁观人"])}
        asker = self.named("另一人", 521)
        self.report(asker, "另一件事的经过", "insurance")
        found["asker of another"] = at_desk(self.accounts["另一人"])
        mine = {"own chair", "own clerk", "west officer", "west agent", "finance", "finance above",
                "system admin", "audit admin", "judge", "former judge", "far judge"}  # fmt: skip
        found |= {name: self.client(name) for name in self.accounts if name in mine}
        found |= {"both at his union": self.client("both"), "both at the district": self.client("both")}
        seated(found["both at the district"], self.above.pk)
        own = next(one for one in self.by("both").seats if one.unit_id == self.own.pk)
        seated(found["both at his union"], own.tenure_id)
        return found

    def report(self, who: Person, story: str, topic: str = "wages") -> Matter:
        given = {"topic": topic, "story": story, "employer": EMPLOYER, "area": self.tree.street.pk}
        return matters.open(kind=APPEAL, asker=who, answers=given, by=person(who.pk), at=NOW)

    def dispatched(self, matter: Matter) -> None:
        """Handled by the district, where the letter comes from."""
        self.go(matter, "accept", "clerk", difficulty="ordinary", to=self.tree.east.pk)
        self.source = matter.number

    def mediated(self, who: str, facts: str) -> Matter:
        """A mediation that has come to the terms."""
        matter = self.open(self.askers[who], facts=facts, area=self.tree.east.pk)
        self.go(matter, "accept", "clerk")
        self.go(matter, "take", "first", relation="none")
        case = self.case(matter)
        cases.draft_terms(mediation=case, terms="机密条款四号", plan="", by=self.by("first"), at=NOW)
        return matter


def seated(client: Client, tenure: int) -> None:
    """Choose a post for the session."""
    held = client.session
    held[session.SEAT] = tenure
    held.save()


def changed(secret: str) -> str:
    """The same with one character changed."""
    return secret[:-1] + ("A" if secret[-1] != "A" else "B")


def doors(secret: str, *names: str) -> dict[str, str]:
    """The addresses of a link, with a secret that is wrong in one character."""
    return {f"{name}.secret": changed(secret) for name in names}


def record(front: Front, matter: Matter, who: str, *more: str, **aims: Any) -> Record:
    """A matter's record: who asked, by what number he is called, what he said; no link leads to it."""
    told = (
        ASKERS[who],
        f"1380000{front.numbers[who]:04d}",
        matter.number,
        quote(matter.number),
        matter.title,
        *more,
    )
    return Record({"number": matter.number, **FORMS, **aims}, told)


def appeal(front: Front) -> Record:
    """Somebody whose name the employer must not learn."""
    matter = front.report(front.askers["appeal"], "机密经过一号")
    front.dispatched(matter)
    return record(front, matter, "appeal", "机密经过一号")


def nameless(front: Front) -> Record:
    """Somebody without a name; only his code leads there."""
    given = {
        "topic": "dismissal",
        "story": "机密经过二号",
        "employer": EMPLOYER,
        "area": front.tree.street.pk,
    }
    matter, _ = matters.open_nameless(kind=APPEAL, answers=given, key="k" * 20, at=NOW)
    told = ("机密经过二号", matter.number, quote(matter.number), matter.title)
    return Record({"number": matter.number, **FORMS}, told)


def letter(front: Front) -> Record:
    """A supervision letter, signed, with its link."""
    given = {
        "employer": str(front.employer.pk), "cause": "pay", "finding": "机密查明三号", "demands": "结清",
        "contact": "李敏，63511351", "source": front.source,
    }  # fmt: skip
    row = letters.draft(unit=front.tree.east, rank="opinion", given=given, by=front.by("supervisor"), at=NOW)
    for name, by in (("confirm", "second supervisor"), ("sign", "head")):
        front.go(Matter.objects.get(number=row.matter), name, by)
    row.refresh_from_db()
    secret = letters.link(unit=front.tree.east, letter=row, by=front.by("clerk"), at=NOW)
    aims = {"number": row.matter, **doors(secret, "served_letter", "served_letter_file"), **FORMS}
    return Record(aims, ("机密查明三号", row.matter, quote(row.matter), str(row.number), front.source))


def mediation(front: Front) -> Record:
    """A mediation with terms, talked about behind the employer's link."""
    matter = front.mediated("mediation", "机密经过四号")
    room = doors(front.link(matter), "mediation_room", "mediation_room_file")
    return record(front, matter, "mediation", "机密经过四号", "机密条款四号", **room)


def aid(front: Front) -> Record:
    """Legal aid that was granted."""
    given = {**AIDED, "facts": "机密经过五号", "employer": EMPLOYER, "area": front.tree.street.pk}
    who = front.askers["aid"]
    matter = matters.open(kind=AID, asker=who, answers=given, by=person(who.pk), at=NOW)
    front.go(matter, "grant", "clerk")
    return record(front, matter, "aid", "机密经过五号")


def badge(front: Front) -> Record:
    """A supervisor's card."""
    who = towns.enrol("弢六翀", 551)
    row = teams.appoint(
        unit=front.tree.east, team="supervisor", person=who, on=local_day(NOW), by=SYSTEM, at=NOW
    )
    return Record(
        {"badge_id": row.pk, "name": "renew", "badge_check.code": changed(row.code)}, ("弢六翀", row.number)
    )


def sent(front: Front, who: str = "sent", days: int = 0) -> Record:
    """What lies with a court; after seventy days no longer."""
    matter = front.mediated(who, f"机密经过{who}")
    row = handover.send(
        matter=matter, purpose="confirmation", parts=["summary", "plain", "personal"], agency=front.court,
        by=front.by("clerk"), at=NOW - days * DAY,
    )  # fmt: skip
    outside = handover.send(
        matter=matter, purpose="payment_order", parts=["summary", "personal"], link_to="外区法院",
        by=front.by("clerk"), at=NOW - timedelta(hours=1),
    )  # fmt: skip
    secret = link.issue(handover=outside, by=front.by("clerk"), at=NOW).secret
    link_ = doors(secret, "partner_link", "partner_link_take", "partner_link_answer", "partner_link_file")
    aims = {"id": row.pk, "deed": "withdraw", "file_id": row.pk, **link_}
    return record(front, matter, who, f"机密经过{who}", **aims)


def expired(front: Front) -> Record:
    return sent(front, "expired", 200)


PLANTED = {
    "appeal": appeal, "nameless": nameless, "letter": letter, "mediation": mediation, "aid": aid,
    "badge": badge, "sent": sent, "expired": expired,
}  # fmt: skip


@pytest.fixture(scope="module")
def front(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Front]:
    """The whole set-up, once for all tests of this file; taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Front()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def records(front: Front) -> dict[str, Record]:
    return {name: made(front) for name, made in PLANTED.items()}


@pytest.fixture(scope="module")
def readers(front: Front, records: dict[str, Record]) -> dict[str, Client]:
    return front.readers()


AIMED = [route for route in routes() if {"number", "secret", "badge_id", "code", "id"} & set(route[1])]
PAGES = [route for route in routes() if not route[1] and not route[0].startswith(ASIDE)]


def may_reach(who: str, word: str, route: str) -> bool:
    """The court what lies with it; the district's officer a card of his district. Nobody else anything."""
    if who == "judge":
        return word == "sent" and route.startswith("partner_")
    return who == "both at the district" and word == "badge"


def test_no_address_opens_what_is_not_his(readers, records):
    before = snapshot()
    assert leaks(readers, records, AIMED, may_reach) == []
    assert snapshot() == before


def test_no_page_shows_what_is_not_his(readers, records):
    found = []
    addresses = [*(reverse(name) for name, _ in PAGES), *LISTS]
    for who, browser in readers.items():
        for address in addresses:
            text = content(browser.get(address, follow=False))
            found += seen(who, address, text, records)
        for word in ("嘉陵星", *(one.aims["number"] for one in records.values() if "number" in one.aims)):
            text = content(browser.post("/desk/find/", {"q": word}, follow=True))
            found += [one for one in seen(who, "/desk/find/", text, records) if word not in one]
    assert found == []


def content(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def seen(who: str, address: str, text: bytes, records: dict[str, Record]) -> list[str]:
    """Every secret on a page, of records that are not his."""
    return [
        f"{who} × {address}: {word}"
        for key, record in records.items()
        for word in record.secrets
        if word.encode() in text and not may_reach(who, key, "partner_") and not in_log(who, address, word)
    ]


def in_log(who: str, address: str, word: str) -> bool:
    """Who reads the audit log reads the numbers of what was done, and nothing that anybody said."""
    return (who, address) == ("audit admin", "/desk/house/log/") and NUMBER.search(word) is not None


def snapshot() -> list[Any]:
    return list(Matter.objects.order_by("id").values_list("number", "stage", "claimed_by_id", "since"))

"""The people of the demo: members through the rosters of their unions, and officers in their posts."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from yugong.ground.access import principal
from yugong.ground.org import actions as org
from yugong.ground.org.models import Agency, Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Account, Person
from yugong.kernel.actor import Actor
from yugong.worlds import places
from yugong.worlds.making import LABEL, Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.plan import Plan
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.people import Someone

DISTRICT_POSTS = (
    ("district_officer", "基层工作部部长"),
    ("district_officer", "基层工作部干部"),
    ("district_officer", "权益保障部部长"),
    ("district_dispatcher", "职工服务中心派单员"),
    ("district_officer", "副主席"),
    ("finance_maker", "财务制单"),
    ("finance_checker", "财务复核"),
    ("finance_payer", "财务付款"),
)
CITY_POSTS = (
    ("city_officer", "基层工作部干部"),
    ("city_officer", "权益保障部干部"),
    ("city_dispatcher", "12351 热线派单员"),
    ("call_agent", "12351 话务员"),
    ("system_admin", "系统管理员"),
    ("security_admin", "安全管理员"),
    ("audit_admin", "审计管理员"),
)
MEMBER_KEY = 5  # which line of the riders' roster is the demo's own member


@dataclass
class Officer:
    """Somebody in a post, with the account he signs in with."""

    account: Account
    unit: Unit
    role: str
    title: str
    _seated: Actor | None = None

    def actor(self, today: date) -> Actor:
        """Acting from this very post."""
        if self._seated is None:
            found, here = acting(self.account, today), (self.unit.pk, self.role, self.title)
            seats = [s for s in found.seats if (s.unit_id, s.role, s.title) == here]
            self._seated = found.seated(seats[0])
        return self._seated


@dataclass
class Crowd:
    """Who lives in the demo, as later steps need them."""

    officers: list[Officer] = field(default_factory=list)
    members: dict[int, list[Person]] = field(default_factory=dict)  # by unit, in roster order
    kept: list[tuple[Unit, Person]] = field(default_factory=list)  # whose membership is only kept
    hashed: str = field(default_factory=lambda: make_password(logins.PASSWORD))  # one for all logins
    _seated: dict[tuple[int, str], list[Officer]] = field(default_factory=dict)  # the officers by their seat
    _sorted: int = 0  # how many of them stand there already

    def officer(self, unit: Unit, role: str, title: str = "") -> Officer:
        """The first who holds that role, and title, in that unit."""
        return self.those(unit, role, title)[0]

    def those(self, unit: Unit, role: str, title: str = "") -> list[Officer]:
        """All who hold that role, and title, in that unit."""
        for officer in self.officers[self._sorted :]:
            self._seated.setdefault((officer.unit.pk, officer.role), []).append(officer)
        self._sorted = len(self.officers)
        return [o for o in self._seated.get((unit.pk, role), ()) if title in ("", o.title)]


def identity(one: Someone, *, address: str = "") -> Identity:
    """An invented person as the platform takes him in."""
    extra = {
        "ethnicity": one.ethnicity,
        "education": one.schooling,
        "political": one.party,
        "household": one.household,
        "label": LABEL,
    }
    if address:
        extra["address"] = address
    return Identity(
        name=one.name, number=one.number, phone=one.phone, sex=one.sex, born=one.born, extra=extra
    )


def acting(account: Account, today: date) -> Actor:
    """Whoever signs in with an account, acting for himself."""
    found = principal.load(account.pk, today=today)
    if found is None:
        raise LookupError(f"account {account.username} may not sign in")
    return found[0]


def settle(making: Making, tree: Tree) -> Crowd:
    """Admit every union's members and seat the officers of all levels."""
    crowd = Crowd()
    people.open_account(
        username=logins.WORKER.key, phone=logins.WORKER.phone, verified=True, **making.entered
    )
    for planned, unit in tree.unions:
        _members(making, crowd, planned, unit)
        _committee(making, crowd, unit)
    for unit in tree.towns.values():
        seat(making, crowd, unit, "street_officer", "工会主席")
    for role, title in DISTRICT_POSTS:
        seat(making, crowd, tree.district, role, title)
    for unit in tree.districts.values():
        if unit.pk != tree.district.pk:
            seat(making, crowd, unit, "district_officer", "基层工作部部长")
    for role, title in CITY_POSTS:
        seat(making, crowd, tree.city, role, title)
    for agency in tree.agencies:
        seat(making, crowd, tree.district, "partner", f"{agency.name}联络员", agency)
    return crowd


def _joined(dice: Random, planned: Plan, settled: date) -> date:
    """A joining day since the union was founded, more often a recent one."""
    first = max(planned.founded, settled - timedelta(days=365 * 12))
    return first + (settled - first) * (dice.random() ** 0.7)


def _member(making: Making, planned: Plan, key: int, *, women: float) -> Someone:
    """The next member of a union: the first is old enough to chair it, one may be the demo's own member."""
    one = making.people.someone(women=women, ages=(36, 56) if key == 0 else (19, 58))
    its_own = planned.name == logins.MEMBER.unit and key == MEMBER_KEY
    return replace(one, phone=logins.MEMBER.phone) if its_own else one


def _members(making: Making, crowd: Crowd, planned: Plan, unit: Unit) -> None:
    dice = making.dice(f"members {planned.name}")
    towns = places.towns(places.NANCHUAN, making.today)
    women = {"教师": 0.7, "护士": 0.8, "幼儿教师": 0.95, "营业员": 0.7, "货车司机": 0.04, "外卖骑手": 0.12}
    share = women.get(planned.trades[0], 0.4)
    lines = [
        people.Line(
            key=key,
            identity=identity(
                _member(making, planned, key, women=share),
                address=places.address(dice, dice.choice(towns)),
            ),
            trade=dice.choice(planned.trades),
            joined_on=_joined(dice, planned, making.settled.date()),
        )
        for key in range(planned.members)
    ]
    outcomes = people.admit_many(lines=lines, unit=unit, route="roster", source=LABEL, **making.entered)
    rows = Person.objects.in_bulk([outcome.person_id for outcome in outcomes])
    crowd.members[unit.pk] = [rows[UUID(outcome.person_id)] for outcome in outcomes]
    if planned.name == logins.MEMBER.unit:
        people.open_account(
            username=logins.MEMBER.key, phone=logins.MEMBER.phone, verified=True,
            person=crowd.members[unit.pk][MEMBER_KEY], **making.entered,
        )  # fmt: skip
    making.step("会员", len(lines))


def _committee(making: Making, crowd: Crowd, unit: Unit) -> None:
    """A chair, and where there are enough members a clerk and an auditor, all from the union itself."""
    members = crowd.members[unit.pk]
    posts = [("grassroots_chair", "工会主席"), ("grassroots_clerk", "组织委员")]
    posts.append(("grassroots_audit", "经审委员"))
    for person, (role, title) in zip(members, posts[: 3 if len(members) >= 25 else 1], strict=False):
        appoint(making, crowd, unit, person, role, title)


def seat(
    making: Making, crowd: Crowd, unit: Unit, role: str, title: str, agency: Agency | None = None
) -> None:
    """Somebody from outside takes a post."""
    one = making.people.someone(ages=(28, 54))
    person = people.enrol(given=identity(one), source=LABEL, verified=True, **making.entered)
    appoint(making, crowd, unit, person, role, title, agency)


def appoint(
    making: Making,
    crowd: Crowd,
    unit: Unit,
    person: Person,
    role: str,
    title: str,
    agency: Agency | None = None,
    at: datetime | None = None,
) -> None:
    """Somebody takes a post, when the world is settled or later, with an account to sign in with."""
    entered: dict[str, Any] = {"by": making.by, "at": at or making.settled}
    post = org.make_post(unit=unit, role=role, title=title, agency=agency, **entered)
    entered_on = entered["at"].date()
    since = min(unit.term_from or entered_on, entered_on)
    people.appoint(post=post, person=person, on=since, basis=LABEL, **entered)
    login = logins.of_post(unit.name, role, title)
    account = people.open_account(
        username=login.key if login else f"officer-{len(crowd.officers) + 1:03d}",
        hashed=crowd.hashed if login else "",
        person=person,
        **entered,
    )
    crowd.officers.append(Officer(account, unit, role, title))
    making.step("干部")

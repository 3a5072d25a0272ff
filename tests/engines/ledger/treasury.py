"""A district and a union with money: built through the house's own actions."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from yugong.engines.ledger.actions import budgets, funds
from yugong.engines.ledger.models import Fund, Line
from yugong.ground.access.roles import roles
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, Actor, Seat

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 15, 9, 0, tzinfo=ZONE)
TODAY = NOW.date()
LONG_AGO = date(2020, 1, 1)
RECEIVED = 10_000_00


@dataclass
class Treasury:
    """city > (east > union, west); a fund of the east district with 10,000 yuan and one line of 6,000."""

    city: Unit
    east: Unit
    west: Unit
    union: Unit
    fund: Fund
    line: Line
    officers: dict[str, Actor]

    @property
    def officer(self) -> Actor:
        return self.officers["district"]


def found(name: str, kind: str, parent: Unit | None) -> Unit:
    return org.found_unit(name=name, kind=kind, parent=parent, on=LONG_AGO, by=SYSTEM, at=NOW)


def officer(name: str, n: int, unit: Unit, role: str) -> Actor:
    """A person who sits in a post of this role."""
    who = people.enrol(given=Identity(name=name, phone=f"1610010{n:04d}"), source="test", by=SYSTEM, at=NOW)
    known = roles[role]
    post = org.make_post(unit=unit, role=role, title=known.name, by=SYSTEM, at=NOW)
    held = people.appoint(post=post, person=who, on=LONG_AGO, by=SYSTEM, at=NOW)
    permissions = frozenset(map(str, known.permissions))
    seat = Seat(held.pk, role, known.name, unit.pk, unit.path, unit.name, known.duties, permissions)
    return actor.person(who.pk, label=name, seat=seat, seats=(seat,))


def fund_of(unit: Unit, name: str = "困难职工帮扶资金", source: str = "central", year: int = 2026) -> Fund:
    return funds.open_fund(
        unit=unit, name=name, source=source, year=year, purpose="困难职工帮扶", by=SYSTEM, at=NOW
    )


def build() -> Treasury:
    city = found("演示市总工会", "city", None)
    east, west = found("东区总工会", "district", city), found("西区总工会", "district", city)
    union = found("茶厂工会", "enterprise", east)
    fund = fund_of(east)
    funds.receive(fund=fund, amount_fen=RECEIVED, text="中央财政帮扶资金拨入", on=TODAY, by=SYSTEM, at=NOW)
    line = budgets.plan(fund=fund, head="hardship", amount_fen=6_000_00, by=SYSTEM, at=NOW)
    return Treasury(
        city, east, west, union, fund, line,
        {
            "district": officer("李敏", 1, east, "district_officer"),
            "west": officer("何西", 2, west, "district_officer"),
            "city": officer("唐市", 3, city, "city_officer"),
            "maker": officer("高制单", 4, east, "finance_maker"),
            "checker": officer("罗复核", 5, east, "finance_checker"),
            "payer": officer("马付款", 6, east, "finance_payer"),
            "audit": officer("经审", 7, union, "grassroots_audit"),
        },
    )  # fmt: skip

"""The town of the matters' tests with what appeals need: dispatchers, callers, an employer with its union."""

import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "engines"))

from matters.town import LONG_AGO, START, Town, build, enrol, officer

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Matter
from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Employer, Unit
from yugong.kernel.actor import CLOCK, SYSTEM, Actor

KEY = "rights.hotline_12351"
STORY = "公司拖欠工资三个月，一直没发钱"
GIVEN = {"topic": "wages", "story": STORY, "employer": "嘉陵茶厂"}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass
class Place:
    """The town with its appeals: short verbs for the tests."""

    town: Town
    employer: Employer
    own_union: Unit

    def open(self, who: Any = None, at: Any = START, **more: Any) -> Matter:
        who = who or self.town.worker
        return matters.open(kind=KEY, asker=who, answers={**GIVEN, **more}, by=self.town.me(who), at=at)

    def go(
        self, matter: Matter, name: str, by: Actor | str, at: Any, reply: str = "", **answers: Any
    ) -> Matter:
        actor = self.town.officers[by] if isinstance(by, str) else by
        matter.refresh_from_db()
        matters.move(matter=matter, name=name, answers=answers, reply=reply, by=actor, at=at)
        matter.refresh_from_db()
        return matter

    def doing(self, matter: Matter, at: Any = START) -> Matter:
        """Dispatched to the street and signed for."""
        self.go(matter, "accept", "east", at, difficulty="ordinary")
        return self.go(matter, "sign_for", "street", at)

    def answered(self, matter: Matter, at: Any = START) -> Matter:
        self.doing(matter, at)
        return self.go(matter, "answer", "street", at, result="工资已经补发")

    def sweep(self, at: Any) -> Any:
        return matters.sweep(by=CLOCK, at=at)


@pytest.fixture
def place(db) -> Place:
    town = build()
    employer = Employer(name="嘉陵茶厂有限公司", plain_name="嘉陵茶厂")
    with writing("test"):
        employer.save()
    own = org.found_unit(
        name="嘉陵茶厂工会",
        kind="enterprise",
        parent=town.street,
        employer=employer,
        on=LONG_AGO,
        by=SYSTEM,
        at=START,
    )
    town.officers |= {
        "own": officer("茶厂主席", 21, own, "grassroots_chair"),
        "east2": officer("东区乙", 22, town.east, "district_officer"),
        "east3": officer("东区丙", 23, town.east, "district_officer"),
        "dispatch": officer("派单员", 24, town.east, "district_dispatcher"),
        "agent": officer("话务员", 25, town.city, "call_agent"),
        "city": officer("市干部", 26, town.city, "city_officer"),
        "street2": officer("街道乙", 27, town.street, "street_officer"),
    }
    return Place(town, employer, own)


def more_workers(place: Place, count: int) -> list[Any]:
    return [enrol(f"工友{n}", 100 + n, place.town.union) for n in range(count)]

"""The town with what a season needs: an officer who decides, members, a fund with a line, a programme."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import member

from yugong.engines.ledger.actions import budgets, funds
from yugong.ground.access import principal
from yugong.ground.people.models import Account, Person
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.calendar import local_day
from yugong.scenes.aid.actions import programmes as actions
from yugong.scenes.aid.models import Programme, Season

NOW = towns.NOW
TODAY = local_day(NOW)


def acting(account: Account) -> Actor:
    """The officer in his first seat."""
    loaded = principal.load(account.pk, today=TODAY)
    assert loaded
    return loaded[0].seated(loaded[0].seats[0])


def me(person: Person) -> Actor:
    """A worker acting for himself."""
    return actor.person(person.pk)


@dataclass
class Town:
    """Who and what there is; `open` opens a programme of money, `open_goods` one of goods."""

    tree: towns.Town = field(default_factory=towns.build)

    def __post_init__(self) -> None:
        self.account, _ = towns.officer("区干部", 401, self.tree.east, "district_officer")
        self.by = acting(self.account)
        self.workers = [member(f"陈工{name}", 500 + n, self.tree.union) for n, name in enumerate("甲乙丙")]
        self.stranger = member("外区工友", 510, self.tree.other)
        self.fund: Any = None

    def line(self, season: str, fen: int, *, at: datetime = NOW) -> Any:
        """A budget line of the season's head, with money behind it."""
        day = local_day(at)
        self.fund = funds.open_fund(
            unit=self.tree.east, name=f"{season}{day:%Y%m%d}", source="city", year=day.year, purpose="帮扶",
            by=SYSTEM, at=at,
        )  # fmt: skip
        funds.receive(fund=self.fund, amount_fen=fen, text="市级拨入", on=day, by=SYSTEM, at=at)
        head = actions.HEADS[Season(season)]
        return budgets.plan(fund=self.fund, head=head, amount_fen=fen, by=SYSTEM, at=at)

    def open(
        self, season: str = "winter", *, fen: int = 10_000_00, at: datetime = NOW, **more: Any
    ) -> Programme:
        day = local_day(at)
        given = {"each_fen": 900_00, "period": str(day.year), "name": f"{season} {day.year}"} | more
        plan = actions.Plan(
            season=season, opens_on=day, closes_on=date(day.year + 5, 12, 31), budget_fen=fen, **given
        )
        line = self.line(season, fen, at=at)
        return actions.open_programme(unit=self.tree.east, plan=plan, line=line.pk, by=self.by, at=at)

    def open_goods(self, **more: Any) -> Programme:
        plan = actions.Plan(
            name="炎夏送清凉", season="summer", period=str(TODAY.year), opens_on=TODAY,
            closes_on=date(TODAY.year + 1, 12, 31), goods_name="清凉礼包", pieces_each=1, **more,
        )  # fmt: skip
        return actions.open_programme(unit=self.tree.east, plan=plan, line=None, by=self.by, at=NOW)

    def put(self, programme: Programme, *people: Person, fen: int = 0) -> actions.Put:
        found = [actions.Candidate(one, "因病住院", fen) for one in people]
        return actions.put(programme=programme, candidates=found, source="hand", by=self.by, at=NOW)

"""The four seasons of the demo: programmes with their lists, batches decided, goods handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor, person
from yugong.scenes.aid.actions import goods, programmes
from yugong.scenes.aid.models import Parcel, Target
from yugong.worlds.nanchuan.aid.purse import Purse
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.timeline import Story


@dataclass(kw_only=True)
class Season(Going):
    """A programme on its way; `people` are those on its list."""

    purse: Purse
    season: str
    name: str
    each: int = 0  # yuan
    budget: int = 0  # yuan
    goods_name: str = ""
    piece_fen: int = 0
    amounts: Sequence[int] = ()  # fen for each of `people`, where they differ
    people: Sequence[Person] = ()
    why: str = ""
    unknown: int = 1  # whose card the bank does not know
    row: Any = None

    @property
    def by(self) -> Actor:
        return self.purse.hand("district_officer", "权益保障部部长")

    def open(self, head: str = "") -> None:
        """Out of the budget line of its head, or goods only."""
        day = self.now.date()
        plan = programmes.Plan(
            name=self.name, season=self.season, period=str(day.year), opens_on=day,
            closes_on=date(day.year + 1, 12, 31), budget_fen=self.budget * 100, each_fen=self.each * 100,
            goods_name=self.goods_name, pieces_each=1 if self.goods_name else 0,
            piece_fen=self.piece_fen,
        )  # fmt: skip
        line = self.purse.lines[head].pk if head else None
        self.row = programmes.open_programme(
            unit=self.purse.tree.district, plan=plan, line=line, by=self.by, at=self.now
        )
        self.making.step("帮扶项目")

    def put(self) -> None:
        sums = self.amounts or [0] * len(self.people)
        pairs = zip(self.people, sums, strict=True)
        found = [programmes.Candidate(one, self.why, fen) for one, fen in pairs]
        programmes.put(programme=self.row, candidates=found, source="hand", by=self.by, at=self.now)

    def decide(self, leave: int = 0) -> None:
        """Grant the list but the last of it."""
        rows = Target.objects.filter(programme=self.row).order_by("listed_at", "id")
        ids = list(rows.values_list("pk", flat=True))
        programmes.decide(
            programme=self.row, targets=ids[: len(ids) - leave], grant=True, by=self.by, at=self.now
        )


def money(one: Season, head: str, *, leave: int = 0) -> Story:
    """A list with cards, and the batch decided; the last of it waits."""
    yield one.now
    one.open(head)
    if not one.people:
        return
    yield one.office(3)
    one.put()
    for serial, who in enumerate(one.people):
        one.purse.card(who, one.now, known=serial != one.unknown)
    yield one.office(2)
    one.decide(leave)


def parcels(one: Season, *, pieces: int, leave: int) -> Story:
    """Goods for those on the list: handed over by every way, some not yet."""
    yield one.now
    one.open()
    goods.bring(programme=one.row, pieces=pieces, text=f"{one.goods_name}集中采购入库", by=one.by, at=one.now)
    yield one.office(2)
    one.put()
    one.decide()
    for serial, row in enumerate(_parcels(one)[leave:]):
        yield one.later(1)
        way = ("scan", "digits", "paper", "self")[serial % 4]
        if way == "self":
            goods.collect(parcel=row, stand=one.row.stand, by=person(row.person_id), at=one.now)
        else:
            sheet = f"签 {serial + 1} 号" if way == "paper" else ""
            goods.hand(parcel=row, way=way, sheet=sheet, by=one.by, at=one.now)


def _parcels(one: Season) -> list[Parcel]:
    """The parcels in the order of the list."""
    rows = {
        row.person_id: row for row in Parcel.objects.filter(programme=one.row).select_related("programme")
    }
    return [rows[who.pk] for who in one.people]


def shares(one: Season, planned: Sequence[tuple[Any, int, int]], *, leave: int) -> Story:
    """Goods for unions by persons and pieces: sixteen thousand workers need no list of names."""
    yield one.now
    one.open()
    pieces = sum(count for *_, count in planned)
    goods.bring(programme=one.row, pieces=pieces, text="清凉物资集中采购入库", by=one.by, at=one.now)
    yield one.office(1)
    rows = [
        goods.plan(programme=one.row, unit=unit, persons=persons, pieces=count, by=one.by, at=one.now)
        for unit, persons, count in planned
    ]
    for row in rows[leave:]:
        yield one.later(5)
        steward = one.purse.crowd.officer(row.unit, "street_officer").actor(one.making.today)
        goods.receive(share=row, received=row.pieces, by=steward, at=one.now)

"""Mutual aid for the demo: unions insure their people from a list; premiums come in, too much goes back."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import Actor
from yugong.scenes.aid.actions import mutual_enrolling as enrolling
from yugong.scenes.aid.actions import mutual_money as money
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.timeline import Story

TITLES = ("姓名", "身份证号", "手机", "份数")


@dataclass(kw_only=True)
class Insuring(Going):
    """A union's list on its way to covers that hold."""

    crowd: Crowd
    city: Unit
    unit: Unit
    product: str
    people: Sequence[Person]
    percent: int = 100  # what the union pays
    extra: int = 0  # yuan too much
    row: Any = None

    @property
    def chair(self) -> Actor:
        return self.crowd.officer(self.unit, "grassroots_chair").actor(self.making.today)

    @property
    def cashier(self) -> Actor:
        """Who keeps the premiums at the city's office."""
        return self.crowd.officer(self.city, "city_officer").actor(self.making.today)

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Name, number and phone of everybody on the list."""
        return ((who.name, who.number, who.phone) for who in map(identity_of, self.people))

    def listed(self) -> bytes:
        """The list as the union keeps it."""
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet("参保名单")
        sheet.write_row(0, 0, TITLES)
        for line, row in enumerate(self.rows(), start=1):
            sheet.write_row(line, 0, (*row, 1))
        book.close()
        return out.getvalue()

    def check(self) -> None:
        start = date(self.now.year, self.now.month, 1) + timedelta(days=32)
        self.row = enrolling.check(
            unit=self.unit, product=self.product, starts_on=start.replace(day=1),
            union_percent=self.percent, data=self.listed(), file="参保名单.xlsx", by=self.chair, at=self.now,
        )  # fmt: skip
        self.making.step("互助保障")


def looked_at(one: Insuring) -> Story:
    """Checked; the union has not confirmed it."""
    yield one.now
    one.check()


def owed(one: Insuring) -> Story:
    """Enrolled; the premium has not come in."""
    yield from looked_at(one)
    yield one.later(1)
    one.row = enrolling.enrol(enrolment=one.row, by=one.chair, at=one.now)


def in_force(one: Insuring) -> Story:
    """Paid; what was too much waits to go back."""
    yield from owed(one)
    yield one.office(2)
    amount = one.row.due_fen + one.extra * 100
    money.receive(
        office=one.city, reference=f"NC{one.row.number}", amount_fen=amount, on=one.now.date(),
        note=f"互助保费 {one.row.number}", by=one.cashier, at=one.now,
    )  # fmt: skip


def unmatched(one: Insuring) -> Story:
    """The note of the transfer names no notice: somebody has to find whose it is."""
    yield from owed(one)
    yield one.office(2)
    money.receive(
        office=one.city, reference=f"NC{one.now:%Y%m%d}7731", amount_fen=one.row.due_fen,
        on=one.now.date(), note="保费", by=one.cashier, at=one.now,
    )  # fmt: skip

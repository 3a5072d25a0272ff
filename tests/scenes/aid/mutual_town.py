"""A tea factory whose workers are insured: members with synthetic ids, and their list as Excel."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.actions.bulk import Line
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import ZONE
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.aid.models import MutualCover

AT = datetime(2025, 12, 10, 10, tzinfo=ZONE)
START = date(2026, 1, 1)
TITLES = ("姓名", "身份证号", "手机", "份数")


def number(n: int, born: str = "19850615") -> str:
    """A valid id, another for every n below 1,000."""
    body = f"500119{born}{n:03d}"
    return body + id_check_digit(body)


def name(n: int) -> str:
    given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平"
    return "赵钱孙李周吴郑王冯陈"[n % 10] + given[n // 10 % 20] + given[n % 20]


def members(unit: Unit, count: int, *, start: int = 1, born: str = "19850615") -> list[Person]:
    """So many members of a union, in order."""
    lines = []
    for n in range(start, start + count):
        sex = "1" if n % 2 else "2"
        given = Identity(
            name(n), "resident", number(n, born), f"139{n:08d}", sex,
            date(int(born[:4]), int(born[4:6]), int(born[6:])),
        )  # fmt: skip
        lines.append(Line(n, given))
    people.admit_many(lines=lines, unit=unit, route="test", source="test", by=SYSTEM, at=AT)
    stands = Membership.objects.filter(unit=unit).select_related("person").order_by("id")
    return [one.person for one in stands][-count:]


def excel(rows: Iterable[Sequence[Any]], titles: Sequence[str] = TITLES) -> bytes:
    """A list as a union sends it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("参保名单")
    for r, row in enumerate([titles, *rows]):
        for c, cell in enumerate(row):
            sheet.write(r, c, cell)
    book.close()
    return out.getvalue()


def lines(count: int, *, start: int = 1, shares: Any = 1, born: str = "19850615") -> list[list[Any]]:
    return [[name(n), number(n, born), f"139{n:08d}", shares] for n in range(start, start + count)]


def recount(enrolment: Any) -> int:
    """The premiums of an enrolment, added up again."""
    return sum(one.premium_fen for one in MutualCover.objects.filter(enrolment=enrolment))

"""Who is put on a list: read from an Excel roster with its amounts, or out of the hardship file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yugong.ground.people import queries as people
from yugong.kernel import money
from yugong.kernel.errors import Refused
from yugong.kernel.roster.cells import text
from yugong.kernel.roster.check import Finding
from yugong.kernel.roster.grid import Sheet
from yugong.kernel.roster.reading import Reading, Table
from yugong.kernel.roster.reading import read as read_roster
from yugong.kernel.roster.titles import Role
from yugong.scenes.aid.actions.programmes import MOST, Candidate
from yugong.scenes.aid.models import HardshipCategory, Household, HouseholdFacts, Programme, Season
from yugong.scenes.aid.models.household import ON_FILE
from yugong.scenes.aid.queries.programmes import got_in
from yugong.scenes.aid.rules.explaining import explain

AMOUNTS = ("金额", "慰问金", "帮扶金", "救助金", "助学金", "拟发")


@dataclass(frozen=True, slots=True)
class Read:
    """The people of a roster: candidates with the row of each, and the wrong rows, each with a sentence."""

    candidates: tuple[Candidate, ...]
    places: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...]


def read(given: tuple[bytes, str], *, today: date) -> Read:
    """Read a roster: who is registered is a candidate, every other line says what is wrong with it."""
    reading = read_roster(*given)
    columns = {table.sheet.name: amount_column(table) for table in reading.chosen}
    good: list[tuple[str, Candidate]] = []
    wrong: list[tuple[str, str]] = []
    for found in reading.findings(today=today):
        place = _place(reading, found)
        try:
            if not found.is_accepted:
                raise Refused(found.sentence)
            good.append((place, _candidate(found, columns.get(found.line.sheet))))
        except Refused as refused:
            wrong.append((place, refused.reason))
        if len(good) > MOST:
            raise Refused(f"一次最多列入 {MOST:,} 人，请分成几个文件", field="file", code="too_many")
    return Read(tuple(one for _, one in good), tuple(place for place, _ in good), tuple(wrong))


def _place(reading: Reading, found: Finding) -> str:
    sheet = f"{found.line.sheet} " if reading.several_sheets else ""
    return f"{sheet}第 {found.line.row} 行"


def amount_column(table: Table) -> int | None:
    """The column of the amount, by its title."""
    for row in _titles(table.sheet, table.layout.first_row):
        for place, cell in enumerate(row):
            if any(word in text(cell) for word in AMOUNTS):
                return place
    return None


def _titles(sheet: Sheet, first_row: int) -> Iterator[list]:
    return (sheet.row(number) for number in range(1, first_row))


def _candidate(found: Finding, column: int | None) -> Candidate:
    """The registered person of a line, its amount and its remark."""
    person = people.find_by_number(found.number, paper=found.kind or "resident")
    if person is None:
        raise Refused("还没有登记为会员，请先导入会员名册")
    if people.names({person.pk})[person.pk] != found.name:
        raise Refused("姓名和登记的不一样，请核对")
    remark = text(found.line.value(Role.REMARK))[:100]
    return Candidate(person, remark or "名单列入", _amount(found, column))


def _amount(found: Finding, column: int | None) -> int:
    """The amount of a line in fen; nothing where the roster has no such column or the cell is empty."""
    cells = found.line.cells
    plain = text(cells[column]).strip() if column is not None and column < len(cells) else ""
    try:
        return money.fen(plain) if plain else 0
    except Refused as refused:
        raise Refused(f"金额「{plain[:20]}」不对：{refused.reason}") from None


def on_file(programme: Programme, today: date) -> list[Candidate]:
    """The main persons of the hardship files that stand on a day below the programme's union."""
    path = programme.unit.path
    rows = Household.objects.filter(
        state__in=ON_FILE, valid_to__gte=today, unit__path__startswith=path
    ).select_related("person")
    return [_of_file(programme, row, today) for row in rows.order_by("unit__path", "id")[:MOST]]


def _of_file(programme: Programme, row: Household, today: date) -> Candidate:
    """A main person with his category, and how much the programme's rule gives, where it goes by one."""
    why = f"在档困难职工：{HardshipCategory(row.category).label}"
    if not programme.rule:
        return Candidate(row.person, why)
    known = HouseholdFacts.objects.filter(household=row, superseded_at=None).order_by("-valid_from").first()
    given = {one.purpose for one in got_in(row.person_id, today.year)}
    facts = {
        "category": row.category, "subsistence": bool(known and known.subsistence),
        "other_help": bool(given & {Season.AUTUMN, Season.MEDICAL}),
    }  # fmt: skip
    verdict = explain(programme.rule, facts, on=today, path=programme.unit.path)
    return Candidate(row.person, why, verdict.amount or 0, verdict)

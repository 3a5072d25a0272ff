"""Lists for mutual aid read and judged: from a file or last period's people, line by line, by chunks."""

import base64
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from typing import Any

from yugong.ground.people.identity import open_person
from yugong.ground.people.row_cells import seal, unseal
from yugong.kernel import masking, tree
from yugong.kernel.errors import Refused
from yugong.kernel.roster.check import Finding, Result
from yugong.kernel.roster.corrected import corrected
from yugong.kernel.roster.lines import Line
from yugong.kernel.roster.reading import Reading, read
from yugong.scenes.aid.models import MutualEnrolment
from yugong.scenes.aid.queries import mutual_rolls as rolls
from yugong.scenes.aid.queries import mutual_terms as terms_of
from yugong.scenes.aid.rules.mutual import Terms
from yugong.scenes.aid.rules.mutual_enrolling import ODD_SHARES, Held, Judged, Known, Period, judge

CHUNK, MOST = 2000, 2000
SHARE_TITLES = frozenset(("份数", "参保份数", "参加份数", "购买份数", "投保份数"))
LEFT = "已经不是这个工会的在职会员，请由现在的工会参加"
WENT = "上期已经退保，要参加请另传名单"


def seal_file(enrolment: MutualEnrolment, data: bytes, file: str) -> None:
    """Keep the uploaded file and its name, sealed for this row."""
    enrolment.name_sealed = seal(enrolment, "name_sealed", file)
    enrolment.file_sealed = seal(enrolment, "file_sealed", base64.b64encode(zlib.compress(data, 1)).decode())


def period_of(enrolment: MutualEnrolment) -> Period:
    """What the list is for, by the terms of its first day."""
    values = terms_of.Dated(enrolment.starts_on, enrolment.unit.path)
    return Period(Terms(enrolment.product, values), enrolment.starts_on, enrolment.ends_on)


def from_file(enrolment: MutualEnrolment, reading: Reading) -> Iterator[Judged]:
    """The lines of a file, each with its shares, in order; not yet held against the register."""
    places = {
        (table.sheet.name, column)
        for table in reading.chosen
        for column, title in enumerate(table.layout.titles)
        if title.bare in SHARE_TITLES
    }
    columns = dict(places)
    names = [one.name for one in fields(Finding)]
    for found in reading.findings(today=enrolment.starts_on):
        line = Judged(**{name: getattr(found, name) for name in names}, shares=enrolment.shares_each)
        column = columns.get(found.line.sheet)
        if column is not None and line.is_accepted and (cell := found.line.cells[column]) not in ("", None):
            line.shares = _count(cell)
            if not line.shares:
                line.object(ODD_SHARES)
        yield line


def _count(cell: Any) -> int:
    """Shares as somebody wrote them: 2, 2.0, "2 份"; 0 when it is no whole number."""
    text = str(cell).replace("份", "").strip()
    try:
        number = float(text)
    except ValueError:
        return 0
    return int(number) if number == int(number) and 0 < number < 1000 else 0


def from_before(enrolment: MutualEnrolment, before: MutualEnrolment) -> Iterator[Judged]:
    """Last period's people as lines, in order; the register says itself where they are now."""
    root = enrolment.unit.path
    for row, (person, shares, path, active, ended) in enumerate(rolls.insured_before(before), start=1):
        held = open_person(person)
        cells: list[Any] = [held.name, held.number, held.phone]
        line = Line("上期名单", row, cells, held.name, held.number, held.phone)
        sex = {"1": "男", "2": "女"}.get(person.sex, "")
        found = Judged(
            line, Result.ACCEPTED, (), held.name, held.number, held.paper, held.phone, sex, held.born,
            person=person.pk, shares=shares,
        )  # fmt: skip
        if not path or not tree.within(path, root) or not active:
            found.object(LEFT)
        if ended:
            found.object(WENT)
        yield found


def judged(enrolment: MutualEnrolment, lines: Iterable[Judged], *, hold: bool = False) -> Iterator[Judged]:
    """Every line held against the register and the rules; `hold` locks the persons until the commit."""
    period, source = period_of(enrolment), iter(lines)
    while chunk := list(islice(source, CHUNK)):
        good = [line for line in chunk if line.is_accepted]
        people = [(line.kind or "resident", line.number, line.name) for line in good]
        known = rolls.registered(enrolment.unit.path, people) if people else {}
        if hold:
            rolls.lock(person for person, *_ in known.values())
        covers = rolls.covers_of_many([person for person, *_ in known.values()])
        for line in chunk:
            told = known.get((line.kind or "resident", line.number)) if line.is_accepted else None
            held = [Held(*one) for one in covers.get(told[0], [])] if told else []
            yield judge(line, Known(*told, covers=held) if told else None, period)


def examine(enrolment: MutualEnrolment, lines: Iterable[Judged]) -> None:
    """Count what would be insured and keep what needs a look."""
    problems: list[dict[str, Any]] = []
    counts = {"data_rows": 0, "accepted": 0, "rejected": 0, "duplicates": 0}
    due = 0
    for line in judged(enrolment, lines):
        counts["data_rows"] += 1
        if line.result is Result.DUPLICATE:
            counts["duplicates"] += 1
        else:
            counts["accepted" if line.is_accepted else "rejected"] += 1
        due += line.shares * enrolment.price_fen if line.is_accepted else 0
        if not line.is_accepted and len(problems) < MOST:
            problems.append(shown(line))
    for name, count in counts.items():
        setattr(enrolment, name, count)
    enrolment.due_fen = due
    enrolment.problems_sealed = seal(enrolment, "problems_sealed", problems)


def shown(line: Judged) -> dict[str, Any]:
    """A line that is not insured, as the page shows it."""
    return {
        "row": line.line.row, "name": line.name or line.line.name, "result": line.result.value,
        "number": masking.id_number(line.number or line.line.number), "sentence": line.sentence,
    }  # fmt: skip


def reading_of(enrolment: MutualEnrolment) -> Reading:
    """The uploaded file, read again."""
    packed = unseal(enrolment, "file_sealed") if enrolment.file_sealed else None
    if packed is None:
        raise Refused("这份名单的原文件已按规定删除，请重新上传。", code="file_forgotten")
    return read(zlib.decompress(base64.b64decode(packed)), unseal(enrolment, "name_sealed"))


def lines_of(enrolment: MutualEnrolment) -> Iterator[Judged]:
    """The lines of the list again, from wherever it came."""
    if enrolment.after:
        return from_before(enrolment, enrolment.after)
    return from_file(enrolment, reading_of(enrolment))


def mended(enrolment: MutualEnrolment) -> bytes:
    """The rejected rows as an Excel file with the reason beside each, to be mended and uploaded again."""
    reading = reading_of(enrolment)
    layouts = {table.sheet.name: table.layout for table in reading.chosen}
    return corrected(layouts, judged(enrolment, from_file(enrolment, reading)))

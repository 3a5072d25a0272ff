"""A holiday notice as a table of days: read from a CSV file by the meaning of its columns, line by line."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from yugong.ground.parameters.actions import Day
from yugong.kernel.errors import Refused

TITLES = {
    "day": ("日期", "date", "day"),
    "off": ("安排", "类型", "放假", "type"),
    "name": ("名称", "节日", "假日", "name"),
    "statutory": ("法定", "是否法定", "statutory"),
}
OFF = ("放假", "休", "休息", "假", "off", "1", "是")
WORK = ("上班", "班", "补班", "调休上班", "work", "0", "否")
YES = ("是", "法定", "1", "y", "yes", "true")
MOST = 400


@dataclass(frozen=True, slots=True)
class Notice:
    """A year's days, and the lines that could not be read."""

    year: int
    days: tuple[Day, ...]
    wrong: tuple[str, ...]


def decoded(content: bytes) -> str:
    """The text of a file as spreadsheets save it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("文件的编码看不懂，请另存为 CSV（UTF-8）再传。", field="file")


def read(text: str) -> Notice:
    """The days of one year; a line that cannot be read is named with its number."""
    lines = [line for line in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in line)]
    if not lines:
        raise Refused("文件是空的。", field="file")
    if len(lines) > MOST:
        raise Refused(f"行数超过 {MOST} 行，请只放一年的安排。", field="file")
    places = _places(lines[0])
    days: dict[date, Day] = {}
    wrong: list[str] = []
    for number, line in enumerate(lines[1:], start=2):
        try:
            day = _day(line, places)
            days[day.day] = day
        except ValueError as why:
            wrong.append(f"第 {number} 行：{why}")
    years = {day.year for day in days}
    if len(years) != 1 and not wrong:
        raise Refused("请一次只导入一年的安排。", field="file")
    year = min(years) if years else 0
    return Notice(year, tuple(days[day] for day in sorted(days)), tuple(wrong))


def _places(titles: list[str]) -> dict[str, int]:
    plain = [title.strip().lower() for title in titles]
    places = {
        key: next((at for at, title in enumerate(plain) if title in names), -1)
        for key, names in TITLES.items()
    }
    if places["day"] < 0 or places["off"] < 0:
        raise Refused("第一行要有「日期」和「安排」两列（名称、法定可有可无）。", field="file")
    return places


def _day(line: list[str], places: dict[str, int]) -> Day:
    def cell(key: str) -> str:
        at = places[key]
        return line[at].strip() if 0 <= at < len(line) else ""

    text = cell("day").translate(str.maketrans("年月./", "----")).replace("日", "")
    try:
        year, month, number = (int(part) for part in text.split("-"))
        day = date(year, month, number)
    except ValueError:
        raise ValueError(f"日期「{cell('day')[:20]}」看不懂，请写成 2027-01-01") from None
    kind = cell("off").lower()
    if kind not in OFF and kind not in WORK:
        raise ValueError(f"安排「{cell('off')[:20]}」看不懂，请写「放假」或「上班」")
    return Day(day, kind in OFF, cell("name")[:20], cell("statutory").lower() in YES)


def written(days: tuple[Day, ...]) -> str:
    """The days as the CSV that `read` takes."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("日期", "安排", "名称", "法定"))
    for day in days:
        table.writerow(
            (day.day.isoformat(), "放假" if day.off else "上班", day.name, "是" if day.statutory else "")
        )
    return out.getvalue()

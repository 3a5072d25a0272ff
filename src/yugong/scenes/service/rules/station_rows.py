"""One row of a table of stations: read, or refused with every reason at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yugong.kernel.errors import Refused
from yugong.kernel.roster.cells import Cell, folded, moment, text
from yugong.scenes.service.extents import Box
from yugong.scenes.service.rules import coordinates, hours_words
from yugong.scenes.service.rules.facilities import FACILITIES
from yugong.scenes.service.rules.station_columns import Layout, Means

LONGEST = {Means.NAME: 60, Means.ADDRESS: 120, Means.RING: 20, Means.PHONE: 30, Means.GRADE: 40}
_YES = frozenset({"是", "有", "1", "true", "yes", "y", "√", "✓", "✔", "对"})
_SORTS: tuple[tuple[str, str], ...] = (  # the first word that fits decides
    ("nursing", "妈咪|母婴|哺乳"),
    ("childcare", "托管|托育|幼托"),
    ("library", "书屋|书吧|图书"),
    ("fridge", "冰柜|冰箱"),
    ("kiosk", "小站|亭|岗亭"),
    ("smart", "智慧|智能|无人|24小?时"),
    ("station", "驿站|站|港湾|之家|户外"),
)
_HAS: tuple[tuple[str, str], ...] = (
    ("cold_drinks", "冷饮|冰水|绿豆汤|凉茶"),
    ("water", "水"),
    ("swapping", "换电"),
    ("charging", "充电"),
    ("microwave", "微波"),
    ("toilet", "厕|卫生间|洗手间"),
    ("air", "空调|冷暖|风扇|取暖"),
    ("recliner", "躺椅|按摩|床"),
    ("seats", "座|桌椅|椅|沙发|休息"),
    ("fridge", "冰箱|冰柜"),
    ("books", "书|阅读|报刊"),
    ("wifi", "wifi|wi-fi|无线|网络"),
    ("nursing", "母婴|哺乳|妈咪"),
    ("medicine", "药"),
    ("umbrella", "伞|雨"),
    ("pump", "打气|气筒|充气"),
    ("aed", "aed|除颤"),
    ("jobs", "求职|招聘|一体机"),
)
_APART = re.compile(r"[,，、;；/|\s+＋]+")


@dataclass(slots=True)
class Told:
    """What a row says of a station, what is to be said about it, and why it is not taken, if so."""

    row: int
    cells: list[Cell]
    name: str = ""
    unit_name: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """Everything wrong with it as one sentence."""
        return "；".join(self.wrong)


@dataclass(frozen=True, slots=True)
class Around:
    """What a row is read by: the datum of its coordinates, the district's box and name, the day."""

    system: str
    box: Box | None
    named: str
    today: date


def read(layout: Layout, row: int, cells: list[Cell], around: Around) -> Told:
    """The row; `given` holds the columns of a station that the row says something about."""
    told = Told(row, cells)
    for means, longest in LONGEST.items():
        word = text(layout.cell(cells, means))
        if len(word) > longest:
            told.wrong.append(f"“{word[:12]}…”太长，最多 {longest} 个字")
        elif means in layout.places:
            told.given[str(means)] = word
    told.name = told.given.pop("name", "")
    told.unit_name = text(layout.cell(cells, Means.UNIT))
    if not told.name:
        told.wrong.append("没有名称")
    if not told.given.get("address"):
        told.wrong.append("没有地址")
    for part in (_place, _sort, _hours, _facilities, _opened):
        try:
            part(layout, told, around)
        except Refused as refused:
            told.wrong.append(refused.reason)
    return told


def _place(layout: Layout, told: Told, around: Around) -> None:
    lat, lon = layout.cell(told.cells, Means.LAT), layout.cell(told.cells, Means.LON)
    if not text(lat) and not text(lon):
        lat = layout.cell(told.cells, Means.BOTH)
    found = coordinates.located(lat, lon, system=around.system, within=around.box, named=around.named)
    told.given["lat"], told.given["lon"] = found.point
    told.notes.extend(found.notes)


def _sort(layout: Layout, told: Told, around: Around) -> None:
    word = folded(layout.cell(told.cells, Means.SORT))
    if not word:
        if Means.SORT in layout.places or not told.name:
            return
        word = folded(told.name)  # no such column: the name says it
    sort = next((key for key, words in _SORTS if re.search(words, word)), "")
    if not sort and Means.SORT in layout.places:
        raise Refused(
            f"不认得类型“{word[:12]}”，请写驿站、智慧驿站、暖心小站、爱心冰柜、职工书屋、妈咪小屋或托管点"
        )
    told.given["sort"] = sort or "station"


def _hours(layout: Layout, told: Told, around: Around) -> None:
    word = text(layout.cell(told.cells, Means.HOURS))
    always, hours = hours_words.read(word)
    if folded(layout.cell(told.cells, Means.ALWAYS)) in _YES:
        always, hours = True, {}
    if always or hours or Means.HOURS in layout.places:
        told.given |= {"always_open": always, "hours": hours}
    if not always and not hours:
        told.notes.append("没有开放时间，职工看不到几点开门")


def _facilities(layout: Layout, told: Told, around: Around) -> None:
    if Means.FACILITIES not in layout.places:
        return
    found, odd = read_facilities(text(layout.cell(told.cells, Means.FACILITIES)))
    told.given["facilities"] = found
    if odd:
        told.notes.append(f"设施“{'、'.join(odd)[:30]}”没有对应的项，没有导入")


def read_facilities(words: str) -> tuple[list[str], list[str]]:
    """The known facilities in their order, and the words that mean none."""
    exact: Mapping[str, str] = {folded(label): key for key, label in FACILITIES.items()}
    found, odd = set(), []
    for word in _APART.split(words):
        plain = folded(word)
        key = exact.get(plain) or next((key for key, has in _HAS if re.search(has, plain)), "")
        if key:
            found.add(key)
        elif plain and plain not in ("无", "等", "-"):
            odd.append(word)
    return [key for key in FACILITIES if key in found], odd


def _opened(layout: Layout, told: Told, around: Around) -> None:
    cell = layout.cell(told.cells, Means.OPENED)
    if not text(cell):
        return
    found = moment(cell)
    if found is None or not found.year:
        raise Refused(f"启用日期“{text(cell)[:16]}”读不出来，请写成 2026-07-01")
    day = date(found.year, found.month or 1, found.day or 1)
    if day > around.today:
        raise Refused(f"启用日期 {day:%Y-%m-%d} 在以后")
    told.given["opened_on"] = day

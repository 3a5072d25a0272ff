"""A table of stations recognised by what its titles mean, in whatever order and words they come."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from yugong.kernel.errors import Refused
from yugong.kernel.roster.cells import Cell, text, tight
from yugong.kernel.roster.grid import Limits, Sheet
from yugong.kernel.roster.reading import sheets_of
from yugong.kernel.roster.titles import bare

DEPTH = 30  # how far down the titles are looked for
LIMITS = Limits(packed=20 * 2**20, unpacked=120 * 2**20, cells=2_000_000)
NO_TABLE = "没有在文件里认出驿站名称和地址、坐标：请在第一行写列名，可以先下载空表照着填。"


class Means(StrEnum):
    """What a column holds; KNOWN is understood and deliberately not read."""

    NAME = "name"
    SORT = "sort"
    UNIT = "unit"
    ADDRESS = "address"
    LAT = "lat"
    LON = "lon"
    BOTH = "both"
    HOURS = "hours"
    ALWAYS = "always"
    FACILITIES = "facilities"
    RING = "ring"
    PHONE = "phone"
    OPENED = "opened_on"
    GRADE = "grade"
    KNOWN = "known"


TITLES = {
    Means.NAME: "名称",
    Means.SORT: "类型",
    Means.UNIT: "管护工会",
    Means.ADDRESS: "地址",
    Means.LAT: "纬度",
    Means.LON: "经度",
    Means.BOTH: "坐标",
    Means.HOURS: "开放时间",
    Means.ALWAYS: "24 小时开放",
    Means.FACILITIES: "设施",
    Means.RING: "所在环线",
    Means.PHONE: "电话",
    Means.OPENED: "启用日期",
    Means.GRADE: "等级、荣誉",
}
_WORDS: tuple[tuple[Means, str], ...] = (  # the first that fits decides
    (Means.KNOWN, r"序号|编号|备注|站长|管理员|负责人|联系人|管护人|身份证|照片|面积|投资|资金|人数"),
    (Means.BOTH, r"经纬度|坐标$|^坐标|定位|gps|location|latlng|lnglat"),
    (Means.LON, r"经度|东经|^(?:lon|lng|longitude|x|x坐标|百度x|经)$"),
    (Means.LAT, r"纬度|北纬|^(?:lat|latitude|y|y坐标|百度y|纬)$"),
    (Means.ALWAYS, r"24小?时|全天开放|是否全天"),
    (Means.OPENED, r"启用|建成|投用|成立|挂牌|开放日期|日期"),
    (Means.HOURS, r"时间|时段|hours"),
    (Means.PHONE, r"电话|手机|联系方式|phone|tel"),
    (Means.RING, r"环线|线路|路线|环$"),
    (Means.FACILITIES, r"设施|设备|配备|配置|服务内容|服务项目|功能|facilities"),
    (Means.GRADE, r"等级|星级|荣誉|级别|grade"),
    (Means.SORT, r"类型|类别|种类|性质|sort|type"),
    (Means.UNIT, r"工会|单位|所属|主管|管护|unit"),
    (Means.ADDRESS, r"地址|位置|地点|住址|address"),
    (Means.NAME, r"名称|名字|站名|驿站|站点|阵地|书屋|小屋|name"),
)
_COMPILED = tuple((means, re.compile(words)) for means, words in _WORDS)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which sheet, under which row of titles, which column means what; columns are counted from 0."""

    sheet: Sheet
    title_row: int
    titles: tuple[str, ...]
    places: Mapping[Means, int]

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The filled rows below the titles with their number in the file."""
        for number, cells in enumerate(self.sheet.since(self.title_row + 1), start=self.title_row + 1):
            if any(tight(cell) for cell in cells):
                yield number, cells

    def cell(self, cells: list[Cell], means: Means) -> Cell:
        """The cell of that meaning, nothing where there is no such column."""
        place = self.places.get(means, -1)
        return cells[place] if 0 <= place < len(cells) else None


def meaning(title: Cell) -> Means | None:
    """What a title says; the unit of measure in brackets does not count."""
    word = bare(title)
    if not word or len(word) > 16:
        return None
    return next((means for means, words in _COMPILED if words.search(word)), None)


def recognised(data: bytes, file: str) -> Layout:
    """The table of a file; Refused when there is none with names and something to find them by."""
    best: tuple[int, Layout] | None = None
    for sheet in sheets_of(data, file, LIMITS):
        for number, cells in enumerate(sheet.rows[:DEPTH], start=1):
            found: dict[Means, int] = {}
            for place, cell in enumerate(cells):
                means = meaning(cell) if isinstance(cell, str) else None
                if means not in (None, Means.KNOWN):
                    found.setdefault(means, place)
            if Means.NAME in found and len(found) > 2 and (best is None or len(found) > best[0]):
                titles = tuple(text(cell) for cell in cells)
                best = len(found), Layout(sheet, number, titles, found)
    if best is None or not best[1].places.keys() & {Means.ADDRESS, Means.LAT, Means.LON, Means.BOTH}:
        raise Refused(NO_TABLE, field="file", code="file_without_stations")
    return best[1]

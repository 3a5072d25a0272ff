"""A partner agency's table read into figures: which title is which figure, and what a cell says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yugong.kernel import money
from yugong.kernel.errors import Refused
from yugong.kernel.roster.delimited import read_text
from yugong.kernel.roster.grid import Limits, refuse_size
from yugong.kernel.roster.workbook import is_workbook, read_workbook
from yugong.scenes.aid.queries.facts import FIGURES, YES_NO

NUMBER = ("证件号码", "身份证号", "身份证号码", "公民身份号码", "居民身份证号码")
TITLES: Mapping[str, tuple[str, ...]] = {
    "persons": ("家庭人口", "家庭人数", "人口数"),
    "annual_income_fen": ("年收入", "家庭年收入", "可支配收入"),
    "rigid_expenses_fen": ("刚性支出", "年刚性支出"),
    "accident_costs_fen": ("意外支出", "突发支出"),
    "medical_costs_fen": ("医疗自付", "个人自付医疗费", "医疗费自付"),
    "rural": ("农村", "是否农村"),
    "rural_migrant": ("是否进城务工",),
    "subsistence": ("低保", "是否低保"),
    "senior_pupils": ("高中在读", "高中子女"),
    "students": ("大学在读", "大学子女"),
    "entrants": ("今年考上大学", "新考上大学"),
    "minors": ("未成年人", "未成年子女数"),
    "disabled": ("残疾人", "残疾人数"),
    "cars": ("汽车", "车辆"),
    "homes": ("房产", "住房套数"),
    "firms": ("企业", "经商办企业"),
}
YES = {"是": 1, "有": 1, "1": 1, "y": 1, "yes": 1, "否": 0, "无": 0, "没有": 0, "0": 0, "n": 0, "no": 0}
LIMITS = Limits(packed=20 * 2**20, cells=2_000_000, columns=60)
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Told:
    """One row: its number in the file, the identity number, and figures or why there are none."""

    row: int
    number: str
    values: Mapping[str, int]
    why: str = ""


def read(data: bytes, file: str) -> tuple[list[str], Iterator[Told]]:
    """The figures a table gives, by name, and its rows; Refused when it is no table or names nobody."""
    refuse_size(data, LIMITS)
    sheets = read_workbook(data, LIMITS) if is_workbook(data) else [read_text(data, file, LIMITS)]
    rows = [[str(cell if cell is not None else "").strip() for cell in row] for row in sheets[0].rows]
    top = next((place for place, row in enumerate(rows[:10]) if place_of(row, NUMBER) is not None), None)
    if top is None:
        raise Refused("没有找到“证件号码”这一列，请在第一行写上各列的名称", field="file", code="no_number")
    columns = columns_of(rows[top])
    if not columns:
        known = "、".join(FIGURES.values())
        raise Refused(f"没有认出一项家庭情况。可以写的列有：{known}", field="file", code="no_figure")
    if len(rows) - top - 1 > MOST:
        raise Refused(f"一次最多导入 {MOST:,} 行，请分成几份", field="file", code="long")
    where = place_of(rows[top], NUMBER)
    assert where is not None
    return list(columns), _told(rows, top, where, columns)


def _told(rows: Sequence[Sequence[str]], top: int, where: int, columns: Mapping[str, int]) -> Iterator[Told]:
    for place, row in enumerate(rows[top + 1 :], start=top + 2):
        if any(row):
            yield _line(place, row, where, columns)


def plain(title: str) -> str:
    """A title without what is written around it: 年收入（元） → 年收入."""
    return title.split("（")[0].split("(")[0].replace(" ", "").replace("*", "")


def place_of(row: Sequence[str], names: Sequence[str]) -> int | None:
    """Where one of these titles stands."""
    return next((place for place, title in enumerate(row) if plain(title) in names), None)


def columns_of(row: Sequence[str]) -> dict[str, int]:
    """Which column gives which figure."""
    found = {}
    for name, label in FIGURES.items():
        place = place_of(row, (label, *TITLES.get(name, ())))
        if place is not None:
            found[name] = place
    return found


def _line(place: int, row: Sequence[str], where: int, columns: Mapping[str, int]) -> Told:
    number = row[where].replace(" ", "").lstrip("'").upper() if where < len(row) else ""
    values: dict[str, int] = {}
    for name, column in columns.items():
        cell = row[column] if column < len(row) else ""
        if not cell:
            continue
        try:
            values[name] = figure(name, cell)
        except (Refused, ValueError):
            return Told(place, number, {}, f"“{FIGURES[name]}”不是数字")
    return Told(place, number, values, "" if values else "没有填家庭情况")


def figure(name: str, cell: str) -> int:
    """What a cell says: yuan as fen, yes and no as 1 and 0, else a whole number."""
    text = cell.replace(",", "").replace("，", "").removesuffix("元").strip()
    if name.endswith("_fen"):
        return money.fen(text)
    if name in YES_NO and text.lower() in YES:
        return YES[text.lower()]
    number: Any = float(text)
    if number != int(number):
        raise ValueError(text)
    return int(number)

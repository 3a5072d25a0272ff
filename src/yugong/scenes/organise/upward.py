"""What a form may ask of the unions below: a measure, a fact the platform holds, or a true gap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from yugong.kernel.errors import Refused
from yugong.kernel.field import Field
from yugong.kernel.fields import Choice, Day, Money, Number

SORTS: Mapping[str, str] = {"number": "数字", "money": "金额（元）", "yesno": "是或否", "day": "日期"}
FACTS: Mapping[str, tuple[str, str]] = {  # what is known of a union itself: its name, and how it is answered
    "fact:kind": ("组织类型", "text"),
    "fact:founded": ("成立日期", "day"),
    "fact:term_to": ("本届届满日期", "day"),
    "fact:uscc": ("工会统一社会信用代码有没有登记", "yesno"),
    "fact:chair": ("主席（负责人）有没有到位", "yesno"),
    "fact:below": ("下级工会数", "number"),
}
MEASURED = "measure:"
CELLS = 30  # a form with more is several forms
OWN = 5  # questions of one's own in one form
TITLE = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `bind` names a measure or a fact; an empty one must be asked."""

    key: str
    label: str
    bind: str = ""
    sort: str = "number"
    unit: str = ""

    @property
    def measure(self) -> str:
        """The measure it is bound to, or nothing."""
        return self.bind.removeprefix(MEASURED) if self.bind.startswith(MEASURED) else ""

    def field(self) -> Field:
        """The question a union is asked."""
        if self.sort == "money":
            return Money(self.key, self.label)
        if self.sort == "day":
            return Day(self.key, self.label)
        if self.sort == "yesno":
            return Choice(self.key, self.label, of=(("yes", "是"), ("no", "否")))
        return Number(self.key, self.label, unit=self.unit)

    def shown(self, value: Any) -> str:
        """A value of this cell in words."""
        if value in (None, ""):
            return "—"
        if self.sort == "text":
            return str(value)
        return f"{value:,}" if isinstance(value, int) and self.sort == "number" else self.field().show(value)


def read(cells: Iterable[Mapping[str, Any]]) -> list[Cell]:
    """The cells of a form as they were kept."""
    return [Cell(**one) for one in cells]


def kept(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    """The cells as a form keeps them."""
    return [asdict(one) for one in cells]


def insist(cells: Sequence[Cell], known: Mapping[str, str]) -> None:
    """A form asks something, not too much, nothing twice, nothing the platform knows (`known`: its names)."""
    if not cells:
        raise Refused("请至少选一个数", field="cells")
    if len(cells) > CELLS:
        raise Refused(f"一张表最多 {CELLS} 个数，现在有 {len(cells)} 个，请精简", field="cells")
    labels = [one.label for one in cells]
    if twice := next((one for one in labels if labels.count(one) > 1), ""):
        raise Refused(f"“{twice}”要了两遍，请删去一个", field="cells")
    for cell in cells:
        if not cell.bind and (same := _same(cell.label, known)):
            raise Refused(f"平台已经有“{same}”，请直接勾选，不用下级再填", field=cell.key, code="known")


def _same(label: str, known: Mapping[str, str]) -> str:
    """The name of what is known that a question asks for again, or nothing."""
    plain = _plain(label)
    return next((name for name in known.values() if plain and _plain(name) in (plain, plain + "数")), "")


def _plain(text: str) -> str:
    """A label without what makes no difference."""
    for mark in (
        " ",
        "　",
        "（",
        "）",
        "(",
        ")",
        "总",
        "人数",
        "数量",
        "数",
        "情况",
        "统计",
        "是多少",
        "？",
        "?",
    ):
        text = text.replace(mark, "")
    return text

"""The cases beside each rule: written so that an officer can read and add them, run as tests.

- 说明: 正好等于标准，不算低于
  出处: WE-62
  情况: {家庭年收入: 81000, 年刚性支出: 54000, 共同生活人数: 3}
  参数: {城镇低保标准: 750}
  结论: 相对困难
  数字: {家庭人均月收入: 750.00}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.rules import book

HERE = Path(__file__).parent
WORDS = {
    "说明": "words", "出处": "of", "日期": "day", "情况": "facts", "参数": "parameters", "结论": "label",
    "数字": "figures", "金额": "amount", "理由": "reason", "会变": "change", "退回": "refused",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case as it is written; every value is the text that stands in the file."""

    rule: str
    words: str
    of: str = ""
    day: str = "2026-11-21"
    facts: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    amount: str = ""
    reason: str = ""
    change: str = ""
    refused: str = ""

    def verdict(self) -> Verdict:
        """What the rule says to it, with the parameters as shipped where the case gives none."""
        words = {**self.facts, "parameters": self.parameters}
        return book.explained(self.rule, words, on=date.fromisoformat(self.day))

    def wrong(self) -> str:
        """What came out otherwise than it is written; empty when all is as it should be."""
        try:
            said = book.as_json(verdict := self.verdict())
        except Refused as refused:
            return "" if self.refused and self.refused in refused.reason else f"被退回：{refused.reason}"
        if self.refused:
            return f"应当退回“{self.refused}”，却得出{said['label']}"
        shown = {one["name"]: one["value"] for one in said["figures"]}
        pairs = [("结论", self.label, said["label"]), ("金额", self.amount or said["amount"], said["amount"])]
        pairs += [(name, text, shown.get(name, "没有")) for name, text in self.figures.items()]
        found = [f"{name}应是 {asked}，得出 {got}" for name, asked, got in pairs if asked != got]
        for name, asked, those in (
            ("理由", self.reason, said["reasons"]),
            ("会变", self.change, verdict.change),
        ):
            if asked and not any(asked in one for one in those):
                found.append(f"{name}里没有“{asked}”，有：{' '.join(those)}")
        return "；".join(found)


def cases(key: str) -> Iterator[Case]:
    """The cases of one rule, from the file beside it; every value stays the text it is written as."""
    place = HERE / f"{key.rpartition('.')[2]}.yaml"
    read = yaml.load(place.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
    for each in read:
        if strange := [name for name in each if name not in WORDS]:
            raise Broken(f"{place.name}: {strange[0]!r} is none of {', '.join(WORDS)}")
        yield Case(rule=key, **{WORDS[name]: given for name, given in each.items()})

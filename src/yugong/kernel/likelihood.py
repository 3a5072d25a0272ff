"""Whether a place is really open: what was seen there, each sign weaker with its age, and how it is said."""

from collections.abc import Iterable
from dataclasses import dataclass

WEIGHTS = {  # what a fresh sign says for (above nought) or against the door being open
    "entered": 1.0,  # the lock saw somebody go in
    "open": 1.0,  # somebody says so
    "mended": 1.5,  # whoever keeps the place says so
    "code": 0.3,  # somebody asked for a code, which is not yet to have come in
    "locked": -2.0,
}
BEFORE = (1.5, 0.5)  # what the published hours are worth: three of four
OVERRULED = 0.1  # what an older sign is still worth after a newer one said the contrary
STEPS = ((0.8, "大概率开着"), (0.6, "可能开着"), (0.4, "说不准"), (0.3, "可能锁着"), (0.0, "多半锁着"))
SAID = {
    "entered": "有人进去过",
    "open": "有人说开着",
    "mended": "管护工会说处理好了",
    "code": "有人取过开门码",
    "locked": "有人说门锁着",
}
BELIEVED = 0.6


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was seen, so many hours ago, so many times."""

    what: str
    hours: float
    times: int = 1


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely the door is open, in words, with the newest sign and its age; no signs, no words."""

    value: float
    words: str = ""
    news: str = ""

    @property
    def likely(self) -> bool:
        return self.value >= BELIEVED

    @property
    def said(self) -> str:
        return f"{self.words}（{self.news}）" if self.words else ""


def judge(signs: Iterable[Sign], *, half_life: float) -> Likelihood:
    """Weigh the signs: each counts half after `half_life` hours, and a tenth once it was contradicted."""
    good, bad = BEFORE
    newer: set[bool] = set()
    ordered = sorted(
        (sign for sign in signs if sign.what in WEIGHTS), key=lambda sign: (sign.hours, sign.what)
    )
    for sign in ordered:
        says_open = WEIGHTS[sign.what] > 0
        weight = abs(WEIGHTS[sign.what]) * sign.times * 0.5 ** (max(sign.hours, 0.0) / half_life)
        if (not says_open) in newer:
            weight *= OVERRULED
        if says_open:
            good += weight
        else:
            bad += weight
        if sign.what != "code":
            newer.add(says_open)
    value = good / (good + bad)
    if not ordered:
        return Likelihood(value)
    words = next(words for least, words in STEPS if value >= least)
    told = next((sign for sign in ordered if sign.what != "code"), ordered[0])
    return Likelihood(value, words, f"{ago(told.hours)}{SAID[told.what]}")


def ago(hours: float) -> str:
    """An age as people say it."""
    minutes = round(max(hours, 0.0) * 60)
    if minutes < 10:
        return "刚刚"
    if minutes < 60:
        return f"{minutes} 分钟前"
    return f"{minutes // 60} 小时前" if minutes < 48 * 60 else f"{minutes // 1440} 天前"

"""Opening hours: read from what was typed, asked at a moment, said in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused

Hours = dict[
    str, list[list[str]]
]  # "1" (Monday) to "7": spans of "HH:MM"; an end before its start is past midnight
DAYS = tuple("1234567")
NAMES = dict(zip(DAYS, ("周一", "周二", "周三", "周四", "周五", "周六", "周日"), strict=True))
SPANS_A_DAY = 4
SPAN = re.compile(r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$")


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a place is open at a moment by its published hours, and what to say about it."""

    open: bool
    words: str
    known: bool = True  # whether hours were published at all


def clean(given: Mapping[str, Any]) -> Hours:
    """Hours as they are kept: days and spans in order; Refused says which day is wrong."""
    found: Hours = {}
    for day in DAYS:
        spans = sorted([str(one[0]), str(one[1])] for one in given.get(day) or ())
        if wrong := [f"{a}-{b}" for a, b in spans if not SPAN.match(f"{a}-{b}") or a == b]:
            raise Refused(f"{NAMES[day]}的时间 {wrong[0]} 不对，请写成 08:00-20:00。", field="hours")
        if len(spans) > SPANS_A_DAY or any(b[0] < a[1] for a, b in pairwise(spans)):
            raise Refused(f"{NAMES[day]}的几段时间有重叠，请改成不重叠的。", field="hours")
        if spans:
            found[day] = spans
    if unknown := set(given) - set(DAYS):
        raise Refused(f"没有“{min(unknown)}”这一天，请用 1 到 7 表示周一到周日。", field="hours")
    return found


def every_day(*spans: tuple[str, str]) -> Hours:
    """The same spans on all seven days."""
    return clean({day: [list(one) for one in spans] for day in DAYS})


def past_midnight(span: list[str]) -> bool:
    return span[1] <= span[0]


def say(text: str) -> str:
    """07:00 as people write it: 7:00."""
    return text.removeprefix("0") if text != "00:00" else "0:00"


def opening(hours: Hours, always: bool, at: datetime) -> Opening:
    """What the published hours say about a moment."""
    if always:
        return Opening(True, "24小时开放")
    local = at.astimezone(ZONE)
    now, today = f"{local:%H:%M}", str(local.isoweekday())
    for start, end in hours.get(str((local - timedelta(days=1)).isoweekday()), []):
        if past_midnight([start, end]) and now < end:
            return Opening(True, f"今天 {say(end)} 关门")
    for start, end in hours.get(today, []):
        if start <= now and (now < end or past_midnight([start, end])):
            return Opening(True, f"今天 {say(start)}–{say(end)}")
    return _next(hours, local, now)


def _next(hours: Hours, local: datetime, now: str) -> Opening:
    """When it opens the next time, within a week."""
    for ahead in range(8):
        day = str((local + timedelta(days=ahead)).isoweekday())
        starts = [start for start, _ in hours.get(day, []) if ahead or start > now]
        if starts:
            name = ("今天", "明天")[ahead] if ahead < 2 else NAMES[day]
            return Opening(False, f"{name} {say(starts[0])} 开门")
    return Opening(False, "没有公布开放时间", known=False)


def table(hours: Hours, always: bool) -> list[tuple[str, str]]:
    """The week as lines: days with the same hours next to each other are said together."""
    if always:
        return [("每天", "24 小时")]
    said = {day: "、".join(f"{say(a)}–{say(b)}" for a, b in hours.get(day, [])) or "不开放" for day in DAYS}
    lines: list[tuple[str, str]] = []
    first = DAYS[0]
    for day, after in zip(DAYS, (*DAYS[1:], ""), strict=True):
        if not after or said[after] != said[day]:
            name = "每天" if (first, day) == ("1", "7") else NAMES[first]
            lines.append((name if first == day or name == "每天" else f"{name}到{NAMES[day]}", said[day]))
            first = after
    return lines

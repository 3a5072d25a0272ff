"""Opening hours as people write them ("周一至周五 8:30—18:00") into hours by weekday."""

import re

from yugong.kernel.errors import Refused
from yugong.kernel.opening_hours import Hours, clean
from yugong.kernel.roster.cells import folded

DAYS = "一二三四五六日"
_ALWAYS = re.compile(r"24小?时|全天|昼夜|7[x*×]24|24h")
_SPAN = re.compile(
    r"(\d{1,2})(?:[:点时](\d{1,2})?分?)?(?:-|—|–|~|～|至|到)+(?:次日|翌日)?(\d{1,2})(?:[:点时](\d{1,2})?分?)?"
)
_RANGE = re.compile(
    r"(?:周|星期|礼拜)([一二三四五六日天])(?:-|—|–|~|至|到)(?:周|星期|礼拜)?([一二三四五六日天])"
)
_SINGLE = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天]+)")
_WORDS = {
    "工作日": "12345", "周末": "67", "双休日": "67", "休息日": "67", "每天": "1234567", "每日": "1234567",
    "节假日": "67", "全年": "1234567",
}  # fmt: skip
UNREADABLE = "开放时间“{}”读不出来，请写成 8:00-20:00 或 周一至周五 8:30-18:00"


def read(words: str) -> tuple[bool, Hours]:
    """(open day and night, hours by weekday 1 … 7); nothing written is no hours. Refused when unreadable."""
    plain = folded(words).replace("点半", "点30")
    if not plain:
        return False, {}
    if _ALWAYS.search(plain):
        return True, {}
    hours: Hours = {}
    for part in re.split(r"[;；。]|(?<=\d)[,，、](?=周|星期|礼拜|工作日|周末|双休)", plain):
        if part:
            spans = _spans(part, words)
            for day in _days(_SPAN.sub("", part)):
                hours.setdefault(day, []).extend(list(span) for span in spans)
    return False, clean(hours)


def _spans(part: str, words: str) -> list[list[str]]:
    """From and until; until is the smaller one when it goes over midnight."""
    found = []
    for hour, minute, until, past in _SPAN.findall(part):
        start, end = int(hour) * 60 + int(minute or 0), int(until) * 60 + int(past or 0)
        if start >= 1440 or end > 1440 or start == end or max(int(minute or 0), int(past or 0)) > 59:
            raise Refused(UNREADABLE.format(words[:30]), field="hours", code="hours_unreadable")
        found.append([_clock(start), _clock(end)])
    if not found:
        raise Refused(UNREADABLE.format(words[:30]), field="hours", code="hours_unreadable")
    return found


def _days(part: str) -> str:
    found = {day for word, days in _WORDS.items() if word in part for day in days}
    for first, last in _RANGE.findall(part):
        start, end = _day(first), _day(last)
        found |= {str(1 + (start + step) % 7) for step in range((end - start) % 7 + 1)}
    for days in _SINGLE.findall(_RANGE.sub("", part)):
        found |= {str(1 + _day(day)) for day in days}
    return "".join(sorted(found)) or "1234567"


def _day(sign: str) -> int:
    return DAYS.index("日" if sign == "天" else sign)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

"""The calculators behind `yugong calc TOPIC key=value…`: pure topics from words to a JSON-able answer."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, cast, get_args

from yugong.kernel.calendar import Calendar, Roll, Span, Unit, add_months, due, local_day, seeded
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import PAPERS, Checked, check_id, check_uscc
from yugong.kernel.retirement import TRACKS, retirement_age
from yugong.kernel.topic import Basis, Topic, Words, choice, moment, topics, whole
from yugong.kernel.voting import TOPICS


def run(
    topic: str,
    words: Words,
    *,
    today: date,
    calendar: Calendar | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Answer `topic` for these words; Refused names a wrong topic, key or value."""
    if topic not in topics:
        raise Refused(f"没有“{topic}”这个计算，可用的有：{'、'.join(topics.keys())}。", code="calc_topic")
    asked = topics[topic]
    known = (*asked.needs, *asked.knows)
    if strange := [key for key in words if key not in known]:
        raise Refused(
            f"{topic} 不认识参数 {strange[0]}，可用的有：{'、'.join(known)}。",
            field=strange[0],
            code="calc_key",
        )
    if missing := [key for key in asked.needs if not words.get(key, "").strip()]:
        raise Refused(
            f"{topic} 缺少参数 {missing[0]}=…，{asked.help}。", field=missing[0], code="calc_missing"
        )
    return asked.work(words, Basis(today, calendar or seeded(), parameters or {}))


def parse(arguments: Iterable[str]) -> dict[str, str]:
    """["start=2026-09-30", "days=5"] as a dict; a key is given once."""
    words: dict[str, str] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if not equals or not key:
            raise Refused(f"参数“{argument}”应写成 键=值 的样子，例如 start=2026-09-30。", code="calc_form")
        if key in words:
            raise Refused(f"参数 {key} 写了两次，请只保留一个。", field=key, code="calc_twice")
        words[key] = value
    return words


_UNITS: tuple[str, ...] = get_args(Unit)
_ROLLS: tuple[str, ...] = get_args(Roll)
_COUNTS = {"count": "day", **{f"{unit}s": unit for unit in _UNITS}}


def _deadline(words: Words, basis: Basis) -> dict[str, Any]:
    given = [key for key in _COUNTS if key in words]
    if len(given) != 1:
        raise Refused(
            f"请用 {'、'.join(_COUNTS)} 之一写明期限长短，且只写一个。", field="days", code="calc_missing"
        )
    unit = choice(words, "unit", _UNITS, _COUNTS[given[0]])
    span = Span(whole(words, given[0]), cast(Unit, unit))
    start = moment(words, "start")
    if span.unit == "hour" and not isinstance(start, datetime):
        raise Refused(
            "按小时计算时，start 要写明时刻，例如 2026-10-01T23:20。", field="start", code="calc_value"
        )
    roll = choice(words, "roll", _ROLLS, "") if "roll" in words else None
    try:
        found = due(start, span, calendar=basis.calendar, roll=cast(Roll | None, roll))
    except (OverflowError, ValueError):
        raise Refused("算出的日期超出了日历范围，请缩短期限。", field=given[0], code="calc_value") from None
    last = found.when
    return {
        "due": last.isoformat(timespec="minutes") if isinstance(last, datetime) else last.isoformat(),
        "provisional": found.provisional,
        "counted": [day.isoformat() for day in found.counted],
    }


def _id(words: Words, basis: Basis) -> dict[str, Any]:
    on = local_day(moment(words, "today")) if "today" in words else basis.today
    found = check_id(words["number"], kind=choice(words, "kind", tuple(PAPERS), "resident"), today=on)
    birth = found.birth.isoformat() if found.birth else None
    return _answer(found) | {"birth": birth, "sex": found.sex}


def _uscc(words: Words, basis: Basis) -> dict[str, Any]:
    found = check_uscc(words["code"])
    return _answer(found) | {"kind": found.kind or None}


def _retirement(words: Words, basis: Basis) -> dict[str, Any]:
    text = words["birth"].strip()
    born = local_day(moment({"birth": text if len(text) > 7 else f"{text}-01"}, "birth"))
    track = choice(words, "track", tuple(TRACKS), "")
    full = retirement_age(born, track)
    return {"years": full // 12, "months": full % 12, "month": add_months(born, full).isoformat()[:7]}


def _answer(found: Checked) -> dict[str, Any]:
    return {"valid": found.valid, "why": found.why, "normalised": found.normalised, "code": found.code}


topics.add(
    Topic(
        "deadline",
        "例如 start=2026-09-30 days=5 unit=workday roll=none；不写 roll 时，日、月、年期限遇休息日顺延",
        ("start",),
        (*_COUNTS, "unit", "roll"),
        _deadline,
    )
)
topics.add(
    Topic(
        "id",
        "例如 number=11010519491231002X kind=resident",
        ("number",),
        ("kind", "today"),
        _id,
    )
)
topics.add(Topic("uscc", "例如 code=81500103MC00000125", ("code",), (), _uscc))
topics.add(
    Topic(
        "retirement",
        "例如 birth=1966-03 track=man，track 可为 man、woman55、woman50",
        ("birth", "track"),
        (),
        _retirement,
    )
)
for _topic in TOPICS:
    topics.add(_topic)

"""A calculator's frame: what a topic is, and reading the words it is asked with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from yugong.kernel.calendar import Calendar
from yugong.kernel.errors import Refused
from yugong.kernel.registry import Registry

Words = Mapping[str, str]

MOST = 10_000  # the longest period asked for, in whatever unit
PERSONS = 100_000_000


@dataclass(frozen=True, slots=True)
class Basis:
    """What every topic may ask besides its words: which day it is, the calendar, the parameters by key."""

    today: date
    calendar: Calendar
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """One calculator: its key, a line of help, the words it knows (first the needed ones), and the work."""

    key: str
    help: str
    needs: tuple[str, ...]
    knows: tuple[str, ...]
    work: Callable[[Words, Basis], dict[str, Any]]


topics: Registry[Topic] = Registry("calc topic")


def whole(words: Words, key: str, *, most: int = MOST) -> int:
    """The whole number under `key`."""
    try:
        number = int(words[key])
    except ValueError:
        raise Refused(f"{key}={words[key]} 应是一个整数。", field=key, code="calc_value") from None
    if abs(number) > most:
        raise Refused(f"{key}={words[key]} 太大，最多 {most}。", field=key, code="calc_value")
    return number


def heads(words: Words, key: str, default: str = "0") -> int:
    """The number of persons under `key`."""
    number = whole({key: words.get(key) or default}, key, most=PERSONS)
    if number < 0:
        raise Refused(f"{key}={number} 是人数，不能是负数。", field=key, code="calc_value")
    return number


def moment(words: Words, key: str) -> date | datetime:
    """The day (2026-09-30) or moment (2026-10-01T23:20) under `key`."""
    text = words[key].strip()
    try:
        return datetime.fromisoformat(text) if "T" in text or " " in text else date.fromisoformat(text)
    except ValueError:
        raise Refused(
            f"{key}={text} 不是有效的日期，请写成 2026-09-30 或 2026-10-01T23:20。",
            field=key,
            code="calc_value",
        ) from None


def choice(words: Words, key: str, of: tuple[str, ...], default: str) -> str:
    """The word under `key`, one of `of`."""
    word = words.get(key, default)
    if word not in of:
        raise Refused(f"{key}={word} 不可用，请从 {'、'.join(of)} 中选择。", field=key, code="calc_value")
    return word

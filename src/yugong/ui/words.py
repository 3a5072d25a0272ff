"""Status and clock: which word, shape and colour each state has; templates never choose colours."""

from dataclasses import dataclass
from typing import Any

from yugong.kernel.errors import Broken


@dataclass(frozen=True, slots=True)
class Status:
    """A word and its shape: a CSS class that also draws a glyph, so colour never stands alone."""

    word: str
    shape: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as it stands: words with the amount, its state, and how much of the time is used."""

    words: str
    state: str = "running"
    percent: int = 0
    exact: str = ""  # for officers: hours on the last day
    late: bool = False  # done, but after its limit


STATUSES: dict[str, Status] = {
    # a matter
    "new": Status("待受理", "wait"),
    "open": Status("办理中", "info"),
    "doing": Status("办理中", "info"),
    "fix": Status("要补正", "warn"),
    "returned": Status("要补正", "warn"),
    "paused": Status("暂停", "hold"),
    "asking": Status("待回访", "wait"),
    "overdue": Status("已超时", "bad"),
    "done": Status("已办结", "ok"),
    "closed": Status("已办结", "ok"),
    "refused": Status("未通过", "bad"),
    "withdrawn": Status("已撤回", "plain"),
    # a member
    "active": Status("正常", "ok"),
    "applying": Status("审核中", "info"),
    "moving": Status("转出中", "info"),
    "retained": Status("保留会籍", "hold"),
    "left": Status("已离会", "plain"),
    "unverified": Status("缺核验", "warn"),
    # a roster's row, a job
    "accepted": Status("收下", "ok"),
    "warned": Status("收下，有提醒", "warn"),
    "duplicate": Status("重复", "wait"),
    "rejected": Status("退回", "bad"),
    "queued": Status("排队中", "wait"),
    "running": Status("进行中", "info"),
    "failed": Status("没做成", "bad"),
    # bare shapes for a free word
    "wait": Status("", "wait"),
    "info": Status("", "info"),
    "warn": Status("", "warn"),
    "hold": Status("", "hold"),
    "ok": Status("", "ok"),
    "bad": Status("", "bad"),
    "gold": Status("", "gold"),
    "brand": Status("", "brand"),
    "teal": Status("", "teal"),
    "plain": Status("", "plain"),
    "out": Status("", "plain out"),
}

SOON = 70  # per cent of the time used from which a clock asks for attention

CLOCKS: dict[str, tuple[str, str]] = {  # state: (word when none is given, css class)
    "running": ("进行中", ""),
    "soon": ("快到期", "soon"),
    "overdue": ("已超时", "over"),
    "over": ("已超时", "over"),
    "paused": ("暂停", "pause"),
    "done": ("按时", "done"),
    "late": ("超时办结", "soon"),
    "waiting": ("未开始", ""),
}


def status(key: str) -> Status:
    """The status of this key; Broken names the key when the table has none."""
    try:
        return STATUSES[key]
    except KeyError:
        raise Broken(f"status {key!r} has no word; known: {', '.join(STATUSES)}") from None


def percent(share: float | None) -> str:
    """The class that carries a share of 0–100 in steps of five: p-0 … p-100; only nothing is p-0."""
    held = min(max(float(share or 0), 0), 100)
    return f"p-{5 if 0 < held < 5 else round(held / 5) * 5}"


def clock(reading: Any, exact: bool = False) -> tuple[str, str]:
    """(words, css classes) of a clock reading: one of kernel.clock or of this module.

    `exact` shows the officer's words, where there are any.
    """
    state = "late" if reading.state == "done" and reading.late else str(reading.state)
    if state not in CLOCKS:
        raise Broken(f"clock state {state!r} has no word; known: {', '.join(CLOCKS)}")
    word, shape = CLOCKS[state]
    if state == "running" and (reading.percent or 0) >= SOON:
        shape = "soon"
    shown = reading.exact if exact and reading.exact else reading.words
    return str(shown or word), f"{shape} {percent(reading.percent)}".strip()

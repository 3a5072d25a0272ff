"""The pages of docs/ drawn from the code: one per kind of matter, the parameters, the calculators."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.calculating import Calculator, calculators
from yugong.kernel.flow import MOVERS, Kind, kinds

from . import rule_pages

DRAWN = "<!-- Drawn from the code: YUGONG_DRAW=1 .venv/bin/python -m pytest tests/fitness/test_docs.py -->"
MARKS = {"S": "确知", "L": "较确", "U": "待定"}
PARAMETERS = """Values a city may change, each from a day on and for a part of the tree.
How to add one: [howto/add-a-parameter.md](howto/add-a-parameter.md)."""


def table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown; the head is written with bars between the columns."""
    lines = [head, "|".join(" --- " for _ in head.split("|")), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line.strip()} |" for line in lines)


def listed(words: Iterable[str]) -> str:
    return "、".join(words)


def flow(kind: Kind) -> str:
    """The page of one kind: what is asked, who holds each stage for how long, and the diagram."""
    whole = f"；全程 {kind.case_within}" if kind.case_within else ""
    answers = [
        (f.label, f"`{f.name}`", "选填" if f.optional else "必填", "加密" if f.personal else "")
        for f in kind.fields
    ]
    stages = [(s.label, f"`{s.name}`", MOVERS[s.held_by], str(s.within)) for s in kind.stages]
    moves = [
        (
            m.label,
            f"`{m.name}`",
            f"{kind.stage_label(m.source)} → {kind.stage_label(m.target)}",
            MOVERS[kind.mover(m)],
            listed(f.label for f in m.asks),
        )
        for m in kind.moves
    ]
    handled, heard = (
        listed(kind.move(n).label for n in names) for names in (kind.loop.handled, kind.loop.heard)
    )
    parts = [
        f"# {kind.name}",
        DRAWN,
        f"`{kind.key}`，由{listed(MOVERS[who] for who in kind.opened_by)}提出{whole}。",
        "## 填什么\n\n" + table("名称 | 字段 | 填写 | 保存", answers) if answers else "",
        "## 环节\n\n" + table("环节 | 名称 | 由谁办 | 时限", stages),
        "## 步骤\n\n" + table("步骤 | 名称 | 从 → 到 | 由谁 | 要填", moves),
        f"## 双闭环\n\n* 已办理：{handled}\n* 听到本人意见：{heard}",
        f"## 流程图\n\n```mermaid\n{kind.diagram()}\n```",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def parameters() -> str:
    """The table of the parameters the platform ships with."""
    rows = [
        (f"`{key}`", shipped.label, str(shipped.value), shipped.source, MARKS[shipped.mark])
        for key, shipped in DEFAULTS.items()
    ]
    return (
        "\n\n".join(("# Parameters", DRAWN, PARAMETERS, table("key | 名称 | 默认 | 出处 | 把握", rows)))
        + "\n"
    )


CALCULATORS = """`yugong calc TOPIC key=value…`, the page `/rights/calc/TOPIC/` and
`GET /api/rights/calc/TOPIC?key=value` (no trailing slash) answer alike: the figures, `provisional` (a year
without its holiday notice was looked at), `steps` and `articles`. Every topic knows `today=` too.
`GET /api/rights/calc/` lists topics and fields. The API is open to all and stores nothing; a network
address may ask 1,200 times an hour (then 429 with `Retry-After`). A refusal is 422, or 404 for an unknown
topic: `{"error": {"reason", "field", "code"}}`. The console uses the shipped parameters, pages and API
those in force."""


def calculator(one: Calculator) -> str:
    """One calculator: its keys, and the cases beside its rule."""
    fields = [
        (
            f"`{f.name}`",
            f.label,
            "选填" if f.optional else "必填",
            listed(f"`{key}` {words}" for key, words in getattr(f, "options", ())),
        )
        for f in one.fields
    ]
    cases = [(f"{c.words} {c.of}".strip(), f"`{pairs(c.given)}`", f"`{pairs(c.gives)}`") for c in one.cases]
    parts = (f"## `{one.key}` {one.name}", one.asks + "。", table("key | 名称 | 填写 | 可选", fields))
    return "\n\n".join((*parts, table("例子 | 给出 | 得到", cases)))


def pairs(words: Mapping[str, Any]) -> str:
    """key=value, with values as JSON has them where they are not text."""
    return " ".join(f"{k}={v if isinstance(v, str) else json.dumps(v)}" for k, v in words.items())


def reckoned() -> str:
    """The page of all calculators."""
    return (
        "\n\n".join(("# Calculators", DRAWN, CALCULATORS, *(calculator(one) for one in calculators))) + "\n"
    )


def drawn() -> dict[str, str]:
    """Path below docs/ → text, of every page that is drawn."""
    return {f"flows/{kind.key}.md": flow(kind) for kind in kinds} | {
        "parameters.md": parameters(),
        "calculators.md": reckoned(),
        "rules.md": rule_pages.page(DRAWN, table),
    }

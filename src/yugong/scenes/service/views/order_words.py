"""How orders are said on pages: their states, what they cost, their way in steps."""

from dataclasses import dataclass

from yugong.kernel.money import yuan
from yugong.scenes.service.models import Offering, ServiceOrder
from yugong.scenes.service.rules.ordering import day_words, moment

STATES = {
    "open": "wait", "bidding": "doing", "underway": "doing", "asking": "warn", "done": "ok",
    "dropped": "done",
}  # fmt: skip


def cost(row: Offering) -> str:
    """What it costs, to whoever orders: nothing, and who pays."""
    return f"不花钱，{row.unit.name}出，每份最多 {yuan(row.fen_each)} 元" if row.fen_each else "不花钱"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an order's way, for the timeline."""

    title: str
    state: str
    meta: str = ""
    text: str = ""
    link: None = None


def way(row: ServiceOrder) -> list[Step]:
    """What has happened and what comes, in the words of whoever ordered."""
    order = ("open", "bidding", "underway", "asking", "done")
    now = order.index(row.stage) if row.stage in order else 1
    if row.stage == "dropped":
        return [
            Step("收集心愿", "done", f"一共 {row.pieces} 份"),
            Step("办不了", "now", moment(row.ended_at) if row.ended_at else "", row.dropped_why),
        ]
    chosen, until = row.chosen, f"{moment(row.due_at)} 前"
    late = f"第 {row.again} 次重新送，{until}送到" if row.again else ""
    texts = (
        ("收集心愿", f"到现在 {row.pieces} 份" if now == 0 else f"一共 {row.pieces} 份", ""),
        ("找人来送", until if now == 1 else "", ""),
        (
            "配送",
            f"{chosen.provider}，{late or day_words(chosen.on) + ' 送到'}" if chosen else "",
            row.chosen_why and f"为什么选他：{row.chosen_why}",
        ),
        (
            "你来确认",
            f"{day_words(row.delivered_on)} 送到{row.place}" if row.delivered_on and now > 2 else "",
            f"{until}说一声收到没有" if now == 3 else "",
        ),
        ("完成", moment(row.ended_at) if row.ended_at else "", ""),
    )
    return [
        Step(title, "done" if n < now or row.stage == "done" else "now" if n == now else "todo", meta, text)
        for n, (title, meta, text) in enumerate(texts)
    ]

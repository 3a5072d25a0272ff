"""The words of a mediation agreement, so that PDF, Word and page say the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yugong.kernel.money import yuan
from yugong.scenes.rights.rules.letters import numeral
from yugong.scenes.rights.rules.mediating import TOPICS

TITLE = "劳动争议调解协议书"


def dated(day: date) -> str:
    """2026 年 12 月 1 日."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def paragraphs(
    *, worker: str, employer: str, body: str, host: str, answers: Mapping[str, Any], terms: str,
    plan: Sequence[tuple[date, int]], confirm_by: date | None,
) -> tuple[str, ...]:  # fmt: skip
    """The paragraphs below the parties; the instalments are items of their own, the last one is their sum."""
    began = dated(date.fromisoformat(answers["started"])) if answers.get("started") else ""
    wage = f"，每月工资 {yuan(answers['wage'])} 元" if answers.get("wage") else ""
    lines = [line.strip() for line in terms.splitlines() if line.strip()]
    lines += [f"{employer}于 {dated(day)}前向{worker}支付 {yuan(fen)} 元。" for day, fen in plan]
    if plan:
        lines.append(f"以上合计 {yuan(sum(fen for _, fen in plan))} 元。")
    topic = dict(TOPICS).get(answers.get("topic") or "", "劳动争议")
    confirm = f"双方可以在 {dated(confirm_by)}前共同向人民法院申请司法确认。" if confirm_by else ""
    return (
        f"申请人：{worker}。被申请人：{employer}。",
        f"调解组织：{body}。调解员：{host}。",
        f"双方因{topic}发生争议。申请人{f'于 {began}入职' if began else '在被申请人处工作'}{wage}。",
        "经调解，双方自愿达成以下协议：",
        *(f"{numeral(at)}、{line}" for at, line in enumerate(lines, 1)),
        "本协议自双方确认、调解员签名并加盖调解组织印章之日起生效，对双方有约束力，应当履行。",
        *((confirm,) if confirm else ()),
    )


def signatures(*, worker: str, signer: str, at: Mapping[str, date | None], host: str) -> tuple[str, ...]:
    """Who confirmed and when, for the foot of the paper."""
    said = {
        "worker": f"申请人 {worker}",
        "employer": f"被申请人 {signer}" if signer else "被申请人",
        "seal": f"调解员 {host}",
    }
    return tuple(
        f"{words}：{dated(day)}确认。" if (day := at.get(key)) else f"{words}：未确认。"
        for key, words in said.items()
    )

"""The kind the engine is tried on: every sort of mover, personal fields, a case clock, effect and rule."""

from typing import Any

from yugong.kernel.calendar import days, workdays
from yugong.kernel.fields import Choice, Consent, LongText, Phone, Text
from yugong.kernel.flow import (
    ASKER,
    CLERK,
    CLOCK,
    HANDLER,
    REVIEWER,
    RULE,
    Kind,
    Loop,
    Move,
    Stage,
)
from yugong.kernel.rules import Reason, Verdict

KEY = "sample.hotline"


def effect(*, matter: Any, answers: Any, by: Any, at: Any) -> str:
    return f"已答复：{answers['topic']}"


def decide(*, matter: Any, answers: Any, at: Any) -> Verdict:
    outcome = "known" if answers["topic"] == "咨询" else "officer"
    reasons = (Reason("咨询类当场答复", outcome == "known"),)
    return Verdict("sample.rule", "1", "test", at.date(), outcome, reasons, (), {}, ())


SAMPLE = Kind(
    key=KEY,
    name="测试诉求",
    number="测试",
    title="{topic} · 诉求",
    opened_by=(ASKER, CLERK),
    fields=(
        Choice("topic", "诉求类型", of=("欠薪", "工伤", "咨询"), page="什么事"),
        LongText("story", "事情经过", personal=True, page="什么事"),
        Phone("phone", "手机号", known="phone", page="怎么找你"),
        Text("note", "备注", optional=True, page="怎么找你"),
        Consent("agree", "同意工会为办理使用以上信息"),
    ),
    stages=(
        Stage("taken", "受理", held_by=CLERK, within=workdays(2), says="工会会在 2 个工作日内受理。"),
        Stage("fix", "等你补正", held_by=ASKER, within=days(15), says="请按说明补正后再交。"),
        Stage("doing", "办理", held_by=HANDLER, within=workdays(5), says="经办人正在办理。"),
        Stage("review", "审核", held_by=REVIEWER, within=workdays(2)),
        Stage("asking", "回访", held_by=ASKER, within=days(15), says="请告诉我们办得好不好。"),
    ),
    moves=(
        Move("accept", "taken > doing", "受理", tone="primary"),
        Move("return", "taken > fix", "退回补正", asks=(LongText("what", "要补正什么", personal=True),)),
        Move("mended", "fix > taken", "改好了，再交", by=ASKER),
        Move("lapse", "fix > asking", "逾期未补正", by=CLOCK),
        Move("decline", "taken > asking", "不予受理", tone="danger", asks=(Text("reason", "理由"),)),
        Move("known", "taken > asking", "当场答复", by=RULE),
        Move(
            "answer", "doing > review", "提交结果", tone="primary", asks=(Text("result", "办理结果"),),
            reply="{name}师傅：您反映的「{title}」已有结果。",
        ),
        Move("redo", "review > doing", "退回重办", asks=(Text("reason", "理由"),)),
        Move("reply", "review > asking", "审核并答复", tone="primary", then=effect),
        Move("content", "asking > closed", "满意", by=ASKER, tone="primary"),
        Move("unhappy", "asking > doing", "不满意，重办", by=ASKER),
        Move("silence", "asking > closed", "逾期未评", by=CLOCK),
        Move("withdraw", "taken > closed", "撤回", by=ASKER, tone="danger"),
    ),
    loop=Loop(
        handled=("reply", "decline", "known", "lapse", "withdraw"), heard=("content", "silence", "withdraw")
    ),
    decide=decide,
    case_within=workdays(10),
)  # fmt: skip

GIVEN = {"topic": "欠薪", "story": "六月的配送费没有发", "phone": "13800001234", "agree": True}

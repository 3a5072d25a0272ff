"""12351 诉求：职工来问，该管的工会来答；办的人不能自己结案，职工说了算，不满意就重办、再提一级。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import LongText, Money, UnitPick
from yugong.kernel.flow import (
    ASKER,
    CLERK,
    HANDLER,
    Gathers,
    Kind,
    Loop,
    Move,
    Reopens,
    Stage,
    kinds,
)
from yugong.scenes.rights import handing, hearing, panel
from yugong.scenes.rights.effects import appeals
from yugong.scenes.rights.rules import asking, dispatching, routing, voice

kind = kinds.add(
    Kind(
        key="rights.hotline_12351", name="12351 诉求", number="12351", title="{topic} · {employer}", icon="phone",
        opened_by=(ASKER, CLERK), nameless=True, assumes={"difficulty": "ordinary"},
        fields=asking.FIELDS,
        stages=(
            Stage("taken", "受理", held_by=CLERK, within=workdays(1), tuned="sla.12351.take", says="工会正在看该由谁来办。"),
            Stage("sign", "签收", held_by=HANDLER, within=workdays(1), tuned="sla.ticket.sign", says="已经派给承办的工会。"),
            Stage("ruling", "退单裁定", held_by=CLERK, within=workdays(1), tuned="sla.ticket.return", says="正在确定由谁来办，不用你跑。"),
            Stage("doing", "办理", held_by=HANDLER, within=workdays(5), tuned="sla.12351.{difficulty}", says="经办人正在办。", note=workdays(3), note_tuned="sla.12351.note"),
            *hearing.STAGES,
            *panel.STAGES,
        ),
        moves=(
            Move("accept", "taken > sign", "受理派单", tone="primary", then=appeals.dispatch, keeps=("difficulty",), asks=(asking.CLASS, *asking.DISPATCH)),
            Move("decline", "taken > asking", "不予受理", tone="danger", asks=(asking.REASON, LongText("way_on", "该找谁", hint="写给职工看"))),
            Move("cancel", "taken > closed", "撤回", by=ASKER, tone="danger"),
            Move("sign_for", "sign > doing", "签收，开始办", tone="primary"),
            Move("send_back", "sign > ruling", "退单", most=1, then=appeals.to_dispatcher, keeps=("to",), asks=(asking.REASON, UnitPick("to", "建议由谁办"))),
            Move("uphold", "ruling > sign", "退单成立，改派", tone="primary", then=appeals.uphold, keeps=("to",), asks=(UnitPick("to", "改派给"),)),
            Move("overrule", "ruling > sign", "退单不成立", then=appeals.overrule, asks=(asking.REASON,)),
            Move("answer", "doing > asking", "答复职工", tone="primary", then=appeals.replied, asks=(asking.RESULT, Money("recovered", "追回金额", optional=True)), keeps=("recovered",), reply="{name}师傅：您反映的「{title}」已有结果，请看办理结果，满意不满意都请告诉我们。"),
            *hearing.MOVES,
            *panel.MOVES,
        ),
        loop=Loop(
            handled=("answer", "decline", "unreasonable", "cancel"), heard=(*hearing.HEARD, "agree", "accepted", "cancel"),
            unhappy=hearing.UNHAPPY, aside=("agree", "accepted", "cancel"),
        ),
        eligible=voice.eligible, marks=dispatching.marks, advice=dispatching.advice, desk=routing.desk, may_take=routing.may_take, bars=routing.bars, alike=routing.alike,
        reopens=Reopens(at="taken", days=90, tuned="sla.12351.reopen"),
        gathers=Gathers(collective=10, tuned="collective.heads", then=appeals.raise_level),
        hands_to=handing.APPEAL,
        also={"onward": (("转调解", "desk_mediation_new"), ("起草函件", "desk_supervision_letter_new"))},
        case_within=workdays(10), case_tuned="sla.12351.case_{difficulty}",
    )
)  # fmt: skip

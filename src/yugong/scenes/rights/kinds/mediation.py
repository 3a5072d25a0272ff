"""劳动争议调解：要素填一次，调解员回避，双方谈，协议编号盖章，钱到账由职工自己确认。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CLERK, CLOCK, HANDLER, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.rights.effects import mediation as effects
from yugong.scenes.rights.rules import mediators, routing
from yugong.scenes.rights.rules.mediating import EXTEND, FIELDS, HELPED, PURPOSES, RELATION, SIGNER, WHY

kinds.add(
    Kind(
        key="rights.mediation", name="劳动争议调解", number="调解", title="{topic} · {employer}", icon="messages-square",
        opened_by=(ASKER, CLERK, HANDLER), fields=FIELDS,
        stages=(
            Stage("accept", "受理", held_by=CLERK, within=workdays(3), tuned="mediation.accept", says="三个工作日内决定受理。"),
            Stage("take", "调解员接手", held_by=HANDLER, within=workdays(1), tuned="mediation.take", says="正在安排没有利害关系的调解员。"),
            Stage("talks", "调解", held_by=HANDLER, within=days(15), tuned="mediation.talks", until=effects.talks_until, says="调解员在两边谈；进展看「调解情况」。"),
            Stage("consent", "双方确认协议", held_by=ASKER, within=days(3), tuned="mediation.consent", says="请看清协议再确认；不同意就接着谈。"),
            Stage("seal", "用印", held_by=REVIEWER, within=workdays(2), tuned="mediation.seal", says="单位确认后编号盖章，协议生效。"),
            Stage("perform", "履行", held_by=HANDLER, within=days(30), tuned="mediation.perform", until=effects.last_payment, says="单位按约付款，每笔到账都登记。"),
            Stage("default", "督促履行", held_by=HANDLER, within=workdays(10), tuned="mediation.default", says="单位没有按约付，工会帮你申请支付令或者起诉。"),
            Stage("confirm", "等你确认到账", held_by=ASKER, within=days(7), tuned="mediation.confirm", says="钱收到没有，你说了算。"),
            Stage("told", "结果告知", held_by=ASKER, within=days(7), tuned="mediation.told", says="看结果和下一步去哪里；愿意可以再谈。"),
        ),
        moves=(
            Move("accept", "accept > take", "受理", tone="primary"),
            Move("decline", "accept > told", "不予受理", asks=(WHY,), then=effects.declined, tone="danger"),
            Move("take", "take > talks", "接手调解", asks=(RELATION,), then=effects.take, tone="primary"),
            Move("propose", "talks > consent", "协议交双方确认", then=effects.propose, tone="primary"),
            Move("extend", "talks > talks", "双方同意，延长", asks=EXTEND, then=effects.extend),
            Move("swap", "talks > take", "换调解员", asks=(WHY,)),
            Move("failed", "talks > told", "没有谈成", asks=(WHY,), then=effects.failed, tone="danger"),
            Move("expired", "talks > told", "到期没有谈成", by=CLOCK, then=effects.failed),
            Move("agree", "consent > seal", "同意协议", by=ASKER, then=effects.agree, tone="primary"),
            Move("disagree", "consent > talks", "不同意，接着谈", by=ASKER, asks=(WHY,), then=effects.reconsider),
            Move("lapse", "consent > talks", "没有确认，接着谈", by=CLOCK, then=effects.reconsider),
            Move("seal", "seal > perform", "编号盖章", asks=(SIGNER,), then=effects.put_seal, tone="primary"),
            Move("unsigned", "seal > talks", "单位不签，接着谈", asks=(WHY,), then=effects.reconsider),
            Move("paid", "perform > confirm", "全部付清，请职工确认", then=effects.paid, tone="primary"),
            Move("defaulted", "perform > default", "没有按约履行", asks=(WHY,), then=effects.default, tone="danger"),
            Move("overdue", "perform > default", "最后一期过了没有付清", by=CLOCK, then=effects.default),
            Move("made_good", "default > confirm", "补付清了，请职工确认", then=effects.paid, tone="primary"),
            Move("helped", "default > told", "已帮职工走下一步", asks=(HELPED,), then=effects.default),
            Move("received", "confirm > closed", "收到了，办结", by=ASKER, then=effects.got_it, tone="primary"),
            Move("not_received", "confirm > default", "没有收到，或者没付清", by=ASKER, asks=(WHY,), then=effects.default, tone="danger"),
            Move("silent", "confirm > closed", "到期没有回应", by=CLOCK, then=effects.not_answered),
            Move("understood", "told > closed", "知道了，办结", by=ASKER, tone="primary"),
            Move("again", "told > accept", "想再调一次", by=ASKER, asks=(WHY,)),
            Move("unheard", "told > closed", "到期没有回应", by=CLOCK, then=effects.not_answered),
            *(Move(f"withdraw_{at}", f"{at} > closed", "撤回申请", by=ASKER, then=effects.withdrawn, tone="danger") for at in ("accept", "take", "talks")),
        ),
        loop=Loop(
            handled=("decline", "failed", "expired", "seal", "withdraw_accept", "withdraw_take", "withdraw_talks"),
            heard=("received", "silent", "understood", "unheard", "withdraw_accept", "withdraw_take", "withdraw_talks"),
        ),
        bars=routing.bars, eligible=mediators.eligible, desk=mediators.desk, may_take=mediators.may_take, gives=mediators.gives,
        hands_to=PURPOSES, also={"page": "desk_mediation"},
    )
)  # fmt: skip

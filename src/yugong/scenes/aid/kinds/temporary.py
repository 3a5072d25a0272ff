"""临时救助：家里出了急事，本会在上限内当天定，一年一次，事后报备；民政也能救助的，帮着转过去。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CLERK, CLOCK, HANDLER, OUTSIDE, RULE, Kind, Loop, Move, Stage, kinds
from yugong.scenes.aid.effects import grants as effects
from yugong.scenes.aid.rules import urgent
from yugong.scenes.aid.rules.urgent import AMOUNT, FIELDS, LOST, PURPOSES, WHY

kinds.add(
    Kind(
        key="aid.temporary", name="申请临时救助", number="急难", title="临时救助 · {cause}", icon="life-buoy",
        opened_by=(ASKER, CLERK), fields=FIELDS,
        stages=(
            Stage("decide", "审批", held_by=CLERK, within=workdays(1), tuned="aid.temporary.decide", says="本会一个工作日内定。"),
            Stage("paying", "付款", held_by=HANDLER, within=workdays(3), tuned="aid.temporary.pay", says="已经批准，财务付款，到账会告诉你。"),
            Stage("confirm", "等你确认到账", held_by=ASKER, within=days(15), tuned="aid.temporary.told", says="钱收到没有，你说了算。"),
            Stage("told", "结果告知", held_by=ASKER, within=days(15), tuned="aid.temporary.told", says="不同意可以提异议，请再看一次。"),
        ),
        moves=(
            Move("grant", "decide > paying", "批准", asks=(AMOUNT,), then=effects.urgent_help, tone="primary"),
            Move("refuse", "decide > told", "不批准", asks=(WHY,), then=effects.refused, tone="danger"),
            Move("refused", "decide > told", "不符合，当场告知", by=RULE, then=effects.no_help),
            Move("paid", "paying > confirm", "银行已付款", by=OUTSIDE),
            Move("found", "paying > confirm", "查清已到账"),
            Move("received", "confirm > closed", "收到了", by=ASKER, tone="primary"),
            Move("missing", "confirm > paying", "没有收到", by=ASKER, asks=(LOST,)),
            Move("silent", "confirm > closed", "到期没有回应", by=CLOCK),
            Move("understood", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("object", "told > decide", "有异议，请再看", by=ASKER, asks=(WHY,), most=1),
            Move("unheard", "told > closed", "到期没有回应", by=CLOCK),
            Move("withdraw", "decide > closed", "撤回申请", by=ASKER, then=effects.withdrawn, tone="danger"),
        ),
        loop=Loop(
            handled=("paid", "found", "refuse", "refused", "withdraw"),
            heard=("received", "silent", "understood", "unheard", "withdraw"),
            unhappy=("missing", "object"), aside=("withdraw",),
        ),
        hands_to=PURPOSES, decide=urgent.decide, advice=urgent.advice,
    )
)  # fmt: skip

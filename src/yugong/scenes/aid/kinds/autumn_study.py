"""金秋助学：孩子考上学，家里填两页；区县审，钱打到卡；批了以后假期岗位、毕业第一岗自动接上。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CLERK, CLOCK, HANDLER, OUTSIDE, RULE, Kind, Loop, Move, Stage, kinds
from yugong.scenes.aid.effects import grants as effects
from yugong.scenes.aid.rules import studying
from yugong.scenes.aid.rules.studying import AMOUNT, FIELDS, LOST, MISSING, WHY

kinds.add(
    Kind(
        key="aid.autumn_study", name="申请金秋助学", number="助学", title="金秋助学 · {stage}", icon="graduation-cap",
        opened_by=(ASKER, CLERK), fields=FIELDS,
        stages=(
            Stage("review", "审核", held_by=CLERK, within=workdays(10), tuned="aid.autumn.review", says="区县工会在审，批不批都有理由。"),
            Stage("mend", "补材料", held_by=ASKER, within=days(15), says="请在留言里补上，再点「补好了」。"),
            Stage("paying", "付款", held_by=HANDLER, within=workdays(10), tuned="aid.autumn.pay", says="已经批准，财务付款，到账会告诉你。"),
            Stage("confirm", "等你确认到账", held_by=ASKER, within=days(15), tuned="aid.autumn.told", says="钱收到没有，你说了算。"),
            Stage("told", "结果告知", held_by=ASKER, within=days(15), tuned="aid.autumn.told", says="不同意可以提异议，换人再审。"),
        ),
        moves=(
            Move("grant", "review > paying", "批准", asks=(AMOUNT,), then=effects.study, tone="primary"),
            Move("refuse", "review > told", "不批准", asks=(WHY,), then=effects.refused, tone="danger"),
            Move("ask", "review > mend", "一次告知补材料", asks=(MISSING,), most=2),
            Move("refused", "review > told", "不符合，当场告知", by=RULE, then=effects.no_study),
            Move("supplied", "mend > review", "补好了", by=ASKER, tone="primary"),
            Move("unsupplied", "mend > review", "到期没有补，按现有材料审", by=CLOCK),
            Move("paid", "paying > confirm", "银行已付款", by=OUTSIDE),
            Move("received", "confirm > closed", "收到了", by=ASKER, tone="primary"),
            Move("missing", "confirm > paying", "没有收到", by=ASKER, asks=(LOST,)),
            Move("found", "paying > confirm", "查清已到账"),
            Move("silent", "confirm > closed", "到期没有回应", by=CLOCK),
            Move("understood", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("object", "told > review", "有异议，请再审", by=ASKER, asks=(WHY,), most=1),
            Move("unheard", "told > closed", "到期没有回应", by=CLOCK),
            *(Move(f"withdraw_{at}", f"{at} > closed", "撤回申请", by=ASKER, then=effects.withdrawn, tone="danger") for at in ("review", "mend")),
        ),
        loop=Loop(
            handled=("paid", "found", "refuse", "refused", "withdraw_review", "withdraw_mend"),
            heard=("received", "silent", "understood", "unheard", "withdraw_review", "withdraw_mend"),
            unhappy=("missing", "object"), aside=("withdraw_review", "withdraw_mend"),
        ),
        eligible=studying.eligible, decide=studying.decide, advice=studying.advice, desk=studying.desk,
    )
)  # fmt: skip

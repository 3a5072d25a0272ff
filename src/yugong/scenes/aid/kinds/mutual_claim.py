"""互助保障给付：材料交区县，单位只确认在保，病情单位看不到；金额按规则算，办事处决定，钱到本人卡上。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CLOCK, HANDLER, OUTSIDE, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.aid.effects import mutual as effects
from yugong.scenes.aid.rules import mutual_claiming as claiming
from yugong.scenes.aid.rules.mutual_claiming import FIELDS, MISSING, WHY

CLAIM = kinds.add(
    Kind(
        key="aid.mutual_claim", name="互助保障给付", number="互助", title="", icon="shield-plus",
        opened_by=(ASKER,), fields=FIELDS,
        stages=(
            Stage("confirm", "单位确认在保", held_by=HANDLER, within=workdays(3), tuned="mutual.confirm", says="单位工会只确认你在保，看不到病情。"),
            Stage("review", "区县核对", held_by=HANDLER, within=workdays(5), tuned="mutual.review", says="区县工会在核对材料和金额。"),
            Stage("mend", "补材料", held_by=ASKER, within=days(15), tuned="mutual.mend", says="请在留言里补上，再点“补好了”。"),
            Stage("decide", "办事处决定", held_by=REVIEWER, within=workdays(5), tuned="mutual.decide", says="办事处按规则决定。"),
            Stage("paying", "付款", held_by=HANDLER, within=workdays(10), tuned="mutual.pay", says="钱付到你登记的银行卡，到账有通知。"),
            Stage("told", "结果告知", held_by=ASKER, within=days(15), tuned="mutual.told", says="不同意可以申诉一次。"),
        ),
        moves=(
            Move("confirmed", "confirm > review", "单位已确认", by=OUTSIDE, then=effects.confirmed),
            Move("checked", "confirm > review", "直接核对", then=effects.confirmed),
            Move("unconfirmed", "confirm > review", "到期没有确认，区县直接核对", by=CLOCK, then=effects.confirmed),
            Move("ask", "review > mend", "一次告知补材料", asks=(MISSING,), most=2),
            Move("supplied", "mend > review", "补好了", by=ASKER, tone="primary"),
            Move("unsupplied", "mend > review", "到期没有补，按现有材料核对", by=CLOCK),
            Move("agree", "review > decide", "核对好了，报办事处", then=effects.passed, tone="primary"),
            Move("back", "decide > review", "退回核对", asks=(WHY,), then=effects.back),
            Move("grant", "decide > paying", "同意给付", then=effects.grant, tone="primary"),
            Move("refuse", "decide > told", "不予给付，或维持原决定", asks=(WHY,), then=effects.refuse, tone="danger"),
            Move("paid", "paying > told", "银行已付", by=OUTSIDE),
            Move("received", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("appeal", "told > review", "不同意，申诉", by=ASKER, asks=(WHY,), then=effects.again, most=1),
            Move("unheard", "told > closed", "到期没有回应", by=CLOCK),
            *(Move(f"withdraw_{at}", f"{at} > closed", "撤回申请", by=ASKER, then=effects.withdrawn, tone="danger") for at in ("confirm", "review", "mend")),
        ),
        loop=Loop(
            handled=("grant", "refuse", "withdraw_confirm", "withdraw_review", "withdraw_mend"),
            heard=("received", "unheard", "withdraw_confirm", "withdraw_review", "withdraw_mend"),
            aside=("withdraw_confirm", "withdraw_review", "withdraw_mend"),
        ),
        eligible=claiming.eligible, decide=effects.opened, desk=claiming.desk, may_take=claiming.may_take,
        also={"page": "desk_mutual_claim"},
    )
)  # fmt: skip

"""法律援助：农民工讨薪、工伤不查困难；七日决定，三日派律师；期限紧的先援助；结果和钱由职工确认。"""

from yugong.kernel.calendar import days
from yugong.kernel.flow import ASKER, CLERK, CLOCK, HANDLER, RULE, Kind, Loop, Move, Stage, kinds
from yugong.scenes.rights.effects import legal_aid as effects
from yugong.scenes.rights.rules import aiding, mediators, routing
from yugong.scenes.rights.rules.aiding import ENDING, FIELDS, MISSING, REFUSAL, RESULT, WHY

kinds.add(
    Kind(
        key="rights.legal_aid", name="法律援助", number="援助", title="{claim} · {employer}", icon="scale",
        opened_by=(ASKER,), fields=FIELDS,
        stages=(
            Stage("review", "审查决定", held_by=CLERK, within=days(7), tuned="legal_aid.decide", says="七日内决定。"),
            Stage("mend", "补材料", held_by=ASKER, within=days(15), tuned="legal_aid.mend", says="请在留言里补上，再点“补好了”。"),
            Stage("appoint", "指派律师", held_by=CLERK, within=days(3), tuned="legal_aid.appoint", says="三日内派律师。"),
            Stage("acting", "律师办理", held_by=HANDLER, within=days(180), tuned="legal_aid.acting", says="律师在办，进展会告诉你。"),
            Stage("confirm", "等你确认", held_by=ASKER, within=days(7), tuned="legal_aid.confirm", says="办得怎样、钱到没到，你说了算。"),
            Stage("told", "结果告知", held_by=ASKER, within=days(15), tuned="legal_aid.told", says="不同意可以提异议，重新审查。"),
        ),
        moves=(
            Move("first", "review > appoint", "期限紧，先援助", then=effects.first),
            Move("urgent", "review > appoint", "期限紧，先援助", by=RULE, then=effects.first),
            Move("grant", "review > appoint", "决定援助", then=effects.grant, tone="primary"),
            Move("ask", "review > mend", "一次告知补材料", asks=(MISSING,), most=1),
            Move("refuse", "review > told", "不予援助", asks=(REFUSAL, WHY), then=effects.refuse, tone="danger"),
            Move("supplied", "mend > review", "补好了", by=ASKER, tone="primary"),
            Move("unsupplied", "mend > review", "到期没有补，按现有材料审", by=CLOCK),
            Move("assign", "appoint > acting", "律师已选好，交办", then=effects.assigned),
            Move("change", "acting > appoint", "换律师", asks=(WHY,), then=effects.change),
            Move("finish", "acting > confirm", "登记结果", asks=RESULT, then=effects.finish, tone="primary"),
            Move("stop", "acting > told", "终止援助", asks=(ENDING, WHY), then=effects.stop, tone="danger"),
            Move("content", "confirm > closed", "办好了", by=ASKER, tone="primary"),
            Move("unhappy", "confirm > acting", "还没办好", by=ASKER, asks=(WHY,), then=effects.again, returns=True),
            Move("silent", "confirm > closed", "到期没有回应", by=CLOCK),
            Move("understood", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("object", "told > review", "有异议，请再审", by=ASKER, asks=(WHY,), most=1),
            Move("unheard", "told > closed", "到期没有回应", by=CLOCK),
            *(Move(f"withdraw_{at}", f"{at} > closed", "撤回申请", by=ASKER, then=effects.withdrawn, tone="danger") for at in ("review", "mend", "appoint")),
        ),
        loop=Loop(
            handled=("refuse", "stop", "finish", "withdraw_review", "withdraw_mend", "withdraw_appoint"),
            heard=("content", "silent", "understood", "unheard", "withdraw_review", "withdraw_mend", "withdraw_appoint"),
            unhappy=("unhappy",), aside=("withdraw_review", "withdraw_mend", "withdraw_appoint"),
        ),
        decide=aiding.decide, bars=routing.bars, may_take=mediators.may_take, desk=aiding.desk,
        also={"page": "desk_legal_aid"},
    )
)  # fmt: skip

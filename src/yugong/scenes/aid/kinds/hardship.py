"""困难职工建档：一户填一次，规则说理由，两人走访，隐名公示，街道审核、区县审批；不同意的，上级另派人再看一次。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CLERK, CLOCK, HANDLER, OUTSIDE, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.aid.effects import hardship as effects
from yugong.scenes.aid.rules import deciding as ask
from yugong.scenes.aid.rules import placing

kinds.add(
    Kind(
        key="aid.hardship", name="困难职工建档", number="困难", icon="hand-heart", opened_by=(ASKER, CLERK), fields=ask.FIELDS,
        stages=(
            Stage("check", "查看材料", held_by=CLERK, within=workdays(5), tuned="hardship.check", says="工会在看材料，缺什么一次告诉你。"),
            Stage("mend", "补材料", held_by=ASKER, within=days(15), tuned="hardship.mend", says="请补上再点“补好了”。"),
            Stage("visit", "入户走访", held_by=HANDLER, within=workdays(10), tuned="hardship.visit", says="工会两人以上上门看看，会先和你约时间。"),
            Stage("discuss", "核定和评议", held_by=HANDLER, within=workdays(5), tuned="hardship.discuss", says="工会在核定收支、评议。"),
            Stage("posting", "公示", held_by=HANDLER, within=workdays(5), tuned="posting.hardship", says="公示 5 个工作日，只有隐去名字的姓名、工会和类别。"),
            Stage("objection", "核实异议", held_by=HANDLER, within=workdays(5), tuned="hardship.objection", says="有人提了异议，工会正在核实。"),
            Stage("reposting", "继续公示", held_by=HANDLER, within=workdays(3), tuned="posting.hardship.more", says="异议已经核实，再公示 3 个工作日。"),
            Stage("review", "街道审核", held_by=REVIEWER, within=workdays(5), tuned="hardship.review", says="没有经手的同志在审核。"),
            Stage("approve", "区县审批", held_by=REVIEWER, within=workdays(5), tuned="hardship.approve", says="区县总工会在审批。"),
            Stage("told", "结果告知", held_by=ASKER, within=days(15), tuned="hardship.told", says="看结论和理由；不同意可以向上级工会申诉一次。"),
            Stage("appeal", "上级复核", held_by=REVIEWER, within=workdays(15), tuned="hardship.appeal", says="上级工会另派人复核。"),
            Stage("final", "复核结果", held_by=ASKER, within=days(15), tuned="hardship.told", says="上级工会的结论和理由在这里。"),
        ),
        moves=(
            Move("accept", "check > visit", "材料可以，安排走访", tone="primary"),
            Move("ask", "check > mend", "一次告知补材料", asks=(ask.MISSING,), most=2),
            Move("short", "check > review", "按申报不符合，报审核", asks=(ask.WHY,), then=effects.short),
            Move("supplied", "mend > check", "补好了", by=ASKER, then=effects.supplied, tone="primary"),
            Move("unsupplied", "mend > check", "到期没有补，按现有材料看", by=CLOCK),
            Move("visited", "visit > discuss", "走访好了", then=effects.visited, tone="primary"),
            Move("post", "discuss > posting", "评议通过，公示", asks=(ask.HEADS,), then=effects.post, tone="primary"),
            Move("none", "discuss > review", "不符合，报审核", asks=(ask.WHY,), then=effects.none),
            Move("revisit", "discuss > visit", "再走访一次", asks=(ask.WHY,)),
            Move("posted", "posting > review", "公示期满", by=CLOCK, then=effects.posted),
            Move("objected", "posting > objection", "收到异议", by=OUTSIDE),
            Move("spoken", "posting > objection", "登记口头异议", asks=(ask.OBJECTION,), then=effects.heard_objection),
            Move("unfounded", "objection > reposting", "异议不成立，继续公示", asks=(ask.FINDING,), then=effects.unfounded, tone="primary"),
            Move("founded", "objection > discuss", "异议成立，重新核定", asks=(ask.FINDING,), then=effects.founded),
            Move("reposted", "reposting > review", "公示期满", by=CLOCK, then=effects.posted),
            Move("objected_again", "reposting > objection", "又收到异议", by=OUTSIDE),
            Move("pass", "review > approve", "审核过了，报区县", asks=(ask.RELATION,), then=effects.reviewed, tone="primary"),
            Move("redo", "review > discuss", "退回重新核实", asks=(ask.WHY,), then=effects.send_back),
            Move("approve", "approve > told", "批准建档", asks=(ask.RELATION,), then=effects.approve, tone="primary"),
            Move("refuse", "approve > told", "不符合条件", asks=(ask.RELATION, ask.WHY), then=effects.refuse, tone="danger"),
            Move("return", "approve > discuss", "退回重新核实", asks=(ask.WHY,), then=effects.send_back),
            Move("understood", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("appeal", "told > appeal", "不同意，向上级申诉", by=ASKER, asks=(ask.UPWARD,), then=effects.appeal, most=1),
            Move("unheard", "told > closed", "到期没有回应", by=CLOCK),
            Move("keep", "appeal > final", "维持原结论", asks=(ask.RELATION, ask.WHY), then=effects.appeal_kept),
            Move("reopen", "appeal > discuss", "申诉成立，重新核实", asks=(ask.RELATION, ask.WHY), then=effects.appeal_founded, tone="primary"),
            Move("settled", "final > closed", "知道了", by=ASKER, tone="primary"),
            Move("silent", "final > closed", "到期没有回应", by=CLOCK),
            *(Move(back, f"{back.removeprefix('withdraw_')} > closed", "撤回申请", by=ASKER, then=effects.withdrawn, tone="danger") for back in ask.BACK),
        ),
        loop=Loop(handled=("approve", "refuse", *ask.BACK), heard=("understood", "unheard", "settled", "silent", *ask.BACK), unhappy=("appeal",), aside=ask.BACK),
        eligible=placing.eligible, desk=placing.desk, may_take=placing.may_take, bars=placing.bars, gives=placing.gives, also={"start": "hardship", "page": "desk_household_of"},
    )
)  # fmt: skip

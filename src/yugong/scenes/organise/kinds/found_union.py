"""建立工会：职工或单位在手机上申请，上级工会同意筹备，选举合规，十五日内批复，工会进组织树。"""

from yugong.kernel.calendar import days, months, workdays
from yugong.kernel.fields import LongText, Text
from yugong.kernel.flow import ASKER, CLOCK, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import effects
from yugong.scenes.organise.rules import electing, founding

WHY = LongText("reason", "理由和出路", longest=600)
WHAT = LongText("what", "要改什么", longest=600)
NUMBER = Text("approved_no", "批复文号", hint="例如：南川工建〔2026〕12号", longest=60)

kind = kinds.add(
    Kind(
        key="organise.found_union",
        name="建立工会",
        number="建会",
        title="建会申请 · {name}",
        icon="network",
        opened_by=(ASKER,),
        fields=founding.REQUEST,
        stages=(
            Stage("review", "筹备审核", held_by=REVIEWER, within=workdays(10), tuned="founding.review", says="上级工会在看能不能筹备。"),
            Stage("fix", "等你补正", held_by=ASKER, within=days(15), tuned="membership.mend", says="请按说明补正后再交。"),
            Stage("preparing", "筹备和选举", held_by=ASKER, within=months(3), tuned="founding.prepare", says="成立筹备组、发展会员、推选候选人并公示，开大会选举，再报结果。"),
            Stage("reported", "审批选举结果", held_by=REVIEWER, within=days(15), tuned="election.answer", says="上级工会在十五日内批复。"),
            Stage("founded", "工会已成立", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="请主席刻章、开户、办法人资格证。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="有不同意见可以再审。"),
        ),
        moves=(
            Move("agree", "review > preparing", "同意筹备", then=effects.prepare, tone="primary", reply="{name}：同意筹备。请成立筹备组，做好会员登记，选举后在这里报结果。"),
            Move("return", "review > fix", "退回补正", asks=(WHAT,)),
            Move("refuse", "review > told", "不同意筹备", then=effects.refused, asks=(WHY,), tone="danger"),
            Move("withdraw", "review > closed", "撤回申请", by=ASKER, tone="danger"),
            Move("mended", "fix > review", "改好了，再交", by=ASKER, asks=(LongText("said", "补充说明"),)),
            Move("lapse", "fix > told", "逾期未补正", by=CLOCK, then=effects.lapse),
            Move("report", "preparing > reported", "报选举结果", asks=electing.REPORT, then=effects.report, tone="primary"),
            Move("give_up", "preparing > closed", "不建了", by=ASKER, then=effects.give_up, tone="danger"),
            Move("expire", "preparing > told", "逾期未选举", by=CLOCK, then=effects.give_up),
            Move("approve", "reported > founded", "批准成立", then=effects.establish, asks=(NUMBER,), tone="primary", reply="{name}：选举结果已批准，工会从今天起成立。"),
            Move("again", "reported > preparing", "退回重新选举", asks=(WHAT,)),
            Move("thanks", "founded > closed", "知道了", by=ASKER, tone="primary"),
            Move("quiet", "founded > closed", "逾期未表示意见", by=CLOCK),
            Move("accept", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("object", "told > review", "有不同意见", by=ASKER, asks=(LongText("why", "请说说理由"),)),
            Move("silence", "told > closed", "逾期未表示意见", by=CLOCK),
        ),
        loop=Loop(
            handled=("refuse", "lapse", "expire", "approve", "withdraw", "give_up"),
            heard=("thanks", "quiet", "accept", "silence", "withdraw", "give_up"),
        ),
        eligible=founding.eligible,
        desk=founding.desk,
    )
)  # fmt: skip

"""换届：届满前由工会提出，上级同意，选举合规，十五日内批复；新一届到任，上一届交接，届期重新起算。"""

from yugong.kernel.calendar import days, months, workdays
from yugong.kernel.fields import LongText, Text
from yugong.kernel.flow import ASKER, CLOCK, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise.effects import lapse, renewing
from yugong.scenes.organise.rules import electing, founding, renewal

WHY = LongText("reason", "理由和出路", longest=600)
WHAT = LongText("what", "要改什么", longest=600)
NUMBER = Text("approved_no", "批复文号", hint="例如：南川工复〔2026〕12号", longest=60)

kind = kinds.add(
    Kind(
        key="organise.reelection",
        name="换届选举",
        number="换届",
        title="换届选举 · {unit}",
        icon="vote",
        opened_by=(ASKER,),
        fields=renewal.REQUEST,
        stages=(
            Stage("review", "上级审核", held_by=REVIEWER, within=workdays(10), tuned="founding.review", says="上级工会正在看换届请示。"),
            Stage("fix", "等你补正", held_by=ASKER, within=days(15), tuned="membership.mend", says="请按说明补正后再交。"),
            Stage("preparing", "筹备和选举", held_by=ASKER, within=months(3), tuned="founding.prepare", says="推选候选人并公示，开大会选举，再报结果。"),
            Stage("reported", "审批选举结果", held_by=REVIEWER, within=days(15), tuned="election.answer", says="上级工会在十五日内批复。"),
            Stage("seated", "新一届已到任", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="请和上一届办好交接。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="有不同意见可以再审。"),
        ),
        moves=(
            Move("agree", "review > preparing", "同意换届", then=renewing.agree, tone="primary", reply="{name}：同意换届。选举后请在这里报结果。"),
            Move("return", "review > fix", "退回补正", asks=(WHAT,)),
            Move("refuse", "review > told", "不同意换届", then=renewing.refused, asks=(WHY,), tone="danger"),
            Move("withdraw", "review > closed", "撤回申请", by=ASKER, tone="danger"),
            Move("mended", "fix > review", "改好了，再交", by=ASKER, asks=(LongText("said", "补充说明"),)),
            Move("lapse", "fix > told", "逾期未补正", by=CLOCK, then=lapse),
            Move("report", "preparing > reported", "报选举结果", asks=electing.REPORT, then=renewing.report, tone="primary"),
            Move("give_up", "preparing > closed", "这次不换了", by=ASKER, then=renewing.give_up, tone="danger"),
            Move("expire", "preparing > told", "逾期未选举", by=CLOCK, then=renewing.give_up),
            Move("approve", "reported > seated", "批复选举结果", then=renewing.approve, asks=(NUMBER,), tone="primary", reply="{name}：选举结果已批复，新一届从今天起到任。"),
            Move("again", "reported > preparing", "退回重新选举", asks=(WHAT,)),
            Move("thanks", "seated > closed", "知道了", by=ASKER, tone="primary"),
            Move("quiet", "seated > closed", "逾期未表示意见", by=CLOCK),
            Move("accept", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("object", "told > review", "有不同意见", by=ASKER, asks=(LongText("why_again", "请说说理由"),)),
            Move("silence", "told > closed", "逾期未表示意见", by=CLOCK),
        ),
        loop=Loop(
            handled=("refuse", "lapse", "expire", "approve", "withdraw", "give_up"),
            heard=("thanks", "quiet", "accept", "silence", "withdraw", "give_up"),
        ),
        eligible=renewal.eligible, desk=founding.extension_desk,
    )
)  # fmt: skip

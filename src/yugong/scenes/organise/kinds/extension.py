"""延期换届：届满前由工会提出，最多延半年，上级工会批准后届满日改到批准的那一天。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import LongText, Text
from yugong.kernel.flow import ASKER, CLOCK, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import effects
from yugong.scenes.organise.rules import founding

kind = kinds.add(
    Kind(
        key="organise.extension",
        name="延期换届",
        number="延期",
        title="延期换届 · 到 {until}",
        icon="calendar-clock",
        opened_by=(ASKER,),
        fields=founding.EXTENSION,
        stages=(
            Stage("review", "上级审批", held_by=REVIEWER, within=workdays(10), tuned="founding.review", says="上级工会正在审批。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="有不同意见可以再审。"),
        ),
        moves=(
            Move("approve", "review > told", "同意延期", then=effects.extend, tone="primary", asks=(Text("basis", "批复文号", longest=60),)),
            Move("refuse", "review > told", "不同意延期", tone="danger", asks=(LongText("reason", "理由和出路", longest=600),)),
            Move("withdraw", "review > closed", "撤回", by=ASKER, tone="danger"),
            Move("accept", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("object", "told > review", "有不同意见", by=ASKER, asks=(LongText("said", "请说说理由"),)),
            Move("silence", "told > closed", "逾期未表示意见", by=CLOCK),
        ),
        loop=Loop(handled=("approve", "refuse", "withdraw"), heard=("accept", "silence", "withdraw")),
        eligible=founding.extensible,
        desk=founding.extension_desk,
    )
)  # fmt: skip

"""去世登记：写明由谁告知、核对过什么；会籍自去世那天止，慰问和补助另办。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Choice, Day, LongText, Text
from yugong.kernel.flow import CLERK, CLOCK, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise.effects import moving
from yugong.scenes.organise.rules import ending

kind = kinds.add(
    Kind(
        key="organise.death",
        name="去世登记",
        number="注销",
        icon="flower",
        opened_by=(CLERK,),
        fields=(
            Day("died_on", "去世日期", past=True),
            Choice("source", "从哪里知道的", of=("家属告知", "单位告知", "社区告知", "公安或民政数据", "其他")),
            Text("reporter", "由谁告知", hint="写姓名和关系，或数据的出处", personal=True),
        ),
        stages=(
            Stage("check", "核对", held_by=REVIEWER, within=workdays(3), tuned="membership.retain", says="工会正在核对。"),
            Stage("open", "等家属意见", held_by=CLERK, within=workdays(5), tuned="membership.confirm", says="家属有不同意见，请和工会联系。"),
        ),
        moves=(
            Move("confirm", "check > open", "核对无误，登记", then=moving.bury, tone="primary"),
            Move("wrong", "check > open", "核对不上，不登记", then=moving.stays, asks=(LongText("why", "怎么核对的"),)),
            Move("silence", "open > closed", "到期没有不同意见", by=CLOCK),
        ),
        loop=Loop(handled=("confirm", "wrong"), heard=("silence",)),
        eligible=ending.may_bury,
    )
)  # fmt: skip

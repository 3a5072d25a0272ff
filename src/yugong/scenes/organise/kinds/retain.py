"""保留会籍：退休、失业、换工作的空档，会籍留着，不交会费；本人说了算，不要单位证明。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Choice, Day
from yugong.kernel.flow import ASKER, CLERK, REVIEWER, RULE, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import hearing
from yugong.scenes.organise.effects import moving
from yugong.scenes.organise.rules import keeping

WHY = ("退休", "失业", "两份工作之间", "暂时不工作", "其他")

kind = kinds.add(
    Kind(
        key="organise.retain",
        name="申请保留会籍",
        number="保留",
        title="保留会籍 · {why}",
        icon="pause",
        opened_by=(ASKER, CLERK),
        fields=(
            Choice("why", "现在是什么情况", of=WHY, hint="下岗还在册、内部退养的，会籍不变，不用办"),
            Day("since", "从哪天开始", past=True),
        ),
        stages=(
            Stage("check", "核对会籍", held_by=REVIEWER, within=workdays(3), tuned="membership.retain", says="工会正在核对。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="保留期间不交会费，也不参加选举；再上班可以恢复。"),
        ),
        moves=(
            Move("keep", "check > told", "保留会籍", then=moving.retain, tone="primary"),
            Move("keep_by_rule", "check > told", "会籍清楚，当场保留", by=RULE, then=moving.retain),
            *hearing.CHECKED,
        ),
        loop=Loop(
            handled=("keep", "keep_by_rule", "refuse", "withdraw"), heard=("agree", "silence", "withdraw")
        ),
        eligible=keeping.may_retain, decide=keeping.decide_retaining,
    )
)  # fmt: skip

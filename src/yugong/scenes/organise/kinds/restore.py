"""恢复会籍：又上班了，保留的会籍恢复正常；入会时间连着算，会员号不变。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Choice, Text
from yugong.kernel.flow import ASKER, CLERK, REVIEWER, RULE, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import hearing
from yugong.scenes.organise.effects import moving
from yugong.scenes.organise.rules import keeping

kind = kinds.add(
    Kind(
        key="organise.restore",
        name="恢复会籍",
        number="恢复",
        title="恢复会籍 · {why}",
        icon="play",
        opened_by=(ASKER, CLERK),
        fields=(
            Choice("why", "现在是什么情况", of=("重新上班了", "退休返聘", "接着跑单", "其他")),
            Text("employer", "现在的单位或平台", optional=True, personal=True, keep="member"),
        ),
        stages=(
            Stage("check", "核对用工", held_by=REVIEWER, within=workdays(3), tuned="membership.retain", says="工会正在核对。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="有不同意见可以再审。"),
        ),
        moves=(
            Move("restore", "check > told", "恢复会籍", then=moving.restore, tone="primary"),
            Move("restore_by_rule", "check > told", "用工清楚，当场恢复", by=RULE, then=moving.restore),
            *hearing.CHECKED,
        ),
        loop=Loop(
            handled=("restore", "restore_by_rule", "refuse", "withdraw"), heard=("agree", "silence", "withdraw")
        ),
        eligible=keeping.may_restore, decide=keeping.decide_restoring,
    )
)  # fmt: skip

"""百优食堂、百佳健身驿站：工会申报，上级按标准评分，够分的公示，公示期满没有问题就命名。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CLOCK, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.service.effects import best as effects
from yugong.scenes.service.rules import asking

kinds.add(
    Kind(
        key="service.hundred_best", name="申报百优食堂、百佳健身驿站", number="百佳", title="{sort} · {name}", icon="badge-check",
        opened_by=(ASKER,), fields=asking.BEST,
        stages=(
            Stage("score", "现场评分", held_by=REVIEWER, within=workdays(15), tuned="best.score", says="上级工会来现场看，按五项标准打分。"),
            Stage("posting", "公示", held_by=REVIEWER, within=workdays(5), tuned="best.posting", says="分数够了，正在公示，期满没有问题就命名。"),
            Stage("told", "结果已告知", held_by=ASKER, within=days(15), tuned="best.told", says="不同意可以请再看一次。"),
        ),
        moves=(
            Move("post", "score > posting", "评分够，公示", asks=asking.CRITERIA, then=effects.posted, tone="primary"),
            Move("refuse", "score > told", "评分不够", asks=(*asking.CRITERIA, asking.WHY), tone="danger"),
            Move("named", "posting > told", "公示期满，命名", by=CLOCK, then=effects.named),
            Move("strike", "posting > told", "公示有问题，不命名", asks=(asking.WHY,), then=effects.struck, tone="danger"),
            Move("accept", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("object", "told > score", "请再看一次", by=ASKER, asks=(asking.WHY,), most=1),
            Move("silent", "told > closed", "到期没有回应", by=CLOCK),
            Move("withdraw", "score > closed", "撤回申报", by=ASKER, tone="danger"),
        ),
        loop=Loop(handled=("refuse", "named", "strike", "withdraw"), heard=("accept", "silent", "withdraw"), unhappy=("object",), aside=("withdraw",)),
        eligible=asking.by_an_officer, desk=asking.above,
    )
)  # fmt: skip

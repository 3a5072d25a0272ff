"""请健康导师来讲一场：工会提，区县总工会请人、定时间，讲过以后工会说好不好。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CLOCK, HANDLER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.service.rules import asking

kinds.add(
    Kind(
        key="service.talk_request", name="请健康导师来讲", number="讲座", title="请健康导师 · {topic}", icon="message-square",
        opened_by=(ASKER,), fields=asking.TALK,
        stages=(
            Stage("arrange", "请导师、定时间", held_by=HANDLER, within=workdays(5), tuned="talk.arrange", says="五个工作日内给你答复。"),
            Stage("heard", "等你们说讲得怎样", held_by=ASKER, within=days(30), tuned="talk.heard", says="讲过以后说一声；没讲成可以再请。"),
        ),
        moves=(
            Move("arranged", "arrange > heard", "导师请到了", asks=asking.ARRANGED, tone="primary"),
            Move("refuse", "arrange > heard", "这次请不到", asks=(asking.WHY,), tone="danger"),
            Move("withdraw", "arrange > closed", "不请了", by=ASKER, tone="danger"),
            Move("good", "heard > closed", "讲得好，谢谢", by=ASKER, tone="primary"),
            Move("again", "heard > arrange", "没有讲成，再请一次", by=ASKER, asks=(asking.WHY,), most=1),
            Move("silent", "heard > closed", "到期没有回应", by=CLOCK),
        ),
        loop=Loop(handled=("arranged", "refuse", "withdraw"), heard=("good", "silent", "withdraw"), unhappy=("again",), aside=("withdraw",)),
        eligible=asking.by_an_officer, desk=asking.above,
    )
)  # fmt: skip

"""法律咨询：职工问，律师答；同意的，隐去身份、由另一人审核后公开。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CLOCK, HANDLER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.rights.effects import law as effects
from yugong.scenes.rights.rules import aiding, mediators
from yugong.scenes.rights.rules.consulting import ANSWER, FIELDS, STILL


def gives(*, matter: object) -> tuple[tuple[str, str, str, str], ...]:
    """The way to the answer."""
    number = getattr(matter, "number", "")
    return (("律师的答复", "答复后在这里看", f"/law/answers/{number}/", "scale"),)


kinds.add(
    Kind(
        key="rights.consultation", name="法律咨询", number="咨询", title="法律咨询 · {topic}", icon="scale",
        opened_by=(ASKER,), fields=FIELDS,
        stages=(
            Stage("answer", "律师答复", held_by=HANDLER, within=workdays(3), tuned="consult.answer", says="三个工作日内由律师答复。"),
            Stage("heard", "等你看答复", held_by=ASKER, within=days(7), tuned="consult.heard", says="看了答复，没说清的可以接着问。"),
        ),
        moves=(
            Move("answer", "answer > heard", "登记律师答复", asks=ANSWER, then=effects.answered, tone="primary"),
            Move("clear", "heard > closed", "说清楚了", by=ASKER, tone="primary"),
            Move("more", "heard > answer", "接着问", by=ASKER, asks=(STILL,)),
            Move("silent", "heard > closed", "到期没有回应", by=CLOCK),
            Move("withdraw", "answer > closed", "不问了", by=ASKER, tone="danger"),
        ),
        loop=Loop(handled=("answer", "withdraw"), heard=("clear", "silent", "withdraw"), unhappy=("more",), aside=("withdraw",)),
        desk=aiding.desk, may_take=mediators.may_take, gives=gives,
        also={"page": "desk_consultation"},
    )
)  # fmt: skip

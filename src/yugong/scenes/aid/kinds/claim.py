"""帮扶确认：系统找到可能符合政策的职工，本人点一下，工会来办；不用填表，单位不知道。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.fields import LongText
from yugong.kernel.flow import ASKER, CLERK, CLOCK, Kind, Loop, Move, Stage, kinds
from yugong.scenes.aid.rules import claiming

kinds.add(
    Kind(
        key=claiming.KIND, name="帮扶确认", number="帮扶", title="帮扶确认 · {policy}", icon="hand-heart",
        opened_by=(ASKER,), fields=claiming.FIELDS,
        stages=(
            Stage("contact", "联系核实", held_by=CLERK, within=workdays(5), tuned="aid.claim.contact", says="工会会打电话联系你，帮你把手续办好，不用再填表。"),
            Stage("told", "结果已告知", held_by=ASKER, within=days(15), tuned="aid.claim.told", says="看看结果；有不同意见，可以请工会再核实。"),
        ),
        moves=(
            Move("done", "contact > told", "已联系，正在办或已办好", tone="primary", asks=(LongText("result", "办到哪一步、什么时候有结果"),)),
            Move("unfit", "contact > told", "核实后不符合", tone="danger", asks=(LongText("reason", "理由和出路"),)),
            Move("agree", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("again", "told > contact", "有不同意见，请再核实", by=ASKER, asks=(LongText("what", "哪里不对"),)),
            Move("silence", "told > closed", "到期没有回应", by=CLOCK),
            Move("withdraw", "contact > closed", "不办了", by=ASKER, tone="danger"),
        ),
        loop=Loop(handled=("done", "unfit", "withdraw"), heard=("agree", "silence", "withdraw"), unhappy=("again",), aside=("withdraw",)),
        eligible=claiming.eligible, desk=claiming.desk, may_take=claiming.may_take,
        also={"start": "my_offers"},
    )
)  # fmt: skip

"""视为自动退会：连续六个月不交会费、不参加活动，教育过仍不改的；先有教育记录，再由委员会定，本人有十五天可以说话。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Day, LongText, Text
from yugong.kernel.flow import ASKER, CLERK, CLOCK, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import hearing
from yugong.scenes.organise.effects import moving
from yugong.scenes.organise.rules import ending

kind = kinds.add(
    Kind(
        key="organise.withdraw",
        name="视为自动退会",
        number="除名",
        icon="user-minus",
        opened_by=(CLERK,),
        fields=(
            Day("unpaid_since", "从哪天起没交会费、没参加活动", hint="要满六个月，没有正当理由", past=True),
            Day("first_on", "第一次谈话", past=True),
            Day("second_on", "第二次谈话", hint="两次之间至少隔 7 天", past=True),
            Text("visitor", "谁去谈的", hint="写姓名和职务", personal=True),
            LongText("talk", "谈话情况", hint="本人怎么说的，有没有正当理由", personal=True),
        ),
        stages=(
            Stage("decide", "委员会讨论", held_by=REVIEWER, within=workdays(5), tuned="membership.decide", says="工会委员会正在讨论，您可以随时留言。"),
            hearing.FIFTEEN_DAYS,
        ),
        moves=(
            Move("withdraw", "decide > told", "视为自动退会", tone="danger", then=moving.propose),
            Move("keep", "decide > told", "不作退会处理", tone="primary", then=moving.stays),
            Move("object", "told > decide", "我不同意", by=ASKER, then=moving.stays, asks=(LongText("said", "请说说理由"),)),
            Move("agree", "told > closed", "知道了", by=ASKER, then=moving.withdraw),
            Move("silence", "told > closed", "到期未提出意见", by=CLOCK, then=moving.withdraw),
        ),
        loop=Loop(handled=("withdraw", "keep"), heard=("agree", "silence")),
        eligible=ending.may_withdraw,
    )
)  # fmt: skip

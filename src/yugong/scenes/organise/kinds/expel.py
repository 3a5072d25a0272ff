"""开除会籍：只因严重犯罪受了刑罚；小组讨论、委员会决定、报上级备案，本人有十五天可以说话。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Day, LongText, Text
from yugong.kernel.flow import ASKER, CLERK, CLOCK, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import hearing
from yugong.scenes.organise.effects import moving
from yugong.scenes.organise.rules import ending

kind = kinds.add(
    Kind(
        key="organise.expel",
        name="开除会籍",
        number="开除",
        icon="user-x",
        opened_by=(CLERK,),
        fields=(
            Text("judgment", "生效判决书编号", personal=True),
            LongText("facts", "判决情况", personal=True),
            Day("group_on", "工会小组讨论日期", past=True),
            LongText("group", "小组讨论意见", personal=True),
        ),
        stages=(
            Stage("decide", "委员会决定", held_by=REVIEWER, within=workdays(5), tuned="membership.decide", says="工会委员会正在讨论，您可以随时留言。"),
            Stage("file", "上级备案", held_by=REVIEWER, within=workdays(5), tuned="membership.decide", says="已报上级工会备案。"),
            hearing.FIFTEEN_DAYS,
        ),
        moves=(
            Move("decide", "decide > file", "决定开除", tone="danger", then=moving.to_upper, asks=(Text("resolution", "委员会决议"),)),
            Move("keep", "decide > told", "不作开除处理", tone="primary", then=moving.stays),
            Move("file", "file > told", "予以备案", tone="primary", then=moving.propose),
            Move("back", "file > decide", "退回复议", then=moving.to_own, asks=(LongText("what", "要复议什么"),)),
            Move("object", "told > decide", "我不同意", by=ASKER, then=moving.reconsider, asks=(LongText("said", "请说说理由"),)),
            Move("agree", "told > closed", "知道了", by=ASKER, then=moving.expel),
            Move("silence", "told > closed", "到期未提出意见", by=CLOCK, then=moving.expel),
        ),
        loop=Loop(handled=("file", "keep"), heard=("agree", "silence")),
        eligible=ending.may_expel,
    )
)  # fmt: skip

"""Moves and stages that several kinds have in common: how an asker hears the result, and answers it."""

from yugong.kernel.calendar import days
from yugong.kernel.fields import LongText
from yugong.kernel.flow import ASKER, CLOCK, Move, Stage
from yugong.scenes.organise.effects import moving

AGREE = Move("agree", "told > closed", "知道了", by=ASKER, tone="primary")
SILENCE = Move("silence", "told > closed", "逾期未表示意见", by=CLOCK)
OBJECT = Move("object", "told > check", "有不同意见", by=ASKER, asks=(LongText("said", "请说说理由"),))
WAY_ON = LongText("way_on", "可以怎么办", hint="写给申请人看")

# A request that the union checks and answers.
CHECKED = (
    Move(
        "refuse", "check > told", "不能办理", then=moving.refuse, tone="danger",
        asks=(LongText("reason", "理由"), WAY_ON),
    ),
    AGREE, OBJECT, SILENCE,
    Move("withdraw", "check > closed", "撤回申请", by=ASKER, tone="danger"),
)  # fmt: skip

# A membership that ends against its holder's will: he has fifteen days to speak.
FIFTEEN_DAYS = Stage(
    "told", "告知本人", held_by=ASKER, within=days(15), tuned="membership.appeal",
    says="有不同意见请在期限内提出；提出之前会籍不变。",
)  # fmt: skip

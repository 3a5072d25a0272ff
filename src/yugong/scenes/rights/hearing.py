"""How an appeal is heard: by the phone page, by a call from somebody drawn by lot, or by silence."""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.flow import ASKER, CALLER, CLOCK, Move, Stage
from yugong.scenes.rights.effects import appeals
from yugong.scenes.rights.rules.asking import SOLVED, SPOKE, TRIED, WHY

STAGES = (
    Stage(
        "asking", "等你评价", held_by=ASKER,
        within=days(5), tuned="sla.12351.confirm",
        says="办得好不好，你说了算；不满意就重办。",
    ),
    Stage(
        "calling", "回访", held_by=CALLER,
        within=workdays(2), tuned="sla.12351.call", drawn=True,
        says="会有一位没经手的同志打电话问你。",
    ),
    Stage(
        "waiting", "再等你说", held_by=ASKER,
        within=days(10), tuned="sla.12351.silence",
        says="电话没联系上你。到期没有消息会先结，以后还能接着办。",
    ),
)  # fmt: skip

MOVES = (
    Move(
        "content", "asking > closed", "满意", by=ASKER, tone="primary",
        asks=(SOLVED,),
    ),
    Move(
        "unhappy", "asking > doing", "不满意，重办", by=ASKER,
        then=appeals.again,
        asks=(WHY,), returns=True,
    ),
    Move("call", "asking > calling", "到期未评，抽人回访", by=CLOCK),
    Move(
        "said_content", "calling > closed", "职工说满意", tone="primary",
        asks=(SOLVED, SPOKE),
    ),
    Move(
        "said_unhappy", "calling > doing", "职工说不满意",
        then=appeals.again,
        asks=(WHY, SPOKE), returns=True,
    ),
    Move("unreached", "calling > waiting", "没联系上", asks=(TRIED,)),
    Move("call_again", "calling > calling", "到期未回访，另抽一人", by=CLOCK),
    Move("content_now", "calling > closed", "满意", by=ASKER, asks=(SOLVED,)),
    Move(
        "unhappy_now", "calling > doing", "不满意，重办", by=ASKER,
        then=appeals.again,
        asks=(WHY,), returns=True,
    ),
    Move(
        "content_late", "waiting > closed", "满意", by=ASKER, tone="primary",
        asks=(SOLVED,),
    ),
    Move(
        "unhappy_late", "waiting > doing", "不满意，重办", by=ASKER,
        then=appeals.again,
        asks=(WHY,), returns=True,
    ),
    Move("silence", "waiting > closed", "一直没有消息，先结", by=CLOCK),
)  # fmt: skip

UNHAPPY = ("unhappy", "said_unhappy", "unhappy_now", "unhappy_late")
HEARD = ("content", "said_content", "content_now", "content_late", "silence")

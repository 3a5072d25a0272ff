"""The panel on an unreasonable claim: persons who had no part in it decide, and publish why."""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.fields import Text
from yugong.kernel.flow import ASKER, CLOCK, REVIEWER, Move, Stage
from yugong.scenes.rights.effects import appeals
from yugong.scenes.rights.rules.asking import REASON, WHY

STAGES = (
    Stage(
        "panel", "评议", held_by=REVIEWER, within=workdays(5), tuned="sla.12351.panel",
        says="由没经手的几位同志一起评议。",
    ),
    Stage(
        "told", "评议结论公示", held_by=ASKER, within=days(5), tuned="sla.12351.panel_told",
        says="评议的理由已经公开，你可以要求再议一次。",
    ),
)  # fmt: skip

MOVES = (
    Move("propose_panel", "doing > panel", "提请评议", tone="danger", then=appeals.to_panel, asks=(REASON,)),
    Move(
        "reasonable", "panel > doing", "诉求合理，继续办", then=appeals.back_to_work, votes=2,
        asks=(REASON,),
    ),
    Move(
        "unreasonable", "panel > told", "诉求不合理", tone="danger", votes=2, then=appeals.unreasonable,
        asks=(Text("reasons", "公布的理由", longest=160),),
    ),
    Move("review", "told > panel", "要求再议", by=ASKER, most=1, then=appeals.to_panel, asks=(WHY,)),
    Move("agree", "told > closed", "知道了", by=ASKER, tone="primary"),
    Move("accepted", "told > closed", "公示期满", by=CLOCK),
)  # fmt: skip

"""一函两书：监督员拟稿，另一名监督员复核，主席签发，送达计时，对照答复；没有整改的升级。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import LongText
from yugong.kernel.flow import ASKER, CLERK, CLOCK, HANDLER, OUTSIDE, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.rights.effects import letters as effects
from yugong.scenes.rights.rules import routing
from yugong.scenes.rights.rules.letters import ANSWER, HEAD, SERVICE, Rank, ranks

WHAT = LongText("what", "要改什么", longest=600)
WHY = LongText("why", "怎么核实的，依据是什么", longest=600)


def declared(rank: Rank) -> Kind:
    """The kind of one rank; a reminder may also be published, the last rank goes on to an authority."""
    public = Move("publish", "serve > judge", "公开发布", then=effects.publish)
    published = (public,) if rank.key == "reminder" else ()
    onward = f"没有整改，发{ranks[rank.then].word}" if rank.then else "没有处理，报有权机关"
    return Kind(
        key=rank.kind, name=rank.word, number=rank.word, title=rank.word + " · {addressee}", icon="stamp",
        opened_by=(HANDLER,), fields=HEAD,
        stages=(
            Stage("second", "监督员复核", held_by=HANDLER, within=workdays(2), tuned="letter.second", says="另一名监督员在复核。"),
            Stage("mend", "改正文", held_by=ASKER, within=workdays(5), tuned="letter.mend", says="请在工作台「一函两书」改正文后再交。"),
            Stage("sign", "签发", held_by=REVIEWER, within=workdays(2), tuned="letter.sign", says="等主席、副主席签发。"),
            Stage("serve", "用印送达", held_by=CLERK, within=workdays(3), tuned="letter.serve", says="盖章后送达，拿到回证。"),
            Stage("reply", "等答复", held_by=CLERK, within=workdays(rank.days), tuned=rank.reply, says="等对方答复。"),
            Stage("judge", "对照核实", held_by=REVIEWER, within=workdays(3), tuned="letter.judge", says="核实是否整改。"),
        ),
        moves=(
            Move("confirm", "second > sign", "复核同意", then=effects.second, tone="primary"),
            Move("back", "second > mend", "退回改正文", asks=(WHAT,)),
            Move("mended", "mend > second", "改好了，再交", by=ASKER),
            Move("withdraw", "mend > closed", "不发了", by=ASKER, then=effects.dropped, tone="danger"),
            Move("lapse", "mend > closed", "逾期未改，作废", by=CLOCK, then=effects.dropped),
            Move("sign", "sign > serve", "签发", then=effects.sign, tone="primary"),
            Move("return", "sign > mend", "退回改正文", asks=(WHAT,)),
            Move("served", "serve > reply", "登记送达", asks=SERVICE, then=effects.served, tone="primary"),
            Move("received", "serve > reply", "对方电子签收", by=OUTSIDE),
            *published,
            Move("record", "reply > judge", "登记答复", asks=ANSWER, then=effects.answered, tone="primary"),
            Move("answered", "reply > judge", "对方电子答复", by=OUTSIDE),
            Move("silent", "reply > judge", "逾期未答复", by=CLOCK, then=effects.silent),
            Move("settle", "judge > closed", "已整改，办结", asks=(WHY,), then=effects.settle, tone="primary"),
            Move("raise", "judge > closed", onward, asks=(WHY,), then=effects.raised, tone="danger"),
        ),
        loop=Loop(
            handled=("withdraw", "lapse", "served", "received", *(move.name for move in published)), heard=("withdraw", "lapse", "settle", "raise")
        ),
        bars=routing.bars_of_picked,
    )  # fmt: skip


for one in ranks:
    kinds.add(declared(one))

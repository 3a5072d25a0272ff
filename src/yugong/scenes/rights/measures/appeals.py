"""12351: what was asked, answered in time, heard, satisfied; each share with its whole beside it."""

from yugong.engines.matters.queries.counted import HEARINGS, MATTERS
from yugong.kernel.measure import Measure, Party, Ratio, local, measures

OURS = "t.kind = 'rights.hotline_12351'"
HEARD = f"{OURS} AND t.counted AND h.answer <> 'aside'"
DISTRICTS = ("district", "zone")


def _matters(key: str, name: str, counts: str, *, day: str, where: str, by: Party, seen: Party) -> Measure:
    return Measure(
        key=f"rights.{key}",
        name=name,
        unit="count",
        counts=counts,
        done_by=by,
        confirmed_by=seen,
        source=MATTERS,
        day=day,
        where=f"{OURS} AND {where}",
        expects=DISTRICTS if key == "appeals" else (),
    )


def _heard(key: str, name: str, counts: str, where: str) -> Measure:
    return Measure(
        key=f"rights.{key}",
        name=name,
        unit="count",
        word="次",
        counts=counts,
        done_by=Party.HANDLER,
        confirmed_by=Party.WORKER,
        source=HEARINGS,
        day=local("h.at"),
        where=where,
    )


ANSWERED = "t.counted AND t.answered_at IS NOT NULL AND t.answer_due IS NOT NULL"
measures.add(
    _matters(
        "appeals",
        "12351 诉求",
        "这段时间收到的 12351 诉求，含匿名和来电来访，按提出日期计",
        day=local("t.opened_at"),
        where="TRUE",
        by=Party.WORKER,
        seen=Party.HANDLER,
    )
)
measures.add(
    _matters(
        "answered",
        "12351 首次答复",
        "这段时间给出首次答复的 12351 诉求，评议结案的不计，按答复日期计",
        day=local("t.answered_at"),
        where=ANSWERED,
        by=Party.HANDLER,
        seen=Party.CLOCK,
    )
)
measures.add(
    _matters(
        "answered_in_time",
        "12351 按时答复",
        "首次答复中在规定工作日期限以内给出的，按答复日期计",
        day=local("t.answered_at"),
        where=f"{ANSWERED} AND t.answered_at <= t.answer_due",
        by=Party.HANDLER,
        seen=Party.CLOCK,
    )
)
measures.add(
    _matters(
        "appeals_closed",
        "12351 办结",
        "这段时间办结的 12351 诉求：已经办理，并且问过职工本人，按办结日期计",
        day=local("t.closed_at"),
        where="t.closed_at IS NOT NULL",
        by=Party.HANDLER,
        seen=Party.WORKER,
    )
)
measures.add(
    _heard("heard", "12351 回访", "就 12351 诉求的办理问过职工本人的次数，撤回和评议结案的不计", HEARD)
)
measures.add(
    _heard(
        "content",
        "12351 满意",
        "12351 回访中职工本人说满意的次数，未表态不算满意",
        f"{HEARD} AND h.answer = 'yes'",
    )
)
measures.add(
    _heard(
        "solved",
        "12351 确认解决",
        "12351 回访中职工本人确认已经解决的次数",
        f"{HEARD} AND h.answer = 'yes' AND h.solved = 'yes'",
    )
)
measures.add(
    _heard(
        "reopened",
        "12351 退回重办",
        "12351 回访中职工本人不满意、退回重新办理的次数",
        f"{HEARD} AND h.answer = 'no'",
    )
)
measures.add(
    _heard(
        "silent",
        "12351 未表态",
        "12351 回访中问过而没有表态的次数，单独列出，计入满意率的分母",
        f"{HEARD} AND h.answer = 'silent'",
    )
)
measures.add(
    Ratio(
        key="rights.in_time_rate",
        name="12351 按时答复率",
        counts="按时答复的占这段时间全部首次答复的比例",
        x="rights.answered_in_time",
        of="rights.answered",
    )
)
measures.add(
    Ratio(
        key="rights.content_rate",
        name="12351 满意率",
        counts="说满意的占全部回访的比例，未表态计入分母",
        x="rights.content",
        of="rights.heard",
    )
)
measures.add(
    Ratio(
        key="rights.solved_rate",
        name="12351 解决率",
        counts="本人确认解决的占全部回访的比例，未表态计入分母",
        x="rights.solved",
        of="rights.heard",
    )
)

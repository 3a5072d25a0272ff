"""The desk's work over all kinds of matters: what was asked, handled and heard, what is overdue."""

from yugong.engines.matters.queries.counted import HEARINGS, MATTERS
from yugong.kernel.flow import ASKER
from yugong.kernel.measure import Measure, Party, Ratio, local, measures

measures.add(
    Measure(
        key="organise.asked",
        name="职工提出事项",
        unit="count",
        counts="这段时间职工提出、工会收到的全部事项，按提交时间计",
        done_by=Party.WORKER,
        confirmed_by=Party.HANDLER,
        source=MATTERS,
        day=local("t.opened_at"),
    )
)
measures.add(
    Measure(
        key="organise.closed",
        name="办结事项",
        unit="count",
        counts="这段时间办结的事项：已经办理，并且问过职工本人，按办结时间计",
        done_by=Party.HANDLER,
        confirmed_by=Party.WORKER,
        source=MATTERS,
        day=local("t.closed_at"),
        where="t.closed_at IS NOT NULL",
    )
)
measures.add(
    Measure(
        key="organise.overdue",
        name="此刻超时事项",
        unit="count",
        counts="截至那一天环节期限已过、仍没有办完的事项，等职工本人和暂停计时的不算",
        done_by=Party.HANDLER,
        confirmed_by=Party.CLOCK,
        source=MATTERS,
        day=f"{local('t.due_at')} + 1",
        until="NULL::date",
        where=f"t.closed_at IS NULL AND t.paused_at IS NULL AND t.held_by <> '{ASKER}'",
    )
)
measures.add(
    Measure(
        key="organise.heard",
        name="回访职工",
        unit="count",
        word="次",
        counts="这段时间就工会的办理问过职工本人的次数，撤回和评议结案的不计",
        done_by=Party.HANDLER,
        confirmed_by=Party.WORKER,
        source=HEARINGS,
        day=local("h.at"),
        where="t.counted AND h.answer <> 'aside'",
    )
)
measures.add(
    Measure(
        key="organise.content",
        name="职工满意",
        unit="count",
        word="次",
        counts="这段时间回访中职工本人说满意的次数，未表态不算满意",
        done_by=Party.HANDLER,
        confirmed_by=Party.WORKER,
        source=HEARINGS,
        day=local("h.at"),
        where="t.counted AND h.answer = 'yes'",
    )
)
measures.add(
    Ratio(
        key="organise.content_rate",
        name="职工满意率",
        counts="回访中职工本人说满意的次数占全部回访次数，未表态计入分母",
        x="organise.content",
        of="organise.heard",
    )
)

"""The year of the hotline: which story is told how often, and when it begins."""

from dataclasses import dataclass

from yugong.worlds.nanchuan.rights import answering, detours, gatherings, hearings
from yugong.worlds.nanchuan.rights.appealing import Tell


@dataclass(frozen=True)
class Plot:
    """A story, how often it is told, and between how many working days ago it began."""

    tell: Tell
    times: int
    first: int = 240
    last: int = 25
    who: str = ""  # "unreasonable", "strange": whose words it has; "named": only somebody with a name
    days: tuple[int, ...] = ()  # instead: exactly so many working days ago


TOTAL, TOGETHER = 139, 12
PLOTS = (
    Plot(answering.waits, 4, days=(0, 0, 0, 1)),
    Plot(answering.dispatched, 3, days=(1, 1, 1)),
    Plot(detours.sent_back, 1, days=(2,)),
    Plot(answering.doing, 4, days=(2, 3, 3, 4)),
    Plot(answering.noted, 3, days=(4, 4, 5)),
    Plot(answering.doing, 1, days=(8,)),  # overdue
    Plot(detours.paused, 1, days=(5,)),
    Plot(detours.urged, 2, days=(4, 5), who="named"),
    Plot(detours.watched, 1, days=(8,), who="named"),
    Plot(detours.handed_up, 1, days=(4,)),
    Plot(answering.answered, 4, days=(5, 6, 6, 7)),
    Plot(hearings.calling, 2, days=(9, 10)),
    Plot(hearings.unreached, 2, days=(13, 15)),
    Plot(hearings.unhappy, 2, days=(7, 8), who="named"),
    Plot(hearings.raised, 1, days=(11,), who="named"),
    Plot(gatherings.panel, 1, days=(5,), who="unreasonable"),
    Plot(gatherings.ruled, 1, days=(6,), who="unreasonable"),
    Plot(gatherings.reopened, 1, days=(29,), who="named"),
    Plot(gatherings.ruled_and_read, 1, who="unreasonable"),
    Plot(answering.declined_and_read, 2, who="strange"),
    Plot(answering.declined, 1, who="strange"),
    Plot(answering.cancelled, 2),
    Plot(hearings.called, 10),
    Plot(hearings.called_unhappy, 2),
    Plot(hearings.unreached, 6, last=40),
    Plot(hearings.unhappy_then_content, 6, who="named"),
    Plot(hearings.raised_then_content, 2, who="named"),
    Plot(detours.redirected, 2),
    Plot(detours.overruled, 1),
    Plot(detours.handed_up_then_content, 2),
    Plot(detours.paused_then_content, 2),
    Plot(detours.watched_then_content, 1),
    Plot(answering.late_content, 3),
    Plot(gatherings.reopened_then_content, 1, last=70, who="named"),
)
REST = TOTAL - TOGETHER - sum(plot.times for plot in PLOTS)
ALL = (*PLOTS, Plot(answering.content, REST, last=10))

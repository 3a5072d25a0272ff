"""Reading matters: one in full, lists for the desk and the asker, whose turn it is, and the story so far."""

from yugong.engines.matters.queries.clocks import reading
from yugong.engines.matters.queries.reading import (
    Said,
    all_answers,
    by_number,
    clocks,
    draft,
    on_desk,
    open_of,
    own,
    picked,
    place_in_queue,
    shown_answers,
    thread,
)
from yugong.engines.matters.queries.story import Step, ahead, story
from yugong.engines.matters.queries.turns import may_tend, moves_for
from yugong.engines.matters.queries.worklist import (
    GROUPS,
    TABS,
    Row,
    counts,
    done_today,
    kinds_here,
    my_matters,
    next_to,
    worklist,
)

__all__ = [
    "GROUPS",
    "TABS",
    "Row",
    "Said",
    "Step",
    "ahead",
    "all_answers",
    "by_number",
    "clocks",
    "counts",
    "done_today",
    "draft",
    "kinds_here",
    "may_tend",
    "moves_for",
    "my_matters",
    "next_to",
    "on_desk",
    "open_of",
    "own",
    "picked",
    "place_in_queue",
    "reading",
    "shown_answers",
    "story",
    "thread",
    "worklist",
]

"""Reading matters: one in full, lists for the desk and the asker, whose turn it is, and the story so far."""

from yugong.engines.matters.models import ClockRow, Matter
from yugong.engines.matters.queries.counting import to_count
from yugong.engines.matters.queries.drawing import pool
from yugong.engines.matters.queries.gathering import gathered
from yugong.engines.matters.queries.hearing import noes
from yugong.engines.matters.queries.keeping import kept_numbers
from yugong.engines.matters.queries.lookups import desks, known_facts, offered, person, picked_words, sent
from yugong.engines.matters.queries.marks import About, marks, supervisions
from yugong.engines.matters.queries.officers import handled_by, officers
from yugong.engines.matters.queries.reading import (
    Said,
    all_answers,
    by_number,
    clocks,
    draft,
    may_take,
    numbered,
    on_desk,
    open_of,
    own,
    picked,
    place_in_queue,
    shown,
    shown_answers,
    thread,
)
from yugong.engines.matters.queries.rows import GROUPS, Row
from yugong.engines.matters.queries.sheet import Sheet, sheet
from yugong.engines.matters.queries.story import Step, ahead, lookers, names_in, onward, story
from yugong.engines.matters.queries.tabs import TABS, has_tab
from yugong.engines.matters.queries.timing import AnyClock, promised, reading, spanned
from yugong.engines.matters.queries.turns import hands, may_tend, moves_for
from yugong.engines.matters.queries.worklist import found, my_matters, worklist

__all__ = [
    "GROUPS",
    "TABS",
    "About",
    "AnyClock",
    "ClockRow",
    "Matter",
    "Row",
    "Said",
    "Sheet",
    "Step",
    "ahead",
    "all_answers",
    "by_number",
    "clocks",
    "desks",
    "draft",
    "found",
    "gathered",
    "handled_by",
    "hands",
    "has_tab",
    "kept_numbers",
    "known_facts",
    "lookers",
    "marks",
    "may_take",
    "may_tend",
    "moves_for",
    "my_matters",
    "names_in",
    "noes",
    "numbered",
    "offered",
    "officers",
    "on_desk",
    "onward",
    "open_of",
    "own",
    "person",
    "picked",
    "picked_words",
    "place_in_queue",
    "pool",
    "promised",
    "reading",
    "sent",
    "sheet",
    "shown",
    "shown_answers",
    "spanned",
    "story",
    "supervisions",
    "thread",
    "to_count",
    "worklist",
]

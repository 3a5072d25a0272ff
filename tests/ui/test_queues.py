"""A queue's rows: every value is escaped, and only what is there is drawn."""

from markupsafe import Markup

from yugong.ui.queues import queued
from yugong.ui.shapes import QueueRow
from yugong.ui.words import Reading

BAD = '<b>&"'
SAFE = "&lt;b&gt;&amp;&#34;"


def test_every_value_of_a_row_is_escaped() -> None:
    row = QueueRow(BAD, BAD, BAD, Reading(BAD), BAD, BAD, preview=BAD)
    drawn = queued([row], BAD, BAD)
    assert isinstance(drawn, Markup)
    assert (BAD in drawn, "<b>" in drawn, drawn.count(SAFE)) == (False, False, 10)


def test_a_row_says_what_is_new_and_which_is_open() -> None:
    plain, marked = (
        queued([QueueRow("1", "事", "/1", Reading("剩 1 天"), unread=new, current=new)], "bulk", "#pv")
        for new in (False, True)
    )
    assert ("，未读" in plain, "aria-current" in plain, "hx-get" in plain) == (False, False, False)
    assert ("，未读" in marked, 'aria-current="true"' in marked, 'class="q unread cur"' in marked) == (
        True,
        True,
        True,
    )

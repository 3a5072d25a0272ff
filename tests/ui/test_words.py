"""Words: status and clock have one word, one shape; shares come in steps of five."""

from dataclasses import replace

import pytest

from yugong.kernel.errors import Broken
from yugong.ui import words


def test_a_status_has_a_word_and_a_shape():
    assert words.status("fix") == words.Status("要补正", "warn")


def test_an_unknown_status_is_named():
    with pytest.raises(Broken, match="'gone'"):
        words.status("gone")


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "p-0"), (None, "p-0"), (1, "p-5"), (82, "p-80"), (83, "p-85"), (140, "p-100"), (-3, "p-0")],
)
def test_a_share_is_a_class(share, shown):
    assert words.percent(share) == shown


def test_a_clock_asks_for_attention_when_little_is_left():
    calm = words.Reading("剩 3 天", "running", 40, "剩 2 天 6 时")
    assert words.clock(calm) == ("剩 3 天", "p-40")
    assert words.clock(calm, exact=True) == ("剩 2 天 6 时", "p-40")
    assert words.clock(replace(calm, percent=82)) == ("剩 3 天", "soon p-80")
    assert words.clock(replace(calm, state="overdue", percent=100)) == ("剩 3 天", "over p-100")
    assert words.clock(replace(calm, state="done", late=True)) == ("剩 3 天", "soon p-40")
    assert words.clock(words.Reading("", "paused", 40)) == ("暂停", "pause p-40")

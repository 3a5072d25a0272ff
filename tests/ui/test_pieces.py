"""Pieces drawn once: what is put in by name stands where the macro shows it, and is escaped as it must be."""

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape

from yugong.ui.pieces import filled

SOURCE = (
    "{% macro act(label, number, token, note) %}"
    '<a href="/m/{{ number }}/">{{ label }}</a>{{ token }}<p>{{ note }}{{ note }}</p>{{ seen() }}'
    "{% endmacro %}"
)


@pytest.fixture
def act():
    env, drawings = Environment(autoescape=True), []
    env.globals["seen"] = lambda: drawings.append(1) or ""
    piece = filled(env.from_string(SOURCE).module.act)
    return lambda *given, **put: (piece(*given, **put), len(drawings))


def put(**other):
    return {"number": "A-1", "token": Markup("<i>"), "note": escape("<b> & more"), **other}


def test_a_piece_is_drawn_once_and_filled_each_time(act):
    shown = '<a href="/m/{}/">办</a><i><p>{}{}</p>'
    note = "&lt;b&gt; &amp; more"
    assert act("办", **put()) == (shown.format("A-1", note, note), 1)
    assert act("办", **put(number="B_2", note=escape("x"))) == (shown.format("B_2", "x", "x"), 1)
    assert act("退", **put())[1] == 2
    assert isinstance(act("办", **put())[0], Markup)


def test_a_word_of_an_address_stands_there_in_percents(act):
    assert 'href="/m/%E5%85%A5%E4%BC%9A-1/"' in act("办", **put(number="入会-1"))[0]


def test_what_is_neither_plain_nor_markup_is_drawn_anew_and_escaped(act):
    text, drawings = act("办", **put(number='"><x>', note="<b>"))
    assert ('<a href="/m/&#34;&gt;&lt;x&gt;/">' in text, "<p>&lt;b&gt;&lt;b&gt;</p>" in text) == (True, True)
    assert act("办", **put(number='"><x>', note="<b>"))[1] == drawings + 1

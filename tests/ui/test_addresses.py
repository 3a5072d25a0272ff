"""Addresses looked up once are those Django reverses; rows drawn once are never trusted by likeness."""

from uuid import UUID

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from markupsafe import Markup

from yugong.ui import addresses
from yugong.ui.tables import Cell, drawn

ROW = UUID("0190a000-0000-7000-8000-000000000001")


def test_addresses_are_those_of_the_pages(settings):
    settings.ROOT_URLCONF = "yugong.site.urls"
    assert addresses.address("desk_members") == reverse("desk_members")
    assert addresses.address("no_such_page") == ""
    assert addresses.of_row("desk_person", ROW) == reverse("desk_person", args=(ROW,))
    assert addresses.url("desk_matter", "入会-1") == reverse("desk_matter", args=("入会-1",))
    assert addresses.url("desk_person", ROW) == reverse("desk_person", args=(ROW,))
    for key in ("12351-260000001", "入会-1", "a b"):
        assert addresses.url("desk_act", key, "claim") == reverse("desk_act", args=(key, "claim"))
    assert addresses.url("desk_matter", number="x") == reverse("desk_matter", kwargs={"number": "x"})


@pytest.mark.parametrize("wrong", ["", "a/b", "../x", "x?y", None])
def test_what_is_no_address_to_django_is_none_here(settings, wrong):
    """What stands for an argument is not what is asked for: words are taken as they are only if plain."""
    settings.ROOT_URLCONF = "yugong.site.urls"
    for name in ("desk_matter", "desk_person"):
        try:
            told = reverse(name, args=(wrong,))
        except NoReverseMatch:
            told = None
        try:
            found = addresses.url(name, wrong)
        except NoReverseMatch:
            found = None
        assert found == told


def test_every_page_has_the_address_that_django_gives(settings):
    """By every kind of argument that a page takes: pieces of one address are put together for all."""
    settings.ROOT_URLCONF = "yugong.site.urls"
    given = {"UUIDConverter": ROW, "IntConverter": 7, "StringConverter": "s-1", "SlugConverter": "a_b-1"}
    seen = 0
    for name, ways in get_resolver().reverse_dict.lists():
        for possible, _, _, kinds in ways if isinstance(name, str) else ():
            for _, names in possible:
                args = [given[type(kinds[one]).__name__] for one in names]
                assert addresses.url(name, *args) == reverse(name, args=args)
                seen += 1
    assert seen > 300


def test_text_that_equals_markup_is_still_escaped():
    def tag(status, text):
        return Markup("<i>{}</i>").format(text)

    bold = Markup("<b>x</b>")
    assert drawn((Cell(bold),), tag) == "<td><b>x</b></td>"
    assert drawn((Cell("<b>x</b>"),), tag) == "<td>&lt;b&gt;x&lt;/b&gt;</td>"
    assert drawn((Cell("a&b", "/?x=1&y=2", cls="r"),), tag) == (
        '<td class="r"><a class="k" href="/?x=1&amp;y=2">a&amp;b</a></td>'
    )
    assert drawn((Cell("<", status="warn"),), tag) == "<td><i>&lt;</i></td>"

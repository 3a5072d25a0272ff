"""Addresses looked up once are those Django reverses; rows drawn once are never trusted by likeness."""

from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from yugong.ui import addresses
from yugong.ui.tables import Cell, drawn

ROW = UUID("0190a000-0000-7000-8000-000000000001")


def test_addresses_are_those_of_the_pages(settings):
    settings.ROOT_URLCONF = "yugong.site.urls"
    assert addresses.address("desk_members") == reverse("desk_members")
    assert addresses.address("no_such_page") == ""
    assert addresses.of_row("desk_person", ROW) == reverse("desk_person", args=(ROW,))
    assert addresses.of_key("desk_matter", "入会-1") == reverse("desk_matter", args=("入会-1",))
    assert addresses.url("desk_person", ROW) == reverse("desk_person", args=(ROW,))


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

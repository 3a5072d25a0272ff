"""Tables: keyset pages over real rows, forwards and back, filters kept, personal ones never in an address."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType

from yugong.ui import tables
from yugong.ui.tables import Cell, Column, Filter, Table

TABLE = Table(
    columns=(Column("model", "模型", lambda row: Cell(row.model, f"#{row.pk}")), Column("app_label", "应用")),
    sort=("-app_label", "id"),
    filters=(
        Filter(
            "app", "应用", lambda rows, value: rows.filter(app_label=value), "select", ("house", "garden")
        ),
        Filter("q", "名字", lambda rows, value: rows.filter(model__startswith=value), "private"),
    ),
    size=3,
    label="model",
)


@pytest.fixture
def rows(db):
    ContentType.objects.bulk_create(ContentType(app_label="house", model=f"h{n}") for n in range(5))
    ContentType.objects.bulk_create(ContentType(app_label="garden", model=f"g{n}") for n in range(3))
    return ContentType.objects.filter(app_label__in=("house", "garden"))


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def names(page: tables.Page) -> list[str]:
    return [line.label for line in page.rows]


def test_pages_follow_without_gap_and_lead_back(rows):
    first = TABLE.page(rows, {}, "/x/")
    second = TABLE.page(rows, asked(first.after), "/x/")
    third = TABLE.page(rows, asked(second.after), "/x/")
    assert [names(first), names(second), names(third)] == [
        ["h0", "h1", "h2"],
        ["h3", "h4", "g0"],
        ["g1", "g2"],
    ]
    assert (first.before, third.after, first.total, first.capped) == ("", "", 8, False)
    back = TABLE.page(rows, asked(third.before), "/x/")
    assert names(back) == names(second)
    assert names(TABLE.page(rows, asked(back.before), "/x/")) == names(first)


def test_a_filter_narrows_and_stays_in_the_address(rows):
    page = TABLE.page(rows, {"app": "house"}, "/x/")
    assert (page.total, page.filtered, asked(page.after)["app"]) == (5, True, "house")
    assert TABLE.page(rows, {"app": "moon"}, "/x/").total == 8


def test_a_private_filter_never_stands_in_an_address(rows):
    page = TABLE.page(rows, {"q": "h"}, "/x/")
    assert (page.total, page.private, page.after, page.before) == (5, True, "", "")


@pytest.mark.parametrize("forged", ["x", "W10", "WyJhIiwgImIiXQ", "é", "x" * 500])
def test_a_forged_cursor_means_the_first_page(rows, forged):
    assert names(TABLE.page(rows, {"after": forged}, "/x/")) == ["h0", "h1", "h2"]


def test_a_long_count_is_capped(rows, monkeypatch):
    monkeypatch.setattr(tables, "CAP", 4)
    page = TABLE.page(rows, {}, "/x/")
    assert (page.total, page.capped) == (4, True)


def test_a_cell_may_be_text_status_or_nothing():
    column = Column("a", "甲", align="r")
    assert column.cell({"a": None}) == Cell("—", cls="r")
    assert Column("a__b", "乙").cell({"a": {"b": 3}}) == Cell(3)


def test_a_list_renders(env, rows):
    page = TABLE.page(rows, {}, "/x/")
    shown = env.from_string("{{ ui.filters(p) }}{{ ui.table(p, form='b') }}{{ ui.pager(p, '个') }}").render(
        p=page
    )
    assert 'method="post"' in shown
    assert 'name="pick"' in shown
    assert 'rel="next"' in shown
    assert "每页" in shown


def test_an_empty_list_says_what_to_do_instead_of_counting(env, rows):
    def shown(page):
        return env.from_string("{{ ui.pager(p, '个') }}").render(p=page)

    narrowed = shown(TABLE.page(rows, {"q": "nobody"}, "/x/"))
    assert "按这些条件一个也没有" in narrowed
    assert "每页" not in narrowed
    assert "现在一个也没有，有了会列在这里。" in shown(TABLE.page(rows.filter(pk=None), {}, "/x/"))

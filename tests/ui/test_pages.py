"""Pages: a page or its block, the look from cookies, the menu a reader may see, times and money in words."""

from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory
from jinja2.nodes import Macro

from yugong.kernel import decision
from yugong.kernel.decision import Decision
from yugong.kernel.errors import Broken
from yugong.kernel.permissions import Permission
from yugong.ui import environment, pages, views
from yugong.ui.menus import Entry, Item, Menu

AT = datetime(2026, 7, 14, 8, 40, tzinfo=UTC)


def test_htmx_gets_the_block_and_a_browser_the_page(ask):
    request = ask()
    context = views.samples.gallery()
    assert "<html" in pages.render(request, "ui/gallery_desk.html", context)
    block = pages.render(request, "ui/gallery_desk.html", context, "#main")
    assert "<html" not in block
    assert "desk-icons.svg" in block
    with pytest.raises(Broken, match="no block 'nothing'"):
        pages.render(request, "ui/gallery_desk.html", context, "nothing")


def test_a_boosted_load_is_a_page():
    ask = RequestFactory().get
    assert pages.wants_fragment(ask("/", headers={"HX-Request": "true"}))
    assert not pages.wants_fragment(ask("/", headers={"HX-Request": "true", "HX-Boosted": "true"}))
    assert not pages.wants_fragment(ask("/"))


def test_a_look_is_kept_and_leads_back():
    response = views.look(RequestFactory().post("/look/", {"size": "care", "theme": "pink", "next": "/m/"}))
    assert (response.status_code, response.headers["Location"]) == (302, "/m/")
    assert {key: held.value for key, held in response.cookies.items()} == {"yg_size": "care"}


def test_a_look_never_leads_away():
    response = views.look(RequestFactory().post("/look/", {"next": "https://elsewhere.example/"}))
    assert response.headers["Location"] == "/"


def test_a_forged_cookie_counts_as_no_choice(ask):
    assert pages.look_of(ask(yg_size='"><script>')).size == "std"


def test_nothing_of_a_shell_hides_what_a_page_shows():
    """A macro of a shell hides what a page below it shows under the same name."""
    env = pages.house()
    shells = [env.parse(env.loader.get_source(env, shell)[0]) for shell in environment.SHELLS]
    made = [macro.name for shell in shells for macro in shell.find_all(Macro)]
    assert [name for name in made if not name.startswith("shell_")] == []


def test_the_side_folds_and_a_closed_group_says_what_waits_in_it(ask):
    def item(key, count=0, hot=False):
        return Item(key, "users", key, f"/{key}/", count, hot)

    menu = [
        ("", [item("a")]),
        ("一件事", [item("b"), item("c", 2), item("d", 3, True)]),
        ("系统", [item("e")]),
    ]
    page = pages.render(ask(), "ui/shell_desk.html", {"menu": menu, "here": "e"})
    side = page.partition('<nav class="side"')[2].partition("</nav>")[0]
    assert side.count("<details>") == side.count("<details open>") == 1
    closed, opened = side.split("<details open>")
    assert '<summary><span>一件事</span><span class="n hot">5</span></summary>' in closed
    assert [f'href="/{key}/"' in closed for key in "abcde"] == [True, True, True, True, False]
    assert '<a href="/e/" title="e" aria-current="page">' in opened


def test_a_menu_shows_what_one_may_open(ask, monkeypatch):
    menu = Menu()
    menu.add(Entry("b", "organise", "users", "会员", "gallery", Permission.MEMBER_LIST))
    menu.add(Entry("a", "work", "inbox", "待办", "gallery", count=lambda request: 3, hot=True))
    menu.add(Entry("c", "work", "inbox", "还没有", "no_such_page"))
    before = decision.fill(lambda actor, permission, thing: Decision(False, ""))
    try:
        assert [(head, [item.key for item in items]) for head, items in menu.shown(ask())] == [("", ["a"])]
        decision.fill(lambda actor, permission, thing: Decision(True, ""))
        assert [item.key for _, items in menu.shown(ask()) for item in items] == ["a", "b"]
        assert menu.shown(ask())[0][1][0].hot
    finally:
        decision.fill(before)
    with pytest.raises(Broken, match="twice"):
        menu.add(Entry("a", "work", "inbox", "待办", "gallery"))
    with pytest.raises(Broken, match="'kitchen'"):
        menu.add(Entry("d", "kitchen", "inbox", "待办", "gallery"))


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ at|when }}", "7 月 14 日 16:40"),
        ("{{ at|day }}", "7 月 14 日"),
        ("{{ at|day(year=true) }}", "2026 年 7 月 14 日"),
        ("{{ at|stamp }}", "07-14 16:40"),
        ("{{ on|stamp }}", "07-14"),
        ("{{ at|iso }}", "2026-07-14"),
        ("{{ none|when }}", ""),
        ("{{ 486200|money }}", "4,862.00"),
        ("{{ '13800005678'|mask_phone }}", "138****5678"),
    ],
)
def test_filters(env, template, shown):
    assert env.from_string(template).render(at=AT, on=date(2026, 7, 14)) == shown


def test_a_template_knows_its_shell(env):
    assert env.shell_of("ui/gallery_desk.html") == "desk"
    assert env.shell_of("ui/gallery_worker.html") == "worker"
    assert env.shell_of("ui/tag/tag.html") == "worker"
    assert environment.template_dirs()[0].name == "templates"


def test_while_the_demo_is_filled_in_every_page_says_so(settings, tmp_path):
    settings.YUGONG_DEMO, settings.FILLING = True, tmp_path / "filling"
    assert pages.demo() == "演示数据"
    settings.FILLING.touch()
    assert pages.demo() == "演示数据，还在装入"
    settings.YUGONG_DEMO = False
    assert pages.demo() == ""

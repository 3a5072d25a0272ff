"""Templates call parts as the parts are declared, reach down or inside only, and hold no inline code."""

import pytest
from jinja2 import TemplateError

from yugong.ui import build

from .markup import by_name, env, icons, inline, linked, misfits, name_of, reached, strays, syntax
from .tree import may_reach, place, short, show, templates

# Templates that become a PDF and are never sent to a browser, so no content policy applies to them.
PRINTED = {
    "ui/paper.html", "matters/casefile.html", "ledger/voucher_paper.html", "organise/cockpit_paper.html",
    "service/station_poster.html",
}  # fmt: skip


def test_every_template_compiles():
    offenders = []
    for path in templates():
        try:
            env().compile(path.read_text(encoding="utf-8"), name=name_of(path), filename=str(path))
        except TemplateError as error:
            offenders.append(f"{short(path)}: {error}")
    assert not offenders, show(offenders)


def test_no_two_templates_share_a_name():
    assert len(by_name()) == len(templates())


def test_every_part_is_called_as_it_is_declared():
    offenders = [f"{short(p)}:{line}: {why}" for p in templates() for line, why in misfits(syntax(p))]
    assert not offenders, show(offenders)


def test_templates_reach_down_or_inside():
    offenders = []
    for path in templates():
        for line, name in reached(syntax(path)):
            target = by_name().get(name)
            if target is None and not name.startswith(("account/", "mfa/", "usersessions/")):
                offenders.append(f"{short(path)}:{line}: there is no template {name!r}")
            if target and not may_reach(place(path), place(target)):
                offenders.append(f"{short(path)}:{line}: reaches up or sideways to {name!r}")
    assert not offenders, show(offenders)


def test_links_name_pages_below_or_inside():
    offenders = [
        f"{short(path)}:{line}: {why}"
        for path in templates()
        for line, name in linked(syntax(path))
        if (why := strays(place(path), name))
    ]
    assert not offenders, show(offenders)


def test_no_inline_code():
    offenders = [
        f"{short(path)}: {what}"
        for path in templates()
        if name_of(path) not in PRINTED
        for what in inline(syntax(path))
    ]
    assert not offenders, show(offenders)


def test_every_icon_can_be_drawn():
    offenders = [
        f"{short(path)}:{line}: there is no icon {name!r}"
        for path in templates()
        for line, name in icons(syntax(path))
        if name not in build.drawings()
    ]
    offenders += [
        f"sprites: there is no icon {name!r}"
        for name in set().union(*build.icons().values()) - build.drawings().keys()
    ]
    assert not offenders, show(offenders)


def test_every_icon_is_in_the_sprite_of_its_shell():
    used = build.icons()
    offenders = [
        f"{short(path)}:{line}: {name!r} is not in the {shell} sprite"
        for path in templates()
        for line, name in icons(syntax(path))
        for shell in build.shells_of(path)
        if name not in used[shell]
    ]
    assert not offenders, show(offenders)


MACRO = "{% macro tag(text, tone='') %}{{ text }}{% endmacro %}"
LOUD = """<p style='x'></p><a onclick="x"></a><script>x</script>{{ ui.btn('a', attrs={'onblur': 1}) }}"""


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("{{ tag() }}", "tag misses text"),
        ("{{ tag('a', ton='b') }}", "tag has no parameter ton; parameters: text, tone"),
        ("{{ tag('a', 'b', 'c') }}", "tag takes 2 arguments, got 3"),
        ("{{ tag('a', text='b') }}", "tag gets text twice"),
        ("{% call tag('a') %}b{% endcall %}", "tag is called with a block but shows none"),
        ("{{ ui.no_such_part() }}", "ui.no_such_part: there is no such part"),
    ],
)
def test_a_misspelt_call_is_found(source: str, why: str):
    assert [found for _, found in misfits(env().parse(MACRO + source))] == [why]


def test_a_right_call_is_left_alone():
    assert list(misfits(env().parse(MACRO + "{{ tag('a', tone='b') }}{{ tag(**given) }}"))) == []


def test_inline_code_is_found():
    assert list(inline(env().parse(LOUD))) == [
        "an inline style",
        "an inline script",
        "an inline handler",
        "the attribute 'onblur'",
    ]
    assert list(inline(env().parse("<script src='/x.js'></script>{{ f(style='x') }}"))) == []


def test_a_link_to_nowhere_is_found():
    assert strays("ground.org", "no_such_page") == "there is no page named 'no_such_page'"

"""The build: files are made, are small, hold every icon used, and stay untouched when nothing changed."""

import gzip
import re

import pytest

from yugong.kernel.errors import Broken
from yugong.ui import build

LIMIT = 30 * 1024


def weight(*contents: bytes) -> int:
    return sum(len(gzip.compress(content, 9)) for content in contents)


def test_the_files_of_both_shells_are_made(built):
    assert sorted(path.name for path in built.iterdir()) == [
        "desk-icons.svg",
        "desk.css",
        "htmx.min.js",
        "worker-icons.svg",
        "worker.css",
    ]


def test_a_phone_fetches_little_beside_the_page(built):
    own = (build.UI / "static" / "ui" / "app.js").read_bytes()
    styles, icons = (built / "worker.css").read_bytes(), (built / "worker-icons.svg").read_bytes()
    assert weight(styles, icons, own) <= LIMIT
    assert weight(styles, icons, own, (built / "htmx.min.js").read_bytes()) <= LIMIT + 4 * 1024


def test_layers_come_in_one_order(built):
    for shell in build.SHELLS:
        assert (built / f"{shell}.css").read_text().startswith("@layer tokens, base, kit, page, mode, print;")


def test_braces_balance_and_dark_is_written_for_choice_and_for_system(built):
    for shell in build.SHELLS:
        css = (built / f"{shell}.css").read_text()
        assert css.count("{") == css.count("}")
        assert css.count(":root[data-theme=dark]") == css.count(":root[data-theme=auto]") > 0
        assert "/static/" not in css


def test_a_sprite_holds_the_icons_of_its_templates(built):
    for shell in build.SHELLS:
        drawn = set(re.findall(r'<symbol id="([\w-]+)"', (built / f"{shell}-icons.svg").read_text()))
        assert drawn == build.icons()[shell]
        assert {"check", "circle-alert", "phone-call" if shell == "worker" else "inbox"} <= drawn


def test_icons_are_found_wherever_a_declaration_names_them():
    desk, both = build.declared(
        'desk.add(Entry("m", "work", "users", "会员", "u"))\nx = Kind(also={"icon": "scale"})'
    )
    assert "users" in desk
    assert both == {"scale"}
    assert {"map-pin", "bike"} <= build.spoken(
        "{{ ui.cell('a', '', '#', 'map-pin') }}{% set a = [('bike', 1)] %}"
    )


def test_an_unknown_icon_stops_the_build():
    with pytest.raises(Broken, match="no icon 'not-an-icon'"):
        build.sprite(["not-an-icon"])


def test_a_second_build_touches_nothing(built):
    before = {path: path.stat().st_mtime_ns for path in built.iterdir()}
    build.build()
    assert {path: path.stat().st_mtime_ns for path in built.iterdir()} == before


def test_light_css_keeps_strings():
    assert build.light("a  {  color : red; content: ' ; } ' }") == "a{color :red;content:' ; } '}"


@pytest.mark.parametrize("shell", ["worker", "desk"])
def test_larger_letters_only_strengthen_the_grey_of_words(built, shell):
    """So that contrast measured with the smallest letters holds for larger ones."""
    styles = (built / f"{shell}.css").read_text(encoding="utf-8")
    steps = r"--(text-[23]):var\(--n(\d+)\)"
    usual = {name: int(step) for name, step in re.findall(steps, styles)[:2]}
    for rule in re.findall(r":root\[data-size=(?:care|max)\]\{([^{}]*)\}", styles):
        stronger = {name: int(step) for name, step in re.findall(steps, rule)}
        assert set(stronger) == set(usual) == {"text-2", "text-3"}
        assert all(stronger[name] > usual[name] for name in usual)
        assert not re.search(
            r"(^|;)(color|background|fill)|#[0-9a-f]{3}|--(?!text-[23])[a-z]+:var\(--n", rule
        )

"""Every template of the house parses, calls parts that exist by their parameters, and keeps the policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes
from jinja2.runtime import Macro

from yugong.ui import build
from yugong.ui.environment import HouseEnvironment, environment, template_dirs

TEMPLATES = sorted(
    (path.relative_to(folder).as_posix(), path)
    for folder in template_dirs()
    for path in folder.rglob("*.html")
)
PRINTED = {"ui/paper.html"}  # becomes a PDF on the server and never reaches a browser
KNOWN_GLOBALS = {
    "static",
    "url",
    "once",
    "charts",
    "part",
    "link",
    "reading",
    "percent",
    "status_of",
    "clock_of",
}


def calls(tree: nodes.Template) -> Iterator[tuple[str, nodes.Call, bool]]:
    """(part, call, is it a call block) of each `ui.part(...)`."""
    blocks = {id(node.call) for node in tree.find_all(nodes.CallBlock)}
    for call in tree.find_all(nodes.Call):
        named = call.node
        if (
            isinstance(named, nodes.Getattr)
            and isinstance(named.node, nodes.Name)
            and named.node.name == "ui"
        ):
            yield named.attr, call, id(call) in blocks


def complaints(env: HouseEnvironment, source: str) -> list[str]:
    found = []
    for name, call, block in calls(env.parse(source)):
        if not (build.PARTS / name / f"{name}.html").exists():
            found.append(f"line {call.lineno}: no part ui.{name}")
            continue
        macro: Macro = getattr(env.parts("desk"), name)
        given = [one.key for one in call.kwargs]
        if wrong := [key for key in given if key not in macro.arguments]:
            found.append(f"line {call.lineno}: ui.{name} has no {wrong}; it has {list(macro.arguments)}")
        if len(call.args) > len(macro.arguments):
            found.append(f"line {call.lineno}: ui.{name} takes {len(macro.arguments)} values")
        if block and not macro.caller:
            found.append(f"line {call.lineno}: ui.{name} has no body")
    return found


@pytest.fixture(scope="module")
def house() -> HouseEnvironment:
    return environment()


@pytest.mark.parametrize(("name", "path"), TEMPLATES, ids=[name for name, _ in TEMPLATES])
def test_parts_are_called_as_they_are_declared(house, name: str, path: Path):
    assert complaints(house, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("name", "path"), TEMPLATES, ids=[name for name, _ in TEMPLATES])
def test_nothing_breaks_the_content_policy(name: str, path: Path):
    text = path.read_text(encoding="utf-8")
    if name in PRINTED:
        return
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"|hx-on|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    assert "http://" not in text.replace("http://www.w3.org/", "")


def test_a_wrong_call_is_found(house):
    source = "{{ ui.tog('x') }}{{ ui.tag('ok', txt='x') }}{% call ui.tag('ok') %}{% endcall %}"
    assert complaints(house, source) == [
        "line 1: no part ui.tog",
        "line 1: ui.tag has no ['txt']; it has ['status', 'text']",
        "line 1: ui.tag has no body",
    ]


def test_globals_that_pages_rely_on_are_there(house):
    assert set(house.globals) >= KNOWN_GLOBALS

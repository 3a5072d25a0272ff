"""What the syntax tree of a template says: macro calls, what it reaches, links, icons, inline code."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver
from jinja2 import Environment, nodes

from yugong.ui.environment import environment

from .tree import may_reach, place, templates

INLINE = {
    "an inline style": re.compile(r"[\s\"']style\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "an inline handler": re.compile(r"[\s\"'](?:on[a-z]+|hx-on[\w:-]*)\s*=\s*[\"']", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an open address": re.compile(r"http://(?!www\.w3\.org/)"),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
}
HANDLER = re.compile(r"style|on[a-z]+|hx-on.*")


@cache
def env() -> Environment:
    return environment()


def name_of(path: Path) -> str:
    """The name by which the loader knows a template."""
    return path.as_posix().split("/templates/", 1)[1]


@cache
def by_name() -> dict[str, Path]:
    return {name_of(path): path for path in templates()}


@cache
def syntax(path: Path) -> nodes.Template:
    return env().parse(path.read_text(encoding="utf-8"), name=name_of(path))


def text(node: nodes.Node | None) -> str:
    """The value of a constant text, or an empty text."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def macros(tree: nodes.Template) -> dict[str, nodes.Macro]:
    return {macro.name: macro for macro in tree.find_all(nodes.Macro)}


def part(name: str) -> nodes.Macro | None:
    """The macro behind `ui.<name>`."""
    path = by_name().get(f"ui/{name}/{name}.html")
    return macros(syntax(path)).get(name) if path else None


def reads(macro: nodes.Macro, special: str) -> bool:
    """Whether a macro uses varargs, kwargs or caller."""
    return any(name.name == special for name in macro.find_all(nodes.Name))


def fit(macro: nodes.Macro, call: nodes.Call, *, block: bool) -> str:
    """Why a call does not fit a macro's parameters; empty when it does."""
    known = [arg.name for arg in macro.args]
    needed = set(known[: len(known) - len(macro.defaults)])
    given = [keyword.key for keyword in call.kwargs]
    if len(call.args) > len(known) and not reads(macro, "varargs"):
        return f"takes {len(known)} arguments, got {len(call.args)}"
    if (wrong := set(given) - set(known)) and not reads(macro, "kwargs"):
        return f"has no parameter {', '.join(sorted(wrong))}; parameters: {', '.join(known)}"
    if twice := set(given) & set(known[: len(call.args)]):
        return f"gets {', '.join(sorted(twice))} twice"
    missing = needed - set(given) - set(known[: len(call.args)])
    if missing and not (call.dyn_args or call.dyn_kwargs):
        return f"misses {', '.join(sorted(missing))}"
    if block and not reads(macro, "caller"):
        return "is called with a block but shows none"
    return ""


def imported(tree: nodes.Template) -> tuple[dict[str, nodes.Macro], dict[str, dict[str, nodes.Macro]]]:
    """Macros a template may call by name, and by alias.name: its own and imported ones."""
    plain, aliased = dict(macros(tree)), {}
    for node in tree.find_all(nodes.Import):
        if path := by_name().get(text(node.template)):
            aliased[node.target] = macros(syntax(path))
    for node in tree.find_all(nodes.Assign):  # {% set draw = pieces('…') %}
        if isinstance(node.target, nodes.Name) and (path := by_name().get(drawn(node.node))):
            aliased[node.target.name] = macros(syntax(path))
    for node in tree.find_all(nodes.FromImport):
        found = macros(syntax(path)) if (path := by_name().get(text(node.template))) else {}
        for name in node.names:
            old, new = (name, name) if isinstance(name, str) else name
            if old in found:
                plain[new] = found[old]
    return plain, aliased


def drawn(node: nodes.Node) -> str:
    """The template whose pieces are asked for here."""
    return called(node, "pieces") if isinstance(node, nodes.Call) else ""


def misfits(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """(line, complaint) of every macro call that does not fit."""
    plain, aliased = imported(tree)
    blocks = {id(block.call) for block in tree.find_all(nodes.CallBlock)}
    for call in tree.find_all(nodes.Call):
        target, macro, label = call.node, None, ""
        if isinstance(target, nodes.Getattr) and isinstance(target.node, nodes.Name):
            owner, label = target.node.name, f"{target.node.name}.{target.attr}"
            if owner == "ui" and (macro := part(target.attr)) is None:
                yield call.lineno, f"{label}: there is no such part"
            if owner in aliased and (macro := aliased[owner].get(target.attr)) is None:
                yield call.lineno, f"{label}: there is no such macro"
        elif isinstance(target, nodes.Getattr) and (path := by_name().get(drawn(target.node))):
            label = target.attr
            if (macro := macros(syntax(path)).get(label)) is None:
                yield call.lineno, f"{label}: there is no such macro"
        elif isinstance(target, nodes.Name):
            macro, label = plain.get(target.name), target.name
        if macro and (why := fit(macro, call, block=id(call) in blocks)):
            yield call.lineno, f"{label} {why}"


def reached(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """(line, template name) of everything a template extends, includes or imports."""
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        for node in tree.find_all(kind):
            wanted = node.template
            names = wanted.items if isinstance(wanted, nodes.List | nodes.Tuple) else [wanted]
            yield from ((node.lineno, text(name)) for name in names if text(name))


@cache
def pages() -> dict[str, str]:
    """Url name → dotted module of its view, namespaces included."""
    found: dict[str, str] = {}

    def walk(resolver: URLResolver, prefix: str) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
            elif isinstance(entry, URLPattern) and entry.name:
                view = getattr(entry.callback, "view_class", entry.callback)
                found[prefix + entry.name] = view.__module__

    walk(get_resolver(), "")
    return found


def called(call: nodes.Call, name: str) -> str:
    """The constant text a call of a global function begins with, as in icon('house')."""
    named = isinstance(call.node, nodes.Name) and call.node.name == name
    return text(call.args[0]) if named and call.args else ""


def linked(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """(line, url name) of every url('…') of a template."""
    for call in tree.find_all(nodes.Call):
        if name := called(call, "url"):
            yield call.lineno, name


def strays(source: str, name: str) -> str:
    """Why a template of `source` may not link to the page `name`; empty when it may."""
    if name not in pages():
        return f"there is no page named {name!r}"
    module = pages()[name]
    if module.startswith("yugong.") and not may_reach(source, place(module)):
        return f"links up or sideways to {name!r} of {place(module)}"
    return ""


def inline(tree: nodes.Template) -> Iterator[str]:
    """What a strict content security policy would refuse."""
    written = "\0".join(data.data for data in tree.find_all(nodes.TemplateData))
    yield from (what for what, pattern in INLINE.items() if pattern.search(written))
    for pair in tree.find_all(nodes.Pair):
        if HANDLER.fullmatch(text(pair.key)):
            yield f"the attribute {text(pair.key)!r}"


def icons(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """(line, name) of every icon named by a constant."""
    for call in tree.find_all(nodes.Call):
        if (
            isinstance(call.node, nodes.Name)
            and call.node.name == "icon"
            and call.args
            and text(call.args[0])
        ):
            yield call.lineno, text(call.args[0])
        for keyword in call.kwargs:
            if keyword.key in {"icon", "icon_name", "glyph"} and text(keyword.value):
                yield call.lineno, text(keyword.value)

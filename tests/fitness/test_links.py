"""Pages named in Python exist and stand below or inside; no markup with inline code is built in Python."""

import ast
import re
from collections.abc import Iterator

from .markup import strays
from .tree import dotted, modules, parsed, place, short, show

NAMERS = {"reverse": 0, "reverse_lazy": 0, "redirect": 0, "Entry": 4}  # which argument names the page
NAME = re.compile(r"[a-z][\w:-]*")
MARKUP = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def named(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, page name) of every call that names a page by a constant."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        at = NAMERS.get(dotted(call.func).rsplit(".", 1)[-1])
        if at is None:
            continue
        given = [k.value for k in call.keywords if k.arg == "url_name"] or call.args[at : at + 1]
        for node in given:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
                yield node.lineno, node.value


def inline(tree: ast.Module) -> Iterator[int]:
    """Lines with a text that holds an inline style, handler or script."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and MARKUP.search(node.value):
            yield node.lineno


def test_pages_named_in_python_exist_below_or_inside():
    offenders = [
        f"{short(path)}:{line}: {why}"
        for path in modules()
        for line, name in named(parsed(path))
        if (why := strays(place(path), name))
    ]
    assert not offenders, show(offenders)


def test_no_inline_code_is_built_in_python():
    offenders = [f"{short(path)}:{line}: inline code" for path in modules() for line in inline(parsed(path))]
    assert not offenders, show(offenders)


def test_the_checks_have_teeth():
    calls = ast.parse(
        "redirect('nowhere')\nEntry('k', 's', 'i', 'l', 'there')\nredirect('/m/')\nreverse(name)\n"
    )
    assert list(named(calls)) == [(1, "nowhere"), (2, "there")]
    assert list(inline(ast.parse("a = '<p style=\"x\">'\nb = '<p class=\"x\">'\n"))) == [1]

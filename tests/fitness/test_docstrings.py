"""Every module opens with one sentence; every public verb and question says what it does."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .tree import modules, parsed, short, show

ENDS = (".", "。", "?", "!", "…")
TOLD = ("actions", "queries")


def opening(tree: ast.Module) -> str:
    """The first line of the module's docstring."""
    return (ast.get_docstring(tree) or "").split("\n", 1)[0].strip()


def untold(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, name) of the public functions and classes at the top of a module without a docstring."""
    for node in tree.body:
        named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if named and not node.name.startswith("_") and not ast.get_docstring(node):
            yield node.lineno, node.name


def speaks(path: Path) -> bool:
    """True for the modules whose public names are the face of an app."""
    return path.stem in TOLD or path.parent.name in TOLD


def test_every_module_opens_with_one_sentence():
    offenders = [
        f"{short(path)}: {opening(parsed(path)) or 'no docstring'}"
        for path in modules()
        if path.read_text(encoding="utf-8").strip() and not opening(parsed(path)).endswith(ENDS)
    ]
    assert not offenders, show(offenders)


def test_public_verbs_and_questions_have_docstrings():
    offenders = [
        f"{short(path)}:{line}: {name}"
        for path in modules()
        if speaks(path)
        for line, name in untold(parsed(path))
    ]
    assert not offenders, show(offenders)


def test_the_checks_have_teeth():
    tree = ast.parse('"""No full stop"""\ndef told():\n    """Yes."""\ndef silent(): ...\ndef _own(): ...\n')
    assert not opening(tree).endswith(ENDS)
    assert list(untold(tree)) == [(4, "silent")]

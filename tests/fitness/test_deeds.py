"""Every deed that can stand in the log has a name in words, and every name its deed."""

import ast
from collections.abc import Iterator

from yugong.ground.audit.deeds import key_of, name_of, names

from .tree import modules, parsed, place

BY_ARGUMENT = {"organise.take_certificate"}  # recorded by a constant


def _named(call: ast.Call, word: str) -> str:
    found = next((one.value for one in call.keywords if one.arg == word), None)
    return str(found.value) if isinstance(found, ast.Constant) else ""


def _calls(node: ast.AST, word: str) -> list[ast.Call]:
    """The node itself, if it calls what is named so."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == word
    return [node] if called and isinstance(node, ast.Call) else []


def actions() -> Iterator[str]:
    """The keys of all verbs under @action, and of all events recorded by hand."""
    for path in modules():
        app = place(path).split(".")[-1]
        for node in ast.walk(parsed(path)):
            yield from (_named(call, "named") for call in _calls(node, "action"))
            yield from (_named(call, "did") for call in _calls(node, "record"))
            if isinstance(node, ast.FunctionDef):
                bare = [call for one in node.decorator_list for call in _calls(one, "action")]
                yield from (f"{app}.{node.name.rstrip('_')}" for call in bare if not _named(call, "named"))


def test_every_deed_has_a_name_and_every_name_its_deed():
    done = set(actions()) - {""} | BY_ARGUMENT
    assert sorted(done - set(names())) == []
    assert sorted(set(names()) - done) == []
    assert len(set(names().values())) == len(names())


def test_a_deed_is_found_by_its_name_or_its_key():
    assert (name_of("people.relieve"), key_of("免职")) == ("免职", "people.relieve")
    assert (name_of("old.deed"), key_of("people.relieve")) == ("old.deed", "people.relieve")

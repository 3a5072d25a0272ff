"""Verbs have one face, time is handed in, and pages never mention a role."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from yugong.ground.access.roles import roles
from yugong.kernel.flow import DUTIES

from .tree import dotted, functions, modules, parsed, place, short, show, templates

NOW = {"timezone.now", "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}
NOW_IF_BARE = {
    "localdate",
    "localtime",
    "timezone.localdate",
    "timezone.localtime",
}  # given a time they convert
CLOCK_READERS = {"views", "jobs", "api", "middleware", "worker"}  # modules, or packages of them
# place → why it may look at the clock.
WATCHES: dict[str, str] = {
    "src/yugong/site/": "the console and the middleware are where time comes in",
    "src/yugong/worlds/": "a population is replayed from the day it is loaded",
    "src/yugong/ground/jobs/": "the worker's own heartbeat, retries and timetable",
    "src/yugong/ui/": "says today's date in a page's frame",
}


def verbs(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function that is an @action."""
    for function in functions(tree):
        for decorator in function.decorator_list:
            if isinstance(decorator, ast.Call) and dotted(decorator.func).rsplit(".", 1)[-1] == "action":
                yield function


def face(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """What is wrong with the parameters of a verb; empty when it is as it should be."""
    given = function.args
    if given.posonlyargs or given.args or given.vararg or given.kwarg:
        return "takes positional or open parameters"
    missing = {"by", "at"} - {argument.arg for argument in given.kwonlyargs}
    return f"lacks {', '.join(sorted(missing))}" if missing else ""


def looks(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, call) of everything that looks at the clock."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            if name in NOW or (name in NOW_IF_BARE and not node.args):
                yield node.lineno, name


def may_look(path: Path) -> bool:
    return bool(CLOCK_READERS & {path.stem, path.parent.name}) or short(path).startswith(tuple(WATCHES))


def test_verbs_are_keyword_only_with_by_and_at():
    offenders = [
        f"{short(path)}:{verb.lineno}: {verb.name} {why}"
        for path in modules()
        for verb in verbs(parsed(path))
        if (why := face(verb))
    ]
    assert not offenders, show(offenders)


def test_only_the_edge_looks_at_the_clock():
    offenders = [
        f"{short(path)}:{line}: {call}()"
        for path in modules()
        if not may_look(path)
        for line, call in looks(parsed(path))
    ]
    assert not offenders, show(offenders)


def test_pages_never_mention_a_role():
    names = {name for role in roles for name in (role.__name__, role.key)} - {*DUTIES, "partner"}
    mention = re.compile(rf"\b(?:{'|'.join(sorted(names))})\b")
    pages = [path for path in modules() if "views" in {path.stem, path.parent.name}]
    offenders = [
        f"{short(path)}:{number}: {line.strip()}"
        for path in [*pages, *templates()]
        if place(path) != "ground.access"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if mention.search(line)
    ]
    assert not offenders, show(offenders)


def test_the_checks_have_teeth():
    tree = ast.parse(
        "@action(P.X)\ndef one(thing, *, by, at): ...\n@audit.action(P.X)\ndef two(*, by): ...\n"
    )
    assert [face(verb) for verb in verbs(tree)] == ["takes positional or open parameters", "lacks at"]
    clocks = ast.parse("x = timezone.now()\ny = localdate(at)\nz = localdate()\n")
    assert list(looks(clocks)) == [(1, "timezone.now"), (3, "localdate")]


FREE = {"reason", "purpose", "basis", "why", "note", "text", "comment"}
CODED = {
    "people/actions/persons.py": {"purpose"},
    "people/actions/keys.py": {"purpose"},
}  # chosen, not written


def test_what_people_write_freely_is_no_plain_fact_of_the_log():
    """A reason may name somebody: it goes through `words(...)`, which seals it."""
    found = []
    for path in modules():
        allowed = next((names for end, names in CODED.items() if path.as_posix().endswith(end)), set())
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and dotted(node.func) == "facts":
                wrong = {word.arg for word in node.keywords} & FREE - allowed
                found += [f"{short(path)}: facts({name}=…)" for name in sorted(wrong)]
    assert found == []

"""docs/words.md maps each Chinese term to exactly one identifier, and the code uses it."""

import inspect
import re
import sys
from functools import cache

from django.apps import apps
from django.db import models

from yugong.ground.access.roles import roles
from yugong.kernel.flow import kinds

from .tree import FLOORS, ROOT, SOURCE, modules, place, show

LINE = re.compile(
    r"^\| (?P<term>[^|`]+) \| `(?P<identifier>[\w.]+)` \| (?P<where>[\w.]+) \| (?P<meaning>[^|]+) \|$"
)
NOT_YET = "## Named for what is to come"

Word = tuple[str, str, str]  # term, identifier, where


@cache
def glossary() -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of what exists, and the words that are only taken."""
    text = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    now, _, later = text.partition(NOT_YET)
    return tuple(words(now)), tuple(words(later))


def words(text: str) -> list[Word]:
    found = [LINE.match(line) for line in text.splitlines() if line.startswith("| ") and "`" in line]
    return [(m["term"].strip(), m["identifier"], m["where"]) for m in found if m]


@cache
def source(where: str) -> str:
    """All the text of one place of the house."""
    return "\n".join(path.read_text(encoding="utf-8") for path in modules() if place(path) == where)


def declared() -> set[Word]:
    """Every term that the code itself gives to a kind, a role or a choice."""
    found = {(kind.name, kind.key, f"scenes.{kind.scene}") for kind in kinds}
    found |= {(role.name, role.__name__, "ground.access") for role in roles}
    for name, module in list(sys.modules.items()):
        if name.startswith("yugong."):
            for _, one in inspect.getmembers(module, inspect.isclass):
                if issubclass(one, models.TextChoices) and one.__module__ == name:
                    found |= {(str(m.label), f"{one.__name__}.{m.name}", place(name)) for m in one}
    return found


def test_every_line_can_be_read():
    lines = (ROOT / "docs" / "words.md").read_text(encoding="utf-8").splitlines()
    unread = [line for line in lines if line.startswith("| ") and "`" in line and not LINE.match(line)]
    assert not unread, show(unread)


def test_one_term_has_one_identifier_and_the_other_way_round():
    everything = [*glossary()[0], *glossary()[1]]
    terms = [term for term, _, _ in everything]
    names = [(where, identifier) for _, identifier, where in everything]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_identifier_is_used_where_the_glossary_says():
    offenders = [
        f"{term}: {identifier} is not used in {where}"
        for term, identifier, where in glossary()[0]
        if where.split(".")[0] in FLOORS and source(where).count("\n") > 5
        if not re.search(rf"(?<![\w.]){re.escape(identifier.rsplit('.', 1)[-1])}(?!\w)", source(where))
        and identifier not in source(where)
    ]
    assert not offenders, show(offenders)


def test_every_place_of_the_glossary_is_in_the_house():
    offenders = [
        f"{term}: there is no {where}"
        for term, _, where in glossary()[0]
        if not (SOURCE / where.replace(".", "/")).exists()
        and where.split(".")[0] not in {"scenes", "engines"}
    ]
    assert not offenders, show(offenders)


def test_every_table_has_its_word():
    known = {(where, identifier) for _, identifier, where in glossary()[0]}
    offenders = [
        f"{place(m.__module__)}: {m.__name__}"
        for m in apps.get_models()
        if m.__module__.startswith("yugong.") and (place(m.__module__), m.__name__) not in known
    ]
    assert not offenders, show(offenders)


def test_every_declared_term_stands_in_the_glossary():
    known = set(glossary()[0])
    offenders = [f"{where}: {term} is {identifier}" for term, identifier, where in declared() - known]
    assert not offenders, show(offenders)

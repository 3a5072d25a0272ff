"""The documents say what the code is: commands, kinds, parameters, packages, versions, promises, links."""

import argparse
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from yugong.site.cli import parser

from .pages import drawn
from .tree import CONFIG, CONTRACTS, FLOORS, ROOT, show

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
COMMAND = re.compile(r"(?:^|`|\$ )(?:\.venv/bin/)?yugong ([a-z]+)", re.MULTILINE)
TARGET = re.compile(r"(?:^|`|\$ )make ([a-z]+)", re.MULTILINE)
PROOF = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
KNOWN_ELSEWHERE = {"PATH"}  # of the shell, not ours
ROW = re.compile(r"^\| ([\w-]+) \|", re.MULTILINE)


@cache
def pages() -> dict[Path, str]:
    """Every document of the repository."""
    found = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    return {path: path.read_text(encoding="utf-8") for path in sorted(found)}


@cache
def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command of the console with its own parser."""
    groups = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(groups[0].choices)


def options(command: argparse.ArgumentParser) -> Iterator[str]:
    """The long options of a command."""
    for action in command._actions:
        yield from (name for name in action.option_strings if name.startswith("--") and name != "--help")


def near(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_command_is_described():
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `yugong (\w+)`\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL))
    offenders = [f"{name}: not in docs/commands.md" for name in commands() if name not in sections]
    offenders += [f"{name}: described, but no such command" for name in sections if name not in commands()]
    offenders += [
        f"{name} {option}: not in docs/commands.md"
        for name, command in commands().items()
        for option in options(command)
        if f"`{option}" not in sections.get(name, "")
    ]
    assert not offenders, show(offenders)


def test_commands_and_targets_that_are_named_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    offenders = [
        f"{near(path)}: there is no {what} {name}"
        for path, text in pages().items()
        for what, pattern, known in (("command", COMMAND, set(commands())), ("target", TARGET, targets))
        for name in pattern.findall(text)
        if name not in known
    ]
    assert not offenders, show(sorted(set(offenders)))


@pytest.mark.parametrize("name", sorted(drawn()))
def test_a_drawn_page_is_fresh(name: str):
    path = DOCS / name
    if os.environ.get("YUGONG_DRAW"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn()[name], encoding="utf-8")
    assert path.exists(), f"docs/{name} is missing; draw it with YUGONG_DRAW=1"
    assert path.read_text(encoding="utf-8") == drawn()[name]


def test_no_flow_outlives_its_kind():
    idle = [near(path) for path in (DOCS / "flows").glob("*.md") if f"flows/{path.name}" not in drawn()]
    assert not idle, show(idle)


def test_every_package_has_its_reason():
    groups = [CONFIG["project"]["dependencies"], *CONFIG["project"]["optional-dependencies"].values()]
    wanted = {re.split(r"[\[<>=~! ]", line)[0] for group in groups for line in group}
    listed = set(ROW.findall((DOCS / "dependencies.md").read_text(encoding="utf-8"))) - {"package", "---"}
    assert sorted(wanted - listed) == []
    assert sorted(listed - wanted) == []


def test_the_version_is_the_same_everywhere():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## (\S+)", changelog, flags=re.MULTILINE)[0]
    assert {newest, settings.YUGONG_VERSION} == {CONFIG["project"]["version"]}


def test_the_architecture_names_every_floor_and_the_order_of_the_ground():
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert [name for name in FLOORS if f"`{name}/`" not in text] == []
    layers = next(c["layers"] for c in CONTRACTS if c.get("containers") == ["yugong.ground"])
    assert " > ".join(f"`{line}`" for line in layers) in text


def test_every_variable_of_the_environment_is_described():
    deploy = (DOCS / "howto" / "deploy.md").read_text(encoding="utf-8")
    read = re.compile(r"""(?:environ(?:\.get)?[(\[]|flag\(|words\()["'](\w+)["']""")
    named = {name for path in (ROOT / "src").rglob("*.py") for name in read.findall(path.read_text("utf-8"))}
    assert sorted(name for name in named - KNOWN_ELSEWHERE if f"`{name}`" not in deploy) == []


def test_links_lead_somewhere():
    offenders = [
        f"{near(path)}: {target}"
        for path, text in pages().items()
        for target in LINK.findall(text)
        if not (path.parent / target).exists()
    ]
    assert not offenders, show(offenders)


def test_proofs_that_are_named_exist():
    offenders = []
    for path, text in pages().items():
        for file, name in PROOF.findall(text):
            proof = ROOT / file
            if not proof.exists():
                offenders.append(f"{near(path)}: {file} does not exist")
            elif name and f"def {name}(" not in proof.read_text(encoding="utf-8"):
                offenders.append(f"{near(path)}: {file} has no {name}")
    assert not offenders, show(offenders)


def test_decisions_are_numbered_and_listed():
    names = sorted(path.name for path in (DOCS / "adr").glob("[0-9]*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert (
        re.findall(r"\((\d{4}-[\w-]+\.md)\)", (DOCS / "adr" / "README.md").read_text(encoding="utf-8"))
        == names
    )


def test_package_data_covers_what_the_package_reads():
    patterns = CONFIG["tool"]["setuptools"]["package-data"]["yugong"]
    kinds = {p.suffix for p in (ROOT / "src" / "yugong").rglob("*") if p.is_file() and "build" not in p.parts}
    wanted = {s for s in kinds if s not in {".py", ".pyc", ".md", ".typed", ""}}
    assert sorted(s for s in wanted if f"**/*{s}" not in patterns) == []

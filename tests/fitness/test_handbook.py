"""The handbooks of officers speak in the words of the pages: labels, parameters, pictures, kinds, menus."""

import re
from functools import cache
from pathlib import Path

import pytest

from yugong.engines.matters.queries import GROUPS, TABS
from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.flow import kinds
from yugong.ui import menus

from .tree import ROOT, SOURCE, show

BOOKS = ROOT / "docs" / "handbook"
SCENES = sorted(path.stem for path in BOOKS.glob("*.md"))
QUOTED = re.compile(r"「([^」]+)」")
PICTURE = re.compile(r"!\[[^\]]+\]\(shots/([\w-]+\.webp)\)")
CLOCK = re.compile(r"(\d+) (?:个工作日|日|天|年|人)(?:（| \| )`([a-z][\w.]+\.[\w.]+)`")
PARAMETER = re.compile(r"`([a-z_]+\.[a-z0-9_.]+)`")
MOST = 120 * 1024


@cache
def book(scene: str) -> str:
    return (BOOKS / f"{scene}.md").read_text(encoding="utf-8")


@cache
def labels() -> frozenset[str]:
    """Every word that a page shows for a kind, a stage, a move, a purpose, a line of the menu, a tab."""
    found = {entry.label for entry in menus.desk} | set(TABS.values()) | set(GROUPS.values())
    for kind in kinds:
        found |= {kind.name, *(one.label for one in (*kind.stages, *kind.moves, *kind.hands_to))}
    return frozenset(found)


@cache
def texts() -> str:
    """What templates and modules of the pages write."""
    places = [SOURCE / floor for floor in ("scenes", "engines", "ground", "ui")]
    paths = [path for place in places for ending in ("*.html", "*.py") for path in place.rglob(ending)]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths) if "build" not in path.parts)


def stands(word: str) -> bool:
    """Whether a page shows exactly this: a registered label, or a whole text between quotes or tags."""
    edge = r"""['"<>{}]"""
    return word in labels() or re.search(rf"{edge}{re.escape(word)}{edge}", texts()) is not None


@pytest.mark.parametrize("scene", SCENES)
def test_it_quotes_nothing_that_no_page_shows(scene: str):
    unknown = sorted({word for word in QUOTED.findall(book(scene)) if not stands(word)})
    assert not unknown, show(unknown)


@pytest.mark.parametrize("scene", SCENES)
def test_it_names_every_kind_and_every_page_of_the_menu(scene: str):
    wanted = {kind.name for kind in kinds if kind.scene == scene}
    wanted |= {entry.label for entry in menus.desk if entry.scene == scene}
    missing = sorted(word for word in wanted if word not in book(scene))
    assert not missing, show(missing)


@pytest.mark.parametrize("scene", SCENES)
def test_its_times_are_those_in_force(scene: str):
    clocks = CLOCK.findall(book(scene))
    unknown = {name for name in PARAMETER.findall(book(scene)) if name not in DEFAULTS}
    assert not unknown, show(sorted(unknown))
    wrong = [f"{name}: {said}" for said, name in clocks if str(DEFAULTS[name].value) != said]
    assert not wrong, show(wrong)


@pytest.mark.parametrize("scene", SCENES)
def test_every_time_of_a_stage_is_told(scene: str):
    spans = {stage.tuned for kind in kinds if kind.scene == scene for stage in kind.stages if stage.tuned}
    missing = sorted(name for name in spans if "{" not in name and f"`{name}`" not in book(scene))
    assert not missing, show(missing)


def test_pictures_are_there_small_and_shown():
    kept = {path.name: path for path in (BOOKS / "shots").glob("*")}
    shown = {name for scene in SCENES for name in PICTURE.findall(book(scene))}
    assert shown == set(kept)
    large = sorted(name for name, path in kept.items() if path.stat().st_size > MOST)
    assert not large, show(large)


def test_the_check_has_teeth():
    assert stands("受理派单")
    assert not stands("受理派")
    assert SCENES, f"no handbook below {Path(BOOKS).name}"

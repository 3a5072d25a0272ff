"""The import contracts hold, and a deliberate violation of each of them is caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .tree import CONTRACTS, ROOT, SOURCE

RUN = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

PLANTED = {
    "kernel/planted.py": "import django\n",
    "ground/org/planted.py": "import yugong.ground.people\n",
    "ground/audit/planted.py": "import yugong.engines.planted_one\n",
    "engines/planted_one/__init__.py": "",
    "engines/planted_one/models.py": "",
    "engines/planted_one/views.py": "",
    "engines/planted_one/actions.py": "import yugong.engines.planted_one.views\n",
    "engines/planted_two/__init__.py": "",
    "engines/planted_two/actions.py": "import yugong.engines.planted_one\n",
    "scenes/planted_one/__init__.py": "",
    "scenes/planted_one/kinds/__init__.py": "",
    "scenes/planted_one/kinds/wish.py": "import django.db.models\n",
    "scenes/planted_one/actions.py": "import yugong.scenes.planted_one.kinds\n",
    "scenes/planted_two/__init__.py": "",
    "scenes/planted_two/kinds.py": "import yugong.scenes.planted_one\n",
    "scenes/planted_two/effects.py": "import yugong.engines.planted_one.models\n",
}

CAUGHT = [
    ("upward", "yugong.ground.audit.planted -> yugong.engines.planted_one"),
    ("kernel imports django", "yugong.kernel.planted -> django"),
    ("engine imports engine", "yugong.engines.planted_two.actions -> yugong.engines.planted_one"),
    ("scene imports scene", "yugong.scenes.planted_two.kinds -> yugong.scenes.planted_one"),
    ("ground out of order", "yugong.ground.org.planted -> yugong.ground.people"),
    ("views from actions", "yugong.engines.planted_one.actions -> yugong.engines.planted_one.views"),
    ("rows from a scene", "yugong.scenes.planted_two.effects -> yugong.engines.planted_one.models"),
    ("kind imports django", "yugong.scenes.planted_one.kinds.wish -> django"),
    ("kinds from actions", "yugong.scenes.planted_one.actions -> yugong.scenes.planted_one.kinds"),
]


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the repository's contracts over the package below `source`."""
    return subprocess.run(
        [sys.executable, "-c", RUN, "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )


def python_only(folder: str, names: list[str]) -> list[str]:
    """What a copy of the tree leaves out: everything import-linter does not read."""
    here = Path(folder)
    return [name for name in names if (here / name).is_file() and not name.endswith(".py")]


def copy_with(source: Path, planted: dict[str, str]) -> Path:
    """A copy of the house below `source` with some modules planted in it."""
    shutil.copytree(SOURCE, source / "yugong", ignore=python_only)
    for name, text in planted.items():
        path = source / "yugong" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return source


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the house with one violation of every contract in it."""
    done = lint(copy_with(tmp_path_factory.mktemp("house"), PLANTED))
    assert done.returncode != 0
    return done.stdout.replace(" (l.1)", "")


def test_the_house_keeps_its_contracts():
    done = lint(SOURCE.parent)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("caught", [line for _, line in CAUGHT], ids=[name for name, _ in CAUGHT])
def test_a_violation_is_caught(broken: str, caught: str):
    assert caught in broken


def test_every_contract_was_broken_by_the_plants(broken: str):
    assert [c["name"] for c in CONTRACTS if f"{c['name']} BROKEN" not in broken] == []


def test_a_new_top_level_package_is_refused(tmp_path: Path):
    done = lint(copy_with(tmp_path, {"helpers/__init__.py": ""}))
    assert done.returncode != 0
    assert "helpers" in done.stdout + done.stderr

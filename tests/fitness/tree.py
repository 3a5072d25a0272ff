"""The source tree as the fitness tests see it: files, floors, and who may reach whom."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yugong"
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = CONFIG["tool"]["importlinter"]["contracts"]
STORIED = ("engines", "ground", "scenes")  # floors that hold one app each


def _layers(container: str) -> dict[str, int]:
    """Name → height (0 is the lowest) of the layers of one container, siblings sharing a height."""
    found = next(c for c in CONTRACTS if c["type"] == "layers" and c["containers"] == [container])
    return {
        name.strip(): height
        for height, line in enumerate(reversed(found["layers"]))
        for name in line.split("|")
    }


FLOORS = _layers("yugong")
GROUND = _layers("yugong.ground")


def place(path: Path | str) -> str:
    """The house address of a file or a dotted module: 'kernel', 'ground.org', 'scenes.aid'."""
    if isinstance(path, Path):
        parts = path.relative_to(SOURCE).with_suffix("").parts
    else:
        parts = tuple(path.split(".")[1:])
    if len(parts) > 1 and parts[0] in STORIED and parts[1] != "__init__":
        return f"{parts[0]}.{parts[1]}"
    return parts[0] if parts else ""


def may_reach(source: str, target: str) -> bool:
    """True when `target` stands below `source` or is the same place."""
    if source == target:
        return True
    high, low = FLOORS[source.split(".")[0]], FLOORS[target.split(".")[0]]
    if high != low:
        return high > low
    if source.startswith("ground.") and target.startswith("ground."):
        return GROUND[source[7:]] > GROUND[target[7:]]
    return False


@cache
def modules() -> tuple[Path, ...]:
    """Every hand-written Python module of the package."""
    return tuple(p for p in sorted(SOURCE.rglob("*.py")) if "migrations" not in p.parts)


@cache
def templates() -> tuple[Path, ...]:
    """Every template of the package."""
    return tuple(p for p in sorted(SOURCE.rglob("*.html")) if "templates" in p.parts)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def short(path: Path) -> str:
    """The path a reader would open, from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a syntax tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def dotted(node: ast.AST) -> str:
    """The dotted name of an expression like `a.b.c`, or an empty text."""
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def show(offenders: list[str]) -> str:
    """The failure text: one offender a line."""
    return "\n" + "\n".join(sorted(offenders))

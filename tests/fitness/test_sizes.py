"""The budgets of the house: nothing grows a tail unless the one list of exceptions says why."""

import ast
from pathlib import Path
from statistics import median

from .tree import SOURCE, functions, modules, parsed, short, show, templates

MODULE, FUNCTION, CLASS, METHODS = 300, 40, 150, 12
KIND, TEMPLATE, SETTINGS, POLICY = 60, 120, 250, 120
SHELL, SCRIPT, SCRIPTS = 300, 110, 500  # browser code of the shells, of one page, in all: adr 16
MEDIAN = 80

# (place, what) → why it may be larger; `what` is "module", or the qualified name of a class or function.
EXCEPTIONS: dict[tuple[str, str], str] = {}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def module_budget(path: Path) -> int:
    """How many lines a module may have, by what it is."""
    if "kinds" in path.parts and path.name != "__init__.py":
        return KIND
    place = path.relative_to(SOURCE).as_posix()
    return {"site/settings.py": SETTINGS, "ground/access/policy.py": POLICY}.get(place, MODULE)


def span(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def tails(tree: ast.Module) -> list[tuple[str, str]]:
    """Every function and class of a module that is over its budget: (name, complaint)."""
    found = [
        (node.name, f"function of {span(node)} lines (≤ {FUNCTION})")
        for node in functions(tree)
        if span(node) > FUNCTION
    ]
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        methods = sum(isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) for n in node.body)
        if span(node) > CLASS:
            found.append((node.name, f"class of {span(node)} lines (≤ {CLASS})"))
        if methods > METHODS:
            found.append((node.name, f"class of {methods} methods (≤ {METHODS})"))
    return found


def test_modules_stay_within_their_budget():
    offenders = [
        f"{short(path)}: {lines(path)} lines (≤ {module_budget(path)})"
        for path in modules()
        if lines(path) > module_budget(path) and (short(path), "module") not in EXCEPTIONS
    ]
    assert not offenders, show(offenders)


def test_the_median_module_is_short():
    sizes = [lines(path) for path in modules() if path.name != "__init__.py"]
    assert median(sizes or [0]) <= MEDIAN


def test_functions_and_classes_stay_within_their_budget():
    offenders = [
        f"{short(path)}: {name}: {complaint}"
        for path in modules()
        for name, complaint in tails(parsed(path))
        if (short(path), name) not in EXCEPTIONS
    ]
    assert not offenders, show(offenders)


def test_templates_stay_within_their_budget():
    offenders = [f"{short(p)}: {lines(p)} lines (≤ {TEMPLATE})" for p in templates() if lines(p) > TEMPLATE]
    assert not offenders, show(offenders)


def test_own_browser_code_stays_small():
    scripts = {p: lines(p) for p in SOURCE.rglob("*.js") if "build" not in p.parts}
    shells = [size for path, size in scripts.items() if path.name in ("app.js", "desk.js")]
    own = [size for path, size in scripts.items() if path.name not in ("app.js", "desk.js")]
    sizes = (sum(shells) <= SHELL, max(own) <= SCRIPT, sum(shells + own) <= SCRIPTS)
    assert all(sizes), show([f"{short(path)}: {size} lines" for path, size in scripts.items()])


def test_every_exception_is_still_needed():
    known = {(short(path), name) for path in modules() for name, _ in tails(parsed(path))}
    known |= {(short(path), "module") for path in modules() if lines(path) > module_budget(path)}
    idle = [f"{place}: {what}" for place, what in EXCEPTIONS if (place, what) not in known]
    assert not idle, show(idle)


def test_a_long_function_and_a_fat_class_are_found():
    body = "\n".join(f"    a{n} = {n}" for n in range(FUNCTION))
    methods = "\n".join(f"    def m{n}(self): ..." for n in range(METHODS + 1))
    tree = ast.parse(f"def long():\n{body}\nclass Fat:\n{methods}\n")
    assert [name for name, _ in tails(tree)] == ["long", "Fat"]

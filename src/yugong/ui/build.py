"""Assets without Node: one stylesheet and one icon sprite per shell, and htmx, written to static/build/."""

import re
import shutil
import sys
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path
from zipfile import ZipFile

from yugong.kernel.errors import Broken

UI = Path(__file__).resolve().parent
HOUSE = UI.parent
PARTS = UI / "templates" / "ui"
OUT = UI / "static" / "build"
SHELLS = ("worker", "desk")

ORDER = "@layer tokens, base, kit, page, mode, print;"
SHEETS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # css/ files before and after the parts
    "worker": (("tokens", "base", "percent"), ("shell_worker", "dark", "sizes", "sizes_worker", "print")),
    "desk": (
        ("tokens", "base", "percent"),
        ("shell_desk", "density_desk", "dark", "dark_desk", "sizes", "sizes_desk", "print"),
    ),
}
DARK = ("dark", "dark_desk")

USED = re.compile(r"""\b(?:icon|icon_name|glyph)\s*[(=]\s*["']([a-z0-9-]+)["']""")
ICONBTN = re.compile(r"""\biconbtn\(\s*["']([a-z0-9-]+)["']""")
CHOSEN = re.compile(r"""["']icon["']\s*:\s*["']([a-z0-9-]+)["']""")
ENTRY = re.compile(r"""\bEntry\(\s*["'][\w.-]+["'],\s*["']\w+["'],\s*["']([a-z0-9-]+)["']""")
EXTENDS = re.compile(r"""\{%-?\s*extends\s+["']([^"']+)["']""")
EXTRA: dict[str, tuple[str, ...]] = {  # chosen in Python by name, where no pattern sees them
    "worker": ("house", "layout-grid", "phone-call", "clipboard-list", "user-round"),
    "desk": (),
}
FACES = ("info", "triangle-alert", "circle-alert", "circle-check", "frown", "meh", "smile")


def main() -> int:
    """Write everything anew; the files are named so that whitenoise's manifest can hash them."""
    OUT.mkdir(parents=True, exist_ok=True)
    used = icons()
    for shell in SHELLS:
        (OUT / f"{shell}.css").write_text(stylesheet(shell), encoding="utf-8")
        (OUT / f"{shell}-icons.svg").write_text(sprite(used[shell]), encoding="utf-8")
    with as_file(files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js") as source:
        shutil.copyfile(source, OUT / "htmx.min.js")
    return 0


def stylesheet(shell: str) -> str:
    """The shell's whole CSS in layer order: tokens and base, every part that serves this shell, the shell, the modes."""
    before, after = SHEETS[shell]
    sheets = [ORDER, *(sheet(UI / "css" / f"{name}.css") for name in before)]
    sheets += [sheet(path) for path in sorted(PARTS.glob("*/*.css")) if shell in serves(path)]
    for name in after:
        path = UI / "css" / f"{name}.css"
        if path.exists():
            sheets.append(dark(path) if name in DARK else sheet(path))
    return light("\n".join(sheets))


def serves(path: Path) -> set[str]:
    """The shells named in the first line of a part's CSS."""
    head = path.read_text(encoding="utf-8").split("\n", 1)[0]
    named = set(head.removeprefix("/* shells:").removesuffix("*/").split())
    if not head.startswith("/* shells:") or not named <= set(SHELLS):
        raise Broken(f"{path.name} must begin with /* shells: worker desk */, it begins with {head!r}")
    return named


def sheet(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def dark(path: Path) -> str:
    """The dark rules twice: when chosen, and when nothing was chosen and the system is dark."""
    rules = light(sheet(path))
    auto = rules.replace("[data-theme=dark]", "[data-theme=auto]")
    return f"@layer mode{{{rules}@media screen and (prefers-color-scheme:dark){{{auto}}}}}"


def light(css: str) -> str:
    """Comments and idle white space out; strings and data addresses stay as they are."""
    pieces = re.split(r"""("[^"]*"|'[^']*')""", re.sub(r"/\*.*?\*/", "", css, flags=re.S))
    for n in range(0, len(pieces), 2):
        text = re.sub(r"\s+", " ", pieces[n])
        pieces[n] = re.sub(r"\s*([{};])\s*", r"\1", text).replace(";}", "}").replace(": ", ":")
    return "".join(pieces).strip()


def icons() -> dict[str, set[str]]:
    """The icon names each shell needs, read from templates and declarations."""
    used = {shell: {*EXTRA[shell], *FACES} for shell in SHELLS}
    for folder in (UI / "templates", *HOUSE.glob("*/**/templates")):
        for path in folder.rglob("*.html"):
            for shell in shells_of(path, folder):
                used[shell] |= named(path.read_text(encoding="utf-8"))
    for path in HOUSE.rglob("*.py"):
        text = path.read_text(encoding="utf-8") if path.name != "build.py" else ""
        entries = set(ENTRY.findall(text))
        used["desk"] |= entries
        if "Entry(" in text:
            used["desk"] |= named(text)
        else:
            used["worker"] |= named(text)
            used["desk"] |= named(text)
    return used


def named(text: str) -> set[str]:
    return {name for pattern in (USED, ICONBTN, CHOSEN) for name in pattern.findall(text)}


def shells_of(path: Path, folder: Path) -> Iterable[str]:
    """Which shells a template speaks for: by what it extends, or by the CSS that stands beside a part."""
    text = path.read_text(encoding="utf-8")
    styles = path.with_suffix(".css")
    if styles.exists():
        return serves(styles)
    while match := EXTENDS.search(text):
        name = match.group(1)
        if name.startswith("ui/shell_"):
            return (name.removeprefix("ui/shell_").removesuffix(".html"),)
        parents = [found for found in HOUSE.glob(f"*/**/templates/{name}")]
        if not parents:
            raise Broken(f"{path} extends {name!r}, which no folder has")
        text = parents[0].read_text(encoding="utf-8")
    for shell in SHELLS:
        if path.name == f"shell_{shell}.html":
            return (shell,)
    return SHELLS


def sprite(names: Iterable[str]) -> str:
    """Lucide's drawings (ISC licence) of these names as one file of symbols."""
    symbols = []
    with as_file(files("lucide") / "lucide.zip") as archive, ZipFile(archive) as drawings:
        known = set(drawings.namelist())
        for name in sorted(names):
            if f"{name}.svg" not in known:
                raise Broken(f"lucide has no icon {name!r}")
            drawing = drawings.read(f"{name}.svg").decode()
            inner = re.sub(
                r"\s+", " ", drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
            )
            inner = inner.replace("> <", "><").replace(" />", "/>").strip()
            symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    head = '<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence; Feather, MIT licence -->'
    return head + "".join(symbols) + "</svg>\n"


if __name__ == "__main__":
    sys.exit(main())

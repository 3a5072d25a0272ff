"""Assets without Node: one stylesheet and one icon sprite per shell, and htmx, written to static/build/."""

import ast
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from zipfile import ZipFile

from jinja2 import Environment, nodes

from yugong.kernel.errors import Broken

UI = Path(__file__).resolve().parent
HOUSE = UI.parent
PARTS = UI / "templates" / "ui"
OUT = UI / "static" / "build"
SHELLS = ("worker", "desk")

TEMPLATES = Environment(autoescape=True)
ORDER = "@layer tokens, base, kit, page, mode, print;"
SHEETS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # css/ files before and after the parts
    "worker": (("tokens", "base", "percent"), ("shell_worker", "dark", "sizes", "sizes_worker", "print")),
    "desk": (
        ("tokens", "base", "percent"),
        ("shell_desk", "density_desk", "dark", "dark_desk", "sizes", "sizes_desk", "print"),
    ),
}
DARK = ("dark", "dark_desk")

EXTENDS = re.compile(r"""\{%-?\s*extends\s+["']([^"']+)["']""")
DRAWS = {"Entry", "Link", "Node", "Option"}  # calls in Python whose words may be icons
EXTRA: dict[str, tuple[str, ...]] = {  # chosen in Python by name, where no pattern sees them
    "worker": ("house", "layout-grid", "phone-call", "clipboard-list", "user-round"),
    "desk": (),
}
NO_ICON = {"kind", "id", "type", "name", "size"}  # words given so are none, even if an icon is called alike
FACES = ("info", "triangle-alert", "circle-alert", "circle-check", "frown", "meh", "smile")


def build() -> None:
    """Write what changed; the files are named so that whitenoise's manifest can hash them."""
    OUT.mkdir(parents=True, exist_ok=True)
    used = icons()
    for shell in SHELLS:
        keep(OUT / f"{shell}.css", stylesheet(shell).encode())
        keep(OUT / f"{shell}-icons.svg", sprite(used[shell]).encode())
    htmx = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    keep(OUT / "htmx.min.js", htmx.read_bytes())


def keep(path: Path, content: bytes) -> None:
    """An unchanged file keeps its time, so that a second start has nothing to collect."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def stylesheet(shell: str) -> str:
    """The shell's whole CSS: tokens and base, every part that serves this shell, the shell, the modes."""
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
    """The icon names each shell needs, read from templates and from declarations in Python."""
    known = drawings()
    used = {shell: {*EXTRA[shell], *FACES} for shell in SHELLS}
    for folder in HOUSE.glob("*/**/templates"):
        for path in folder.rglob("*.html"):
            found = spoken(path.read_text(encoding="utf-8")) & known.keys()
            for shell in shells_of(path):
                used[shell] |= found
    for path in HOUSE.rglob("*.py"):
        desk, both = declared(path.read_text(encoding="utf-8"))
        used["desk"] |= (desk | both) & known.keys()
        used["worker"] |= both & known.keys()
    return used


def spoken(text: str) -> set[str]:
    """Every constant word in a template's expressions that may name an icon; the caller knows which do."""
    tree = TEMPLATES.parse(text)
    spared = {id(one.value) for one in tree.find_all(nodes.Keyword) if one.key in NO_ICON}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "url":
            spared |= {id(one) for one in call.args}
    found = (node for node in tree.find_all(nodes.Const) if id(node) not in spared)
    return {str(node.value) for node in found if isinstance(node.value, str)}


def declared(text: str) -> tuple[set[str], set[str]]:
    """(words of menu entries, other words) that stand where a declaration names an icon."""
    desk: set[str] = set()
    both: set[str] = set()
    if "icon" not in text and not any(name in text for name in DRAWS):
        return desk, both
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = node.args if name in DRAWS else []
            words = [*given, *(one.value for one in node.keywords if one.arg in ("icon", "icon_name"))]
            (desk if name == "Entry" else both).update(strings(words))
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            both |= strings(
                value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "icon"
            )
    return desk, both


def strings(found: Iterable[ast.AST]) -> set[str]:
    return {one.value for one in found if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def shells_of(path: Path) -> Iterable[str]:
    """Which shells a template speaks for: by what it extends, or by the CSS that stands beside a part."""
    text = path.read_text(encoding="utf-8")
    styles = path.with_suffix(".css")
    if styles.exists():
        return serves(styles)
    while match := EXTENDS.search(text):
        name = match.group(1)
        if name.startswith("ui/shell_"):
            return (name.removeprefix("ui/shell_").removesuffix(".html"),)
        parents = list(HOUSE.glob(f"*/**/templates/{name}"))
        if not parents:
            raise Broken(f"{path} extends {name!r}, which no folder has")
        text = parents[0].read_text(encoding="utf-8")
    for shell in SHELLS:
        if path.name in (f"shell_{shell}.html", f"frame_{shell}.html"):
            return (shell,)
    return SHELLS


@cache
def drawings() -> dict[str, str]:
    """Lucide's drawings by name (ISC licence)."""
    with as_file(files("lucide") / "lucide.zip") as archive, ZipFile(archive) as packed:
        return {name.removesuffix(".svg"): packed.read(name).decode() for name in packed.namelist()}


def sprite(names: Iterable[str]) -> str:
    """The drawings of these names as one file of symbols."""
    symbols = []
    for name in sorted(names):
        if name not in drawings():
            raise Broken(f"lucide has no icon {name!r}")
        drawing = drawings()[name]
        inner = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
        inner = re.sub(r"\s+", " ", inner).replace("> <", "><").replace(" />", "/>").strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    head = '<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence; Feather, MIT licence -->'
    return head + "".join(symbols) + "</svg>\n"


if __name__ == "__main__":
    build()

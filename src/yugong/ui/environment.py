"""The Jinja2 environment: strict, autoescaped, the `ui` namespace of parts, filters (money, mask, when)."""

import re
from collections.abc import Callable, Mapping, MutableMapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, cast
from uuid import uuid4

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from yugong.kernel import masking, money
from yugong.kernel.calendar import ZONE
from yugong.ui import charts, deeds, drawing, forms, queues, shapes, tables, tilemap, words
from yugong.ui.addresses import url
from yugong.ui.menus import Groups
from yugong.ui.pieces import Pieces

HOUSE = Path(__file__).resolve().parents[1]
EXTENDS = re.compile(r"""\{%-?\s*extends\s+["']([^"']+)["']""")
SILENT = Markup('aria-hidden="true"')
SHELLS = {"ui/shell_worker.html": "worker", "ui/shell_desk.html": "desk"}


def template_dirs() -> list[Path]:
    """Every floor's `templates` folder, the ui's own first."""
    own = HOUSE / "ui" / "templates"
    return [own, *(found for found in sorted(HOUSE.glob("*/**/templates")) if found != own)]


def environment(**options: Any) -> "HouseEnvironment":
    """The environment Django's Jinja2 backend asks for; `options` are the backend's own."""
    given = options.pop("loader", None)
    searched = [Path(path) for path in getattr(given, "searchpath", ())]
    folders = dict.fromkeys([*searched, *template_dirs()])
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = HouseEnvironment(loader=FileSystemLoader([str(folder) for folder in folders]), **options)
    made.globals |= {
        "static": asset,
        "url": url,
        "once": lambda: uuid4().hex,
        "charts": charts,
        "tilemap": tilemap.tilemap,
        "part": forms.part,
        "link": shapes.Link,
        "reading": words.Reading,
        "percent": words.percent,
        "status_of": words.status,
        "clock_of": words.clock,
        "side": made.side,
        "pieces": made.pieces,
    }
    made.filters |= {
        "money": money.yuan,
        "mask_name": masking.name,
        "mask_id": masking.id_number,
        "mask_phone": masking.phone,
        "when": when,
        "day": day,
        "stamp": stamp,
        "happened": lambda found: deeds.lines(found, stamp),
        "iso": iso,
        "drawn": tables.drawn,
        "queued": queues.queued,
        "lines": tables.lines,
        "chosen": forms.chosen,
    }
    return made


class Parts:
    """The `ui` of one shell: `ui.tag(...)` is the macro `tag` of `ui/tag/tag.html`, loaded once."""

    def __init__(self, env: Environment, shell: str) -> None:
        self._env, self._shell = env, shell
        self._icon = icon_of(shell)

    def __getattr__(self, name: str) -> Macro:
        if name.startswith("_"):
            raise AttributeError(name)
        template = self._env.get_template(f"ui/{name}/{name}.html")
        macro = getattr(template.make_module({"ui": self, "icon": self._icon, "shell": self._shell}), name)
        if not self._env.auto_reload:
            self.__dict__[name] = macro
        return macro


class Frame:
    """The `frame` of one shell: a piece of `ui/frame_<shell>.html`, drawn once for the same plain values.

    Nothing of a person is asked for there: what is drawn stays in the process.
    """

    def __init__(self, env: "HouseEnvironment", shell: str) -> None:
        self._env, self._shell = env, shell

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        if name.startswith("_"):
            raise AttributeError(name)
        given = {"ui": self._env.parts(self._shell), "icon": icon_of(self._shell)}
        macro = getattr(self._env.get_template(f"ui/frame_{self._shell}.html").make_module(given), name)
        if self._env.auto_reload:
            return cast(Callable[..., Markup], macro)
        self.__dict__[name] = kept = lru_cache(maxsize=512, typed=True)(macro)
        return kept


class HouseTemplate(Template):
    """A template that knows its shell, so its parts and icons come from the right place."""

    environment: "HouseEnvironment"

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        found = super().from_code(environment, code, globals, uptodate)
        found.root_render_func.__globals__["escape"] = drawing.escape
        return found

    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> Context:
        given = dict(vars or {})
        if "ui" not in given and not shared:
            given |= self.environment.shell_named(self.environment.shell_of(self.name))
        return super().new_context(given, shared, locals)


class HouseEnvironment(Environment):
    """Jinja2 with the house's templates, each bound to its shell."""

    template_class = HouseTemplate
    context_class = drawing.HouseContext

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._parts: dict[str, Parts] = {}
        self._frames: dict[str, Frame] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        self._pieces: dict[tuple[str, str], Pieces] = {}

    def parts(self, shell: str) -> Parts:
        if shell not in self._parts:
            self._parts[shell] = Parts(self, shell)
        return self._parts[shell]

    def frame(self, shell: str) -> Frame:
        if shell not in self._frames:
            self._frames[shell] = Frame(self, shell)
        return self._frames[shell]

    def shell_named(self, shell: str) -> dict[str, Any]:
        """What every template of a shell is given."""
        return {
            "ui": self.parts(shell),
            "icon": icon_of(shell),
            "shell": shell,
            "frame": self.frame(shell),
        }

    def side(self, menu: Groups, here: str) -> Markup:
        """The desk's side menu; readers with the same entries and numbers see the same."""
        return self.frame("desk").side(tuple((heading, tuple(items)) for heading, items in menu), here)

    def pieces(self, template: str, shell: str = "desk") -> Pieces:
        """The pieces of a template, drawn once and filled."""
        if (template, shell) not in self._pieces:
            self._pieces[template, shell] = Pieces(self, template, self.shell_named(shell))
        return self._pieces[template, shell]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows, as it stands: a chain of one would be copied word by word for a page."""
        return super().make_globals(d) if d else self.globals

    def chain(self, name: str) -> tuple[str, ...]:
        """The template and those it extends, nearest first."""
        if name not in self._chains or self.auto_reload:
            found, here = [name], name
            while self.loader and (match := EXTENDS.search(self.loader.get_source(self, here)[0])):
                here = match.group(1)
                found.append(here)
            self._chains[name] = tuple(found)
        return self._chains[name]

    def shell_of(self, name: str | None) -> str:
        """worker or desk: the shell at the end of the chain; the worker's when there is none."""
        return SHELLS.get(self.chain(name)[-1], "worker") if name else "worker"


@cache
def icon_of(shell: str) -> Callable[..., Markup]:
    """The `icon(name)` of one shell: a reference into that shell's sprite."""
    kept: MutableMapping[tuple[str, str], Markup] = {}

    def icon(name: str, label: str = "") -> Markup:
        known = kept.get((name, label))
        if known is None or settings.DEBUG:
            sprite = static(f"build/{shell}-icons.svg")
            spoken = Markup('role="img" aria-label="{}"').format(label) if label else SILENT
            known = Markup('<svg class="i" {}><use href="{}#{}"/></svg>').format(spoken, sprite, name)
            if not label:
                kept[name, label] = known
        return known

    return icon


def asset(path: str) -> str:
    """The address of a file that browsers fetch: it stays while the process runs."""
    return static(path) if settings.DEBUG else _asset(path, settings.STATIC_URL)


@lru_cache(maxsize=256)
def _asset(path: str, base: str) -> str:
    return str(static(path))


def local(at: datetime | date) -> datetime | date:
    return at.astimezone(ZONE) if isinstance(at, datetime) and timezone.is_aware(at) else at


def when(at: datetime | date | None) -> str:
    """A worker's time: 7 月 14 日 16:40."""
    if at is None:
        return ""
    here = local(at)
    text = f"{here.month} 月 {here.day} 日"
    return f"{text} {here:%H:%M}" if isinstance(here, datetime) else text


def day(at: datetime | date | None, year: bool = False) -> str:
    """A worker's day: 7 月 14 日, with its year when asked."""
    if at is None:
        return ""
    here = local(at)
    text = f"{here.month} 月 {here.day} 日"
    return f"{here.year} 年 {text}" if year else text


def stamp(at: datetime | date | None) -> str:
    """A table's time: 07-14 16:40."""
    if at is None:
        return ""
    here = local(at)
    return f"{here:%m-%d %H:%M}" if isinstance(here, datetime) else f"{here:%m-%d}"


def iso(at: datetime | date | None) -> str:
    """A table's day: 2026-07-14."""
    return "" if at is None else f"{local(at):%Y-%m-%d}"

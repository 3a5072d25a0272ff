"""From declared fields (kernel.fields) to a form with errors and kept values, and to a read-only summary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, cast

from markupsafe import Markup, escape

from yugong.kernel.errors import Broken


@dataclass(frozen=True, slots=True)
class Widget:
    """How a kind of field is typed: which part draws it and what the keyboard offers."""

    drawn_by: str
    type: str = "text"
    inputmode: str = ""
    autocomplete: str = ""
    digits: int = 0
    affix: str = ""
    secret: bool = False  # never kept in a draft on the device


WIDGETS: dict[str, Widget] = {
    "text": Widget("line"),
    "search": Widget("line", type="search"),
    "longtext": Widget("area"),
    "choice": Widget("pick"),
    "many": Widget("pick"),
    "select": Widget("select"),
    "phone": Widget("line", "tel", "numeric", "tel-national", digits=11, secret=True),
    "code": Widget("line", "text", "numeric", "one-time-code", digits=6, secret=True),
    "id_number": Widget("line", "text", "text", "off", digits=18, secret=True),
    "person_name": Widget("line", "text", "", "name", secret=True),
    "card": Widget("line", "text", "numeric", "off", secret=True),
    "password": Widget("line", "password", "", "current-password", secret=True),
    "email": Widget("line", "email", "email", "email", secret=True),
    "day": Widget("line", "date"),
    "number": Widget("line", "text", "numeric"),
    "money": Widget("line", "text", "decimal", affix="元"),
    "unit": Widget("lookup"),
    "employer": Widget("lookup"),
    "files": Widget("upload", "file", secret=True),
    "consent": Widget("consent", secret=True),
    "switch": Widget("switch"),
    "rate": Widget("rate"),
}


class Option(NamedTuple):
    """One thing to choose."""

    value: str
    label: str
    note: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One field as a form shows it."""

    name: str
    label: str
    widget: Widget
    kind: str = "text"
    id: str = ""
    hint: str = ""
    error: str = ""
    optional: bool = False
    personal: bool = False
    value: Any = ""
    shown: str = ""  # the words of the value, where it is an identifier
    options: Sequence[Option] = ()
    prefill: str = ""
    digits: int = 0
    longest: int = 0
    affix: str = ""
    text: str = ""
    accept: str = ""
    most: int = 0
    multiple: bool = False
    draft: bool = False
    search: str = ""  # where a lookup asks
    placeholder: str = ""
    attrs: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def blank(self) -> bool:
        """Whether it shows nothing but what is declared of it."""
        return not (self.value or self.shown or self.error or self.prefill or self.search or self.attrs)

    @property
    def described_by(self) -> str:
        found = [f"{self.id}-h" if self.hint else "", f"{self.id}-e" if self.error else ""]
        return " ".join(filter(None, found))

    @property
    def length(self) -> int:
        return len("".join(str(self.value or "").split()))

    def has(self, option: str) -> bool:
        chosen = self.value if isinstance(self.value, list | tuple | set) else (self.value,)
        return option in {str(one) for one in chosen}


@dataclass(frozen=True, slots=True)
class Form:
    """The parts of a form in order, and the whole form's errors in the order of its fields."""

    parts: tuple[Part, ...]
    general: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """(anchor, words) for the summary; an empty anchor for what concerns no single field."""
        own = tuple((part.id, part.error) for part in self.parts if part.error)
        return tuple(("", words) for words in self.general) + own

    def __getitem__(self, name: str) -> Part:
        for found in self.parts:
            if found.name == name:
                return found
        raise Broken(f"form has no field {name!r}; known: {', '.join(p.name for p in self.parts)}")


class Declared(Protocol):
    """What a field of kernel.fields tells the form."""

    name: str
    label: str
    hint: str
    optional: bool
    personal: bool
    widget: str


def options(given: Iterable[Any]) -> tuple[Option, ...]:
    """Words, pairs or triples (value, label, note) → options."""
    return tuple(
        one
        if isinstance(one, Option)
        else Option(one, one)
        if isinstance(one, str)
        else Option(*map(str, one))
        for one in given
    )


@lru_cache(maxsize=512)
def chosen(known: tuple[Option, ...], value: str) -> Markup:
    """The choices of a select, one of them taken; long lists seldom change and are not drawn again."""
    drawn = (
        f'<option value="{escape(str(one.value))}"{" selected" if one.value == value else ""}>'
        f"{escape(str(one.label))}</option>"
        for one in known
    )
    return Markup("".join(drawn))  # noqa: S704  every part is escaped above


def part(name: str, label: str, kind: str = "text", **given: Any) -> Part:
    """One part by hand, for pages whose fields are not declared (sign-in, filters)."""
    if kind not in WIDGETS:
        raise Broken(f"field {name!r} has no widget {kind!r}; known: {', '.join(WIDGETS)}")
    widget = WIDGETS[kind]
    given["options"] = options(given.get("options", ()))
    defaults = {"id": f"f-{name}", "digits": widget.digits, "affix": widget.affix, "multiple": kind == "many"}
    return Part(name=name, label=label, kind=kind, widget=widget, **{**defaults, **given})


def from_field(declared: Declared, *, value: Any = "", error: str = "", **more: Any) -> Part:
    """One declared field → its part."""
    facts: dict[str, Any] = {
        "hint": declared.hint,
        "optional": declared.optional,
        "personal": declared.personal,
        "value": "" if value is None else value,
        "error": error,
        "options": getattr(declared, "options", ()),
        "longest": getattr(declared, "longest", 0),
        "text": getattr(declared, "text", ""),
        "most": getattr(declared, "most", 0) if declared.widget == "files" else 0,
        "multiple": bool(getattr(declared, "many", False)),
        "draft": bool(getattr(declared, "draft", False)),
    }
    if unit := getattr(declared, "unit", ""):
        facts["affix"] = unit
    if declared.widget == "files":
        kinds = {"image": "image/*", "pdf": "application/pdf"}
        facts["accept"] = ",".join(kinds.get(one, one) for one in getattr(declared, "accepts", ()))
    return part(declared.name, declared.label, declared.widget, **(facts | more))


def form(
    fields: Iterable[Any],
    data: Mapping[str, Any] | None = None,
    errors: Mapping[str, Any] | None = None,
    *,
    prefilled: Mapping[str, str] | None = None,
    more: Mapping[str, Mapping[str, Any]] | None = None,
) -> Form:
    """The form of these fields.

    `data`: values by name (a dict or request.POST); `errors`: sentence or Refused by name, "" for the whole
    form; `prefilled`: by name, the words said beside a value the system filled in; `more`: by name, further
    facts of a part (search address of a lookup, options of a choice, draft=True …).
    """
    data, errors = data or {}, {name: reason(why) for name, why in (errors or {}).items()}
    parts = tuple(
        from_field(
            cast(Declared, one),
            value=value_of(data, one),
            error=errors.get(one.name, ""),
            **({"prefill": (prefilled or {}).get(one.name, "")} | dict((more or {}).get(one.name, {}))),
        )
        for one in fields
    )
    named = {one.name for one in parts}
    return Form(parts, tuple(why for name, why in errors.items() if name not in named))


def value_of(data: Mapping[str, Any], declared: Any) -> Any:
    """What was typed, or all that was ticked, or nothing."""
    if getattr(declared, "many", False) and hasattr(data, "getlist"):
        return data.getlist(declared.name)
    return data.get(declared.name, "")


def reason(why: Any) -> str:
    """The sentence of an error: Refused, a list of sentences (Django's), or plain words."""
    if isinstance(why, list | tuple):
        return "；".join(str(one) for one in why)
    return str(getattr(why, "reason", why))


def summary(fields: Iterable[Any], values: Mapping[str, Any], *, full: bool = False) -> list[tuple[str, str]]:
    """(label, words) of each answer given; personal ones are masked unless `full`."""
    shown = ((one.label, one.show(values.get(one.name), full)) for one in fields)
    return [(label, words) for label, words in shown if words]

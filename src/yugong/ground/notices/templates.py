"""The texts of notices, declared in Python: a name, a version that rows remember, a title and a body."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

from yugong.kernel.errors import Broken
from yugong.kernel.registry import Registry


@dataclass(frozen=True)
class Template:
    """One version of one text. Blanks are `{named}`; `personal` values are sealed in the row.

    `sms` is a short text that also goes out as a message; it may use those blanks only that say nothing
    about a person. `urgent` ones go out at night, too.
    """

    name: str
    version: int
    title: str
    body: str
    sms: str = ""
    personal: bool = True
    urgent: bool = False

    def __post_init__(self) -> None:
        for text in (self.title, self.body, self.sms):
            for _, blank, form, _ in Formatter().parse(text):
                if blank is not None and (not blank.isidentifier() or form):
                    raise Broken(f"notice {self.key!r}: a blank must be a plain {{name}}, not {{{blank}}}")
        if len(self.title) > 40 or len(self.sms) > 60:
            raise Broken(f"notice {self.key!r}: the title has at most 40 characters, the SMS 60")

    @property
    def key(self) -> str:
        return f"{self.name}@{self.version}"

    @cached_property
    def blanks(self) -> frozenset[str]:
        """The names of all blanks."""
        parts = Formatter().parse(self.title + self.body + self.sms)
        return frozenset(blank for _, blank, _, _ in parts if blank)

    def check(self, values: Mapping[str, str]) -> None:
        """Broken with the wrong word when a value is missing, unknown or not text."""
        if wrong := set(values) ^ self.blanks:
            blanks = ", ".join(sorted(self.blanks)) or "none"
            raise Broken(f"notice {self.key!r}: {', '.join(sorted(wrong))} does not fit; blanks: {blanks}")
        if odd := [name for name, value in values.items() if not isinstance(value, str)]:
            raise Broken(f"notice {self.key!r}: {', '.join(odd)} must be text")


templates: Registry[Template] = Registry("notice template")


def latest(name: str) -> Template:
    """The newest version of a text; an unknown name is Broken and lists the known ones."""
    known = [template for template in templates if template.name == name]
    if not known:
        names = ", ".join(sorted({template.name for template in templates})) or "none yet"
        raise Broken(f"no notice template {name!r}; known: {names}")
    return max(known, key=lambda template: template.version)

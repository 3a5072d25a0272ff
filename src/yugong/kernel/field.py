"""Field: what every declared form field has, and cleaning many at once; `fields` names the sorts of it."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar

from yugong.kernel.errors import Refused

MASKED = "••••"


@dataclass(frozen=True)
class Field:
    """What every field has; a subclass says how its text is read and shown."""

    name: str
    label: str
    hint: str = ""
    optional: bool = False
    personal: bool = False  # stored sealed, shown masked
    keep: str = "case"  # retention: "case" with the case, "member" with the membership, "law" as law asks
    known: str = ""  # which known fact fills it in ("name", "phone", "employer" …): nothing is asked twice
    page: str = ""  # the topic it is asked under: one topic, one page

    widget: ClassVar[str] = "text"
    many: ClassVar[bool] = False
    missing: ClassVar[str] = "请填写{label}"

    def clean(self, raw: Any, *, today: date | None = None) -> Any:
        """The plain JSON value of what was given; None for an optional field left empty; else Refused."""
        text = self.normalised(raw)
        if text in ("", None, [], False):
            if self.optional:
                return None
            raise self.refusal(self.missing.format(label=self.label), code="missing")
        return self.read(text, today)

    def normalised(self, raw: Any) -> Any:
        if isinstance(raw, int):  # a value cleaned before, given again
            return str(raw)
        return unicodedata.normalize("NFKC", raw).strip() if isinstance(raw, str) else raw

    def read(self, text: Any, today: date | None) -> Any:
        return str(text)

    def show(self, value: Any, full: bool = False) -> str:
        """The value in words; masked unless `full`, when the field is personal."""
        if value in (None, "", []):
            return ""
        return self.words(value) if full or not self.personal else self.masked(value)

    def words(self, value: Any) -> str:
        return str(value)

    def masked(self, value: Any) -> str:
        return MASKED

    def refusal(self, reason: str, code: str = "wrong") -> Refused:
        return Refused(reason, field=self.name, code=code)


@lru_cache(maxsize=1024)
def worded(of: tuple[str | tuple[str, str], ...]) -> Mapping[str, str]:
    """The words of each key that may be chosen."""
    return dict((one, one) if isinstance(one, str) else one for one in of)


def clean_all(
    fields: Iterable[Field], raw: Mapping[str, Any], *, today: date
) -> tuple[dict[str, Any], dict[str, Refused]]:
    """The clean answers and the refusals by field name; `raw` is a dict or a form's multi-value dict."""
    answers: dict[str, Any] = {}
    errors: dict[str, Refused] = {}
    for asked in fields:
        given = raw.getlist(asked.name) if asked.many and hasattr(raw, "getlist") else raw.get(asked.name)
        try:
            answers[asked.name] = asked.clean(given, today=today)
        except Refused as refused:
            errors[asked.name] = refused
    return answers, errors


def insist_all(fields: Iterable[Field], raw: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """The clean answers; raises the first refusal."""
    answers, errors = clean_all(fields, raw, today=today)
    if errors:
        raise next(iter(errors.values()))
    return answers


def pages(fields: Iterable[Field]) -> dict[str, tuple[Field, ...]]:
    """The fields by the topic they are asked under, in the order declared."""
    found: dict[str, list[Field]] = {}
    for asked in fields:
        found.setdefault(asked.page, []).append(asked)
    return {topic: tuple(those) for topic, those in found.items()}

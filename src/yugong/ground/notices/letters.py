"""The values of a notice between clear and sealed, and the text they make."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from yugong.ground.notices.models import Notice
from yugong.ground.notices.templates import Template, templates
from yugong.ground.people import vault

CELL = {"table": "notices_notice", "column": "values_sealed"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice as it is read."""

    title: str
    body: str
    sms: str


def written(notice: Notice, template: Template, values: Mapping[str, str]) -> Notice:
    """Put the values into the row, sealed when they are personal."""
    if not template.personal:
        notice.values = dict(values)
    elif values:
        text = json.dumps(dict(values), ensure_ascii=False)
        notice.values_sealed = vault.seal(text, **CELL, row=notice.id)
    return notice


def letter(notice: Notice) -> Letter:
    """The text of a notice, in the version it was written in."""
    template = templates[f"{notice.template}@{notice.version}"]
    values = notice.values
    if notice.values_sealed:
        values = json.loads(vault.unseal(notice.values_sealed, **CELL, row=notice.id))
    texts = (template.title, template.body, template.sms)
    return Letter(*(text.format_map(values) for text in texts))

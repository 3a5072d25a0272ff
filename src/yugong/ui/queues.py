"""Rows of a work queue as the desk shows them; a page has forty, so they are drawn without a template."""

from collections.abc import Iterable

from markupsafe import Markup

from yugong.ui import words
from yugong.ui.drawing import safe
from yugong.ui.shapes import QueueRow

LINE = (
    '<div class="q{look}"><input type="checkbox" class="cb" name="pick" value="{key}" form="{form}" '
    'aria-label="选择 {title}"><a class="t clip1" href="{href}"{current}{preview}>{title}{unread}</a>'
    '<span class="sla {shape}">{clock}</span><span class="s clip1">{note}</span>'
    '<span class="r">{place}</span></div>\n'
)
PREVIEW = ' hx-get="{}" hx-target="{}" hx-trigger="click, look"'


def queued(rows: Iterable[QueueRow], form: str, target: str) -> Markup:
    """The rows of one group; nothing of them is kept."""
    given, at = safe(form), safe(target)
    return Markup("".join([_line(row, given, at) for row in rows]))  # noqa: S704  all of it is escaped


def _line(row: QueueRow, form: str, target: str) -> str:
    told, shape = words.clock(row.clock, exact=True)
    return LINE.format(
        look=(" unread" if row.unread else "") + (" cur" if row.current else ""),
        key=safe(row.key), form=form, title=safe(row.title), href=safe(row.href),
        current=' aria-current="true"' if row.current else "",
        preview=PREVIEW.format(safe(row.preview), target) if row.preview else "",
        unread='<span class="vh">，未读</span>' if row.unread else "",
        shape=safe(shape), clock=safe(told), note=safe(row.note), place=safe(row.place),
    )  # fmt: skip

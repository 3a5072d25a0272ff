"""Rows of a work queue as the desk shows them; a page has forty, so they are drawn without a template."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from yugong.ui import words
from yugong.ui.drawing import safe
from yugong.ui.shapes import QueueRow

WHO = "\0"  # where the name goes: no text of the database has such a sign
LINE = (
    '<div class="q{look}"><input type="checkbox" class="cb" name="pick" value="{key}" form="{form}" '
    'aria-label="选择 {title}"><a class="t clip1" href="{href}"{current}{preview}>{title}{unread}</a>'
    '<span class="sla {shape}">{clock}</span><span class="s clip1">{note}</span>'
    '<span class="r">{place}</span></div>\n'
)
PREVIEW = ' hx-get="{}" hx-target="{}" hx-trigger="click, look"'


def queued(rows: Iterable[QueueRow], form: str, target: str) -> Markup:
    """The rows of one group, each as drawn before where all but its name was the same; no name is kept."""
    return Markup("".join([_line(row, form, target) for row in rows]))  # noqa: S704  all of it is escaped


def _line(row: QueueRow, form: str, target: str) -> str:
    key, title, href, clock, note, place, unread, current, preview, who = row
    told, shape = words.clock(clock, exact=True)
    title = f"{title} · {WHO}" if who else title
    drawn = _kept(key, title, href, told, shape, note, place, unread, current, preview, form, target)
    return drawn.replace(WHO, safe(who)) if who else drawn


@lru_cache(maxsize=4096)
def _kept(
    key: str, title: str, href: str, told: str, shape: str, note: str, place: str,
    unread: bool, current: bool, preview: str, form: str, target: str,
) -> str:  # fmt: skip
    return LINE.format(
        look=(" unread" if unread else "") + (" cur" if current else ""),
        key=safe(key), form=safe(form), title=safe(title), href=safe(href),
        current=' aria-current="true"' if current else "",
        preview=PREVIEW.format(safe(preview), safe(target)) if preview else "",
        unread='<span class="vh">，未读</span>' if unread else "",
        shape=safe(shape), clock=safe(told), note=safe(note), place=safe(place),
    )  # fmt: skip

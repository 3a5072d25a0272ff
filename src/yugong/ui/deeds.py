"""Lines of what happened to a thing, drawn without a template: one long on its way has hundreds of them."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from markupsafe import Markup

from yugong.ui.drawing import escape
from yugong.ui.shapes import Deed


def lines(deeds: Iterable[Deed], stamp: Callable[[datetime | date], str]) -> Markup:
    """The lines; nothing of them is kept."""
    return Markup("".join([_line(one, stamp) for one in deeds]))  # noqa: S704  every part is escaped


def _line(deed: Deed, stamp: Callable[[datetime | date], str]) -> str:
    at = deed.at if isinstance(deed.at, str) else stamp(deed.at)
    note = f"<p>{escape(deed.note)}</p>" if deed.note else ""
    return (
        f'<li><time>{escape(at)}</time><i class="d {escape(deed.tone)}"></i>'
        f"<div><b>{escape(deed.who)}</b> {escape(deed.what)}{note}</div></li>"
    )

"""Pieces of a page that are drawn once, and filled with what differs from page to page."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from secrets import token_hex
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from jinja2.runtime import Macro
from markupsafe import Markup

if TYPE_CHECKING:  # the environment makes them
    from yugong.ui.environment import HouseEnvironment

MARK = f"y{{}}-{token_hex(8)}y"  # nobody can write it, because nobody knows it
MARKS = re.compile(MARK.format(r"(\d+)"))
PLAIN = re.compile(r"[-\w]*")  # words that an address holds as they are, or in percents
MOST = 8192


class Pieces:
    """The macros of one template, called as such.

    By position it gets what a piece is drawn by: that stays in the process, so nothing of a person. By name
    what is put in: markup, or a plain word of an address; with any other the piece is drawn anew. What a
    macro gets by name it shows, and does not ask about it.
    """

    def __init__(self, env: "HouseEnvironment", template: str, given: dict[str, Any]) -> None:
        self._env, self._template, self._given = env, template, given

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        if name.startswith("_"):
            raise AttributeError(name)
        macro: Macro = getattr(self._env.get_template(self._template).make_module(self._given), name)
        made = filled(macro)
        if not self._env.auto_reload:
            self.__dict__[name] = made
        return made


def filled(macro: Macro) -> Callable[..., Markup]:
    """The macro as a piece; `.each(rows)` draws it for every row."""
    whole = lru_cache(maxsize=MOST, typed=True)(macro)

    @lru_cache(maxsize=MOST, typed=True)
    def drawn(names: tuple[str, ...], *given: Any) -> tuple[list[str], list[int]]:
        text = str(macro(*given, **{name: MARK.format(place) for place, name in enumerate(names)}))
        parts = MARKS.split(text)
        return parts[::2], [int(place) for place in parts[1::2]]

    def fill(*given: Any, **put: Any) -> Markup:
        if not put:
            return cast(Markup, whole(*given))
        values = [_put(value) for value in put.values()]
        if None in values:
            return cast(Markup, macro(*given, **put))
        texts, places = drawn(tuple(put), *given)
        found = [texts[0]]
        for place, text in zip(places, texts[1:], strict=True):
            found += (values[place], text)
        return Markup("".join(found))  # noqa: S704  drawn by the macro; what is put in is plain or markup

    def each(rows: Iterable[tuple[Any, ...]]) -> Markup:
        """The piece once for every row, drawn by what stands in it."""
        return Markup("".join([whole(*row) for row in rows]))  # noqa: S704  drawn by the macro

    fill.each = each  # type: ignore[attr-defined]
    return fill


def _put(value: Any) -> Any:
    """What stands in the page for a value; None when it cannot be put there as it is."""
    if type(value) is str:
        return quote(value) if PLAIN.fullmatch(value) else None
    return value.__html__() if hasattr(value, "__html__") else None

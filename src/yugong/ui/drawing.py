"""How templates draw: they escape and call as Jinja2 does, by a shorter way for what is common."""

from collections.abc import Callable
from functools import lru_cache
from types import FunctionType, MethodType
from typing import Any

import markupsafe
from jinja2.runtime import Context, Macro, Undefined
from markupsafe import Markup

made: Callable[[type[Markup], str], Markup] = str.__new__
safe: Callable[[str], str] = getattr(
    markupsafe, "_escape_inner", markupsafe.escape
)  # compiled where it can be
NOTHING = Markup("")


def escape(value: Any) -> Markup:
    """What `markupsafe.escape` gives; text and markup, which pages are made of, take no detour."""
    kind = type(value)
    if kind is str:
        return made(Markup, safe(value))
    if kind is Markup:
        return value
    if kind is int:
        return made(Markup, str(value))
    if kind is Undefined:  # an `if` without its `else`
        return NOTHING
    return markupsafe.escape(value)


PLAIN = (FunctionType, MethodType)
Kept = type(lru_cache(escape))  # a piece that is drawn once for the same values


class HouseContext(Context):
    """Calls parts and plain functions without asking what they want to be given besides."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """What Jinja2 does, for the two kinds that are nearly all calls of a page."""
        kind = type(called)
        if kind is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return called(self.eval_ctx, *args, **kwargs)
        if kind is Kept or (kind in PLAIN and not hasattr(called, "jinja_pass_arg")):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)

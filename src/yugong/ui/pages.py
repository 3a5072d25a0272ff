"""page_or_fragment(): one answer for a full load and for HTMX, with what the shells need to know."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.functional import SimpleLazyObject
from jinja2_fragments import render_block
from markupsafe import Markup

from yugong.kernel.errors import Broken
from yugong.ui import menus
from yugong.ui.addresses import address
from yugong.ui.counts import Number, told
from yugong.ui.environment import HouseEnvironment
from yugong.ui.look import look_of

Counter = Callable[[HttpRequest], Number]
HIDDEN = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">')
_sockets: dict[str, Counter] = {}


def fill(*, unread: Counter) -> None:
    """Notices, which stand above the ui, say at start-up how to count a reader's unread messages."""
    _sockets["unread"] = unread


def bell(request: HttpRequest) -> Number:
    """The number on the bell, or what to ask for it."""
    return _sockets["unread"](request) if "unread" in _sockets else 0


def demo() -> str:
    """What both shells say of invented data; also, while it is so, that a part of it is still to come."""
    if not settings.YUGONG_DEMO:
        return ""
    return "演示数据，还在装入" if settings.FILLING.exists() else "演示数据"


def shell(request: HttpRequest, desk: bool = False) -> dict[str, Any]:
    """What both shells read; the desk's asks for the numbers of its bell and its menu together."""
    front = cache(lambda: menus.of(request).with_bell(request, bell(request)))
    return {
        "request": request,
        "actor": getattr(request, "actor", None),
        "look": look_of(request),
        "demo": demo(),
        "unread": SimpleLazyObject(lambda: front()[1] if desk else told([bell(request)])[0]),
        "menu": SimpleLazyObject(lambda: front()[0]),
        "tabs": menus.TABS,
        **_addresses(settings.ROOT_URLCONF),
    }


@lru_cache(maxsize=8)
def _addresses(urls: str) -> Mapping[str, str]:
    """Where the forms and links of the shells lead."""
    names = ("desk_find", "seat", "desk_sessions", "logout", "look")
    return {f"{name.removeprefix('desk_')}_url": address(name) for name in names}


def house() -> HouseEnvironment:
    """The environment of the configured Jinja2 backend."""
    for engine in engines.all():
        if isinstance(engine, Jinja2):
            return cast(HouseEnvironment, engine.env)
    raise Broken("settings.TEMPLATES has no Jinja2 backend")


def page_or_fragment(
    request: HttpRequest,
    template: str,
    fragment: str = "",
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only its block `fragment` when HTMX asks (not for a boosted or restored load)."""
    text = render(request, template, context, fragment if wants_fragment(request) else "")
    return HttpResponse(text, status=status, headers={"Vary": "HX-Request, Cookie"})


def wants_fragment(request: HttpRequest) -> bool:
    told = request.META.get
    return (
        told("HTTP_HX_REQUEST") == "true"
        and told("HTTP_HX_BOOSTED") != "true"
        and told("HTTP_HX_HISTORY_RESTORE_REQUEST") != "true"
    )


class Late:
    """Markup that is made when a page shows it, and once."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], str]) -> None:
        self._make, self._made = make, ""

    def __html__(self) -> str:
        self._made = self._made or self._make()
        return self._made

    __str__ = __html__


def csrf(request: HttpRequest) -> dict[str, Any]:
    """The token against forged forms, made once for a page and only when the page shows it."""
    token = Late(lambda: str(get_token(request)))
    return {"csrf_token": token, "csrf_input": Late(lambda: HIDDEN.format(token))}


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, fragment: str = ""
) -> str:
    """The text of a page or of one block of it; the block may stand in the template or in one it extends."""
    env = house()
    known = shell(request, env.shell_of(template) == "desk") | csrf(request) | dict(context or {})
    if not fragment:
        return env.get_template(template).render(known)
    fragment = fragment.removeprefix("#")
    for name in env.chain(template):
        if fragment in env.get_template(name).blocks:
            return render_block(env, name, fragment, known)
    raise Broken(f"template {template!r} has no block {fragment!r}")

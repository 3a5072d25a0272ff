"""How a reader wants pages to look: text size, theme, row height, single-letter keys; kept in cookies."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

CHOICES: dict[str, tuple[str, ...]] = {
    "size": ("std", "care", "max"),
    "theme": ("auto", "light", "dark"),
    "density": ("roomy", "compact"),
    "keys": ("on", "off"),
}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Look:
    """One choice of each; the first is what holds when none was made."""

    size: str = "std"
    theme: str = "auto"
    density: str = "roomy"
    keys: str = "on"

    @property
    def next_size(self) -> str:
        order = CHOICES["size"]
        return order[(order.index(self.size) + 1) % len(order)]


def look_of(request: HttpRequest) -> Look:
    """The reader's look; an unknown cookie value counts as no choice."""
    told = request.COOKIES.get
    return _look(told("yg_size"), told("yg_theme"), told("yg_density"), told("yg_keys"))


@lru_cache(maxsize=64)
def _look(*told: str | None) -> Look:
    chosen = zip(CHOICES.values(), told, strict=True)
    return Look(*(one if one in known else known[0] for known, one in chosen))


def keep(response: HttpResponse, key: str, value: str, *, secure: bool) -> None:
    """Remember one choice for a year, when it is a possible one."""
    if value in CHOICES.get(key, ()):
        response.set_cookie(f"yg_{key}", value, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)

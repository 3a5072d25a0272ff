"""What a member list is narrowed by: read from an address or a form, kept without the personal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Standing
from yugong.ground.people.queries import MembersFilter
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import add_months
from yugong.scenes.organise.views.gate import units
from yugong.scenes.organise.words import ROUTES
from yugong.ui import forms
from yugong.ui.tables import Held

NEW_WORK = "platform"
GAPS = {"any": "缺任何一项", "number": "缺证件号", "phone": "缺手机", "employer": "缺用工单位"}
FORMS = {NEW_WORK: "新就业形态", "rural": "农民工源头"}
FIXED = (
    ("home", "就业形态", forms.options(FORMS.items())),
    ("standing", "会籍", forms.options(Standing.choices)),
    ("gap", "信息", forms.options(GAPS.items())),
    ("route", "途径", forms.options(ROUTES.items())),
)
KEPT = ("unit", "trade", "standing", "route", "gap", "home", "since")


@dataclass(frozen=True)
class Narrowing:
    """The unit whose members are listed, the filter, and the words of the filters that are not personal.

    `below` are the units directly below the officer's own, from which one may choose.
    """

    unit: Unit
    wanted: MembersFilter
    kept: Mapping[str, str]
    below: Sequence[tuple[str, str]] = ()
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return str(self.unit.path)

    def address(self, base: str, **more: str) -> str:
        """The address of this list; the searched text is personal and never part of it."""
        query = urlencode({**self.kept, **more})
        return f"{base}?{query}" if query else base


def read(given: Mapping[str, str], *, actor: Actor, seat: Seat) -> Narrowing:
    """The narrowing that was asked for; a unit outside the officer's own counts as not asked for."""
    told = {name: str(given.get(name, "")).strip()[:40] for name in KEPT}
    errors: dict[str, str] = {}
    own, below = org.unit_and_below(seat.unit_id, limit=120)
    assert own is not None
    unit = own
    if told["unit"].isdecimal() and len(told["unit"]) < 18:
        unit = units(actor).filter(pk=told["unit"]).first() or own
    told["unit"] = "" if unit.pk == own.pk else str(unit.pk)
    known = {"standing": Standing.values, "route": ROUTES, "gap": GAPS, "home": FORMS}
    for name, values in known.items():
        if told[name] not in values:
            told[name] = ""
    since = None
    if told["since"]:
        try:
            since = date.fromisoformat(told["since"])
        except ValueError:
            errors["since"] = f"入会日期「{told['since']}」看不懂，请写成 2026-07-14 这样。"
            told["since"] = ""
    wanted = MembersFilter(
        text=str(given.get("q", "")).strip()[:40],
        standing=told["standing"],
        trade=told["trade"],
        route=told["route"],
        joined_since=since,
        gap=told["gap"],
        home_for=told["home"],
    )
    return Narrowing(unit, wanted, {name: value for name, value in told.items() if value}, below, errors)


def held(now: Narrowing, *, today: date) -> tuple[Held, ...]:
    """The filters as the page shows them; the units to choose from are those directly below the officer's."""
    below = list(now.below)
    chosen = now.kept.get("unit", "")
    if chosen and chosen not in dict(below):
        below.append((chosen, now.unit.short or now.unit.name))
    units_below = (("unit", "工会", _options(tuple(below))),) if below else ()
    selects = [
        Held(name, label, "select", now.kept.get(name, ""), known)
        for name, label, known in (*units_below, *FIXED)
    ]
    return (
        Held("q", "姓名、手机、证件号或后四位", "private", now.wanted.text, ()),
        *selects,
        Held("trade", "职业工种", "text", now.kept.get("trade", ""), ()),
        Held("since", "入会", "select", now.kept.get("since", ""), _options(tuple(_since(now, today)))),
    )


_options = lru_cache(maxsize=512)(forms.options)


def _since(now: Narrowing, today: date) -> list[tuple[str, str]]:
    """Days from which on one may ask, and the one that was asked for."""
    choices = {
        today.replace(day=1): "本月以来",
        add_months(today.replace(day=1), -6): "半年以来",
        today.replace(month=1, day=1): "今年以来",
        add_months(today.replace(month=1, day=1), -36): "三年以来",
    }
    if (asked := now.wanted.joined_since) and asked not in choices:
        choices[asked] = f"{asked:%Y-%m-%d} 以来"
    return [(day.isoformat(), words) for day, words in choices.items()]

"""The form of a round: its fields, and reading entries line by line."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from yugong.engines.selection import followers
from yugong.engines.selection.actions.drafting import Nominee
from yugong.engines.selection.queries.lists import Round
from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field, clean_all
from yugong.kernel.fields import LongText, Number, Text
from yugong.kernel.moment import STAMP, Moment

FIELDS: tuple[Field, ...] = (
    Text("title", "名称", longest=60),
    LongText("about", "说明", "评什么、看什么、评上以后怎样，写给没来过的人看", longest=1500),
    Text("contact", "咨询电话", longest=30),
    Moment("opens_at", "开始", "例如 2026-12-01 09:00"),
    Moment("closes_at", "截止", "例如 2026-12-08 18:00"),
    Number("winners", "评出", least=1, most=1000, unit="个"),
)
MOST_LINES = 300


def cleaned(raw: Mapping[str, Any], today: date) -> tuple[dict[str, Any], dict[str, Refused]]:
    """What the actions take, and what is wrong, field by field."""
    given, errors = clean_all(FIELDS, raw, today=today)
    for word in ("opens_at", "closes_at"):
        if given.get(word):
            given[word] = datetime.fromisoformat(given[word])
    return given, errors


def shown(poll: Round) -> dict[str, Any]:
    """The form as it was filled in."""
    stamps = {
        word: getattr(poll, word).astimezone(ZONE).strftime(STAMP) for word in ("opens_at", "closes_at")
    }
    return {word: getattr(poll, word) for word in ("title", "about", "contact", "winners")} | stamps


def nominees(text: str, poll: Round) -> list[Nominee]:
    """One entry a line: 名称｜介绍｜所属工会全称; the last two may be left out."""
    found = []
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_LINES:
        raise Refused(f"一行写一个，最多 {MOST_LINES} 个。", field="lines")
    for line in lines:
        title, about, unit = ([*(part.strip() for part in line.replace("｜", "|").split("|")), "", ""])[:3]
        known = followers.named(poll.contest, poll.unit, title)
        source, own, said = known or ("", _unit(unit, poll) if unit else None, "")
        found.append(Nominee(title, about or said, own, source=source))
    return found


def _unit(name: str, poll: Round) -> Unit:
    rows: Iterable[Unit] = Unit.objects.filter(name=name, valid_to=None).select_related("employer")
    known = [one for one in rows if tree.within(one.path, poll.unit.path)]
    if len(known) != 1:
        raise Refused(f"没有找到工会“{name}”，请写下级工会的全称，或者不写。", field="lines")
    return known[0]

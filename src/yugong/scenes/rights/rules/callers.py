"""What the desk looks up while somebody is on the line: who he is, and what was asked before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yugong.engines.matters.queries import Matter
from yugong.engines.matters.queries.keeping import kept_from
from yugong.ground.access import scope
from yugong.ground.parameters.queries import value
from yugong.ground.people import queries as people
from yugong.ground.people.models import Membership, Person
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.flow import ASKER, kinds
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.rules import routing
from yugong.scenes.rights.rules.topics import ITEMS

KEY = "rights.hotline_12351"
MOST = 9  # what one digit can choose


@dataclass(frozen=True, slots=True)
class Caller:
    """A registered person as the one on the line may see him."""

    id: UUID
    name: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier appeal beside the new one; `joins` tells how the new one goes into it, if it can."""

    matter: Matter
    own: bool
    joins: str  # "reopen", "gather" or ""

    @property
    def state(self) -> str:
        return kinds[self.matter.kind].stage_label(self.matter.stage)


def _near(me: Actor) -> QuerySet[Person]:
    """The persons for whom this seat may open a matter, himself left out."""
    rows = Person.objects.filter(merged_into=None)
    rows = rows.exclude(pk=me.person_id) if me.person_id else rows
    return scope.within(me, P.MATTER_OPEN, rows)


def callers(me: Actor, text: str) -> list[Caller]:
    """Persons by a whole phone or member number, members by a part of the name; within the seat's reach."""
    text = "".join(text.split())
    if me.seat is None or len(text) < 2:
        return []
    if text.isdecimal():
        found = [one.pk for one in people.find_by_phone(text)] if len(text) == 11 else _numbered(text)
    else:
        wanted = people.MembersFilter(text=text)
        rows, _ = people.search(path=me.seat.unit_path, wanted=wanted, limit=MOST)
        found = [row.person_id for row in rows]
    return [_shown(me, row) for row in _near(me).filter(pk__in=found).order_by("id")[:MOST]]


def _numbered(text: str) -> list[UUID]:
    present = Membership.objects.filter(valid_to=None, superseded_at=None, number=text.zfill(10))
    return list(present.values_list("person_id", flat=True)[:MOST])


def caller(me: Actor, person_id: str) -> Person | None:
    """One of those persons by the key that the page holds."""
    try:
        return _near(me).filter(pk=UUID(person_id)).first()
    except ValueError:
        return None


def _shown(me: Actor, row: Person) -> Caller:
    card = people.person_card(row.pk)
    assert card is not None
    name = card.name if may(me, P.PERSON_VIEW, row) else masking.name(card.name)
    words = (card.unit_name or "不是会员", card.employer_name, card.member_number)
    return Caller(row.pk, name, card.phone, " · ".join(filter(None, words)))


def past(me: Actor, *, who: Person | None, answers: Mapping[str, Any], at: datetime) -> list[Past]:
    """The person's own appeals, then open ones of the same item and employer, then others of the employer."""
    rows = scope.within(me, P.MATTER_VIEW, Matter.objects.filter(kind=KEY).exclude(asker_id=me.person_id))
    rows = rows.select_related("unit", "lead__unit").order_by("-id")
    same = routing.alike(answers=answers) if answers.get("topic") else ""
    where = same.partition(":")[2]
    found: dict[UUID, Matter] = {}
    if who is not None:
        found |= {one.pk: one for one in rows.filter(asker=who)[:5]}
    if where:
        found |= {one.pk: one for one in rows.filter(alike=same, closed_at=None)[:5]}
        others = [f"{item.key}:{where}" for item in ITEMS]
        found |= {one.pk: one for one in rows.filter(alike__in=others)[:5]}
    own, kept = who.pk if who else None, kept_from(me.person_id)
    shown = [one for one in found.values() if not kept(one.kind, one.answers)][:MOST]
    return [Past(one, one.asker_id == own, joins(me, one, own, at=at)) for one in shown]


def joins(me: Actor, matter: Matter, own: UUID | None, *, at: datetime) -> str:
    """How a new appeal goes into this one: his own closed lately is reopened, an open one takes it along."""
    kind, lead = kinds[KEY], matter.lead or matter
    if matter.closed_at is not None:
        assert kind.reopens is not None
        days = int(value(kind.reopens.tuned, on=local_day(at)))
        return "reopen" if matter.asker_id == own and matter.closed_at >= at - timedelta(days=days) else ""
    still = lead.held_by == ASKER or lead.paused_at is not None or kind.stage(lead.stage).drawn
    return "" if still or not may(me, P.MATTER_HANDLE, lead) else "gather"

"""Entering what somebody says on the telephone or at the counter: who he is, what it is, where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.engines.matters.queries import Matter, picked
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people import actions as people
from yugong.ground.people import queries as known
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Person
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import PersonName, Phone
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.rules import callers
from yugong.scenes.rights.rules.listening import CHANNELS

SOURCE = "hotline"
NAME, PHONE = PersonName("name", "姓名"), Phone("phone", "回电号码")


@dataclass(frozen=True, slots=True)
class Call:
    """Who speaks: a registered person, a name with a phone, or nobody by name; and how he came."""

    channel: str = "call"
    person: Person | None = None
    name: str = ""
    phone: str = ""
    nameless: bool = False
    level: str = ""  # the class of difficulty, when the one who listens says so
    into: str = ""  # the number of the appeal it belongs to


@dataclass(frozen=True, slots=True)
class Taken:
    """What is read out: the number, the code of a nameless caller, and whether an earlier appeal goes on."""

    number: str
    title: str
    desk: str
    code: str = ""
    again: bool = False
    lead: str = ""


@action(Permission.MATTER_OPEN, named="rights.take_call")
def take(*, call: Call, answers: Mapping[str, Any], key: str, by: Actor, at: datetime) -> Taken:
    """Enter one call; the same `key` with the same words again gives the same number (and code)."""
    if call.channel not in CHANNELS:
        raise Refused("请选来电还是来访", field="channel")
    if not str(answers.get("story") or "").strip():
        raise Refused("请先记下他怎么说的", field="story")
    old = _into(call, by=by, at=at)
    given, code = dict(answers), ""
    if old is not None and old.closed_at is not None:
        given |= {name: old.answers.get(name) for name in ("topic", "employer", "employer_id")}
    if not given.get("topic"):
        raise Refused("请选诉求类型：在下面按数字键，或者看全部类型", field="topic")
    if call.nameless:
        opened, code = matters.open_nameless(kind=callers.KEY, answers=given, key=key, by=by, at=at)
    else:
        who = call.person or _registered(call, by=by, at=at)
        opened = matters.open(kind=callers.KEY, asker=who, answers=given, key=key, by=by, at=at)
    again = "channel" in opened.answers or opened.answered_at is not None
    said = {"channel": call.channel} if "channel" not in opened.answers else {}
    opened.answers |= said | ({"class_said": call.level} if call.level else {})
    opened.save(update_fields=["answers"])
    lead = (old.lead or old) if old is not None and old.closed_at is None else None
    if lead is not None and opened.lead_id is None:
        matters.gather(lead=lead, others=[opened], reason="接听时认出是同一件事", by=by, at=at)
    facts(number=opened.number, channel=call.channel, again=again)
    unit = lead.unit if lead else opened.unit
    return Taken(opened.number, opened.title, unit.name, code, again, lead.number if lead else "")


def _into(call: Call, *, by: Actor, at: datetime) -> Matter | None:
    """The appeal that was picked on the page, if the new one can go into it."""
    if not call.into:
        return None
    found = next((one for one in picked(by, [call.into]) if one.kind == callers.KEY), None)
    own = call.person.pk if call.person else None
    if found is None or not callers.joins(by, found, own, at=at):
        raise Refused("选中的那一件现在并不进去，请重新选，或者单独登记", field="into")
    return found


def _registered(call: Call, *, by: Actor, at: datetime) -> Person:
    """Somebody of whom only name and phone are known: the one who called before, or a new row."""
    if not call.name.strip():
        raise Refused("请填姓名；不愿留姓名的，勾选「不愿留姓名」", field="name")
    name, phone = NAME.clean(call.name), PHONE.clean(call.phone)
    for person in known.find_by_phone(phone):
        if known.identity_of(person).name == name and may(by, Permission.MATTER_OPEN, person):
            return person
    return people.enrol(given=Identity(name=name, phone=phone), source=SOURCE, by=SYSTEM, at=at)

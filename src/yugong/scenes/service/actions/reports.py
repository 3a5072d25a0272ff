"""What somebody found at a station: said by one tap, taken back by another; enough of it makes an order."""

from datetime import datetime, timedelta

from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries as orders
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.people.models import Person
from yugong.ground.signin import limits
from yugong.ground.signin.limits import Limit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import FAULTS, Station, StationReport, StationWord
from yugong.scenes.service.queries import reports as queries
from yugong.scenes.service.rules import faults
from yugong.scenes.service.station_texts import STATION_ORDER

OFTEN = Limit("service.report", 12, timedelta(hours=1), "您反映得太勤了")
SAYABLE = (*FAULTS, StationWord.OPEN)


def say(*, station: Station, what: str, by: Actor, at: datetime) -> StationReport:
    """One tap; the same again within half a day is the same report, too many an hour are refused."""
    limits.insist(OFTEN, by.key, at=at)
    return report(station=station, what=what, by=by, at=at)


@action(Permission.STATION_REPORT, on="station", named="service.report")
def report(*, station: Station, what: str, by: Actor, at: datetime) -> StationReport:
    """Keep what somebody found; when enough say so, the union that keeps the station gets an order."""
    if what not in SAYABLE or station.closed_on is not None:
        raise Refused("请从页面上的几种情况里选一种。", field="what")
    me = Person.objects.filter(pk=by.person_id).first() if by.person_id else None
    if me is None:
        raise Refused("请先完成实名登记，再告诉我们。", code="nobody")
    said: StationReport | None = queries.own(station.pk, me.pk, at).filter(what=what).first()
    if said is None:
        said = StationReport(station=station, what=what, person=me, at=at)
        said.save(force_insert=True)
        if what in FAULTS:
            _order(station, said, me, by=by, at=at)
            said.refresh_from_db(fields=["matter"])
    facts(what=what)
    return said


def order(*, station: Station, what: str, finder: Person, by: Actor, at: datetime) -> str:
    """The number of the order for what an inspection found; for other actions, which ask for permission."""
    said = StationReport(station=station, what=what, person=finder, at=at)
    said.save(force_insert=True)
    _order(station, said, finder, sure=True, by=by, at=at)
    said.refresh_from_db(fields=["matter"])
    return said.matter


def _order(
    station: Station, said: StationReport, me: Person, *, sure: bool = False, by: Actor, at: datetime
) -> None:
    """Join the order that is being worked on; or, when it is sure or enough people say so, make one."""
    going = orders.by_number(queries.order_of(station.pk))
    if going and going.closed_at is None and going.stage == "mend":
        _attach([said], going.number)
        return
    waiting = list(queries.unanswered(station.pk, (said.what,), at))
    people = {one.person_id for one in waiting}
    if not sure and len(people) < faults.needed(said.what, on=local_day(at), path=station.unit.path):
        return
    matter = matters.open(
        kind=faults.KIND, asker=me, answers={"place": station.name, "what": said.what}, unit=station.unit,
        by=by, at=at,
    )  # fmt: skip
    _attach(waiting, matter.number)
    if station.steward_id:
        values = {"station": station.name, "what": StationWord(said.what).label, "number": matter.number}
        tell(
            to=station.steward_id, template=STATION_ORDER.name, values=values, at=at,
            about=matter.number, path=f"/stations/{station.pk}/",
        )  # fmt: skip


def _attach(rows: list[StationReport], number: str) -> None:
    StationReport.objects.filter(pk__in=[row.pk for row in rows]).update(matter=number)


def unsay(*, said: StationReport, by: Actor, at: datetime) -> None:
    """Take a report back; the order it alone had made goes with it."""
    others = queries.of_matter(said.matter).exclude(pk=said.pk) if said.matter else None
    matter = orders.by_number(said.matter) if said.matter else None
    alone = (
        matter is not None and matter.asker_id == by.person_id and others is not None and not others.exists()
    )
    if matter is not None and alone and matter.closed_at is None and matter.stage == "mend":
        matters.move(matter=matter, name="withdraw", by=by, at=at)
    take_back(said=said, by=by, at=at)


@action(Permission.PERSON_SELF, on="said", named="service.take_back")
def take_back(*, said: StationReport, by: Actor, at: datetime) -> StationReport:
    """It no longer counts; twice is once."""
    if said.taken_back_at is None:
        said.taken_back_at = at
        said.save(update_fields=["taken_back_at"])
    return said

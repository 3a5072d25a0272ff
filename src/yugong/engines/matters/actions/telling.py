"""Who is told what about a matter; the texts carry its number and title, never a personal value."""

from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from yugong.engines.matters import texts as _texts  # noqa: F401 - declares the templates
from yugong.engines.matters.models import Handover, Matter
from yugong.engines.matters.queries.keeping import kept_among
from yugong.engines.matters.queries.officers import liaisons, officers, sits_in
from yugong.ground.notices import actions as notices
from yugong.ground.notices.templates import latest
from yugong.kernel import tree
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import ASKER, HANDLER, SUPERVISOR


def tell_asker(matter: Matter, template: str, *, at: datetime, **values: str) -> int:
    """Tell the asker; after commit."""
    return _tell({matter.asker_id}, "/m/", matter, template, at, values)


def tell_holder(matter: Matter, template: str, *, at: datetime, **values: str) -> int:
    """Tell whoever has to act now: the asker, the one who claimed it, or all with the duty at the desk."""
    if matter.held_by == ASKER:
        return tell_asker(matter, template, at=at, **values)
    if matter.claimed_by_id:
        holders = {matter.claimed_by_id}
    else:
        found = officers([matter.unit_id], duty=matter.held_by, on=local_day(at))
        holders = {officer.person_id for officer in found}
    return _tell(holders, "/desk/matters/", matter, template, at, values)


def tell_desk(matter: Matter, template: str, *, at: datetime, **values: str) -> int:
    """Tell the desk: whoever claimed the matter and who supervises there."""
    found = officers([matter.unit_id], duty=SUPERVISOR, on=local_day(at))
    people = {officer.person_id for officer in found}
    people |= {who for who in (matter.claimed_by_id, matter.handled_by_id) if who}
    return _tell(people, "/desk/matters/", matter, template, at, values)


def tell_person(person: UUID, matter: Matter, template: str, *, at: datetime, **values: str) -> int:
    """Tell one officer."""
    return _tell({person}, "/desk/matters/", matter, template, at, values)


def tell_above(matter: Matter, template: str, *, at: datetime, **values: str) -> int:
    """Tell the supervisors of the nearest union above the desk that has any; at the top, its own."""
    above = list(tree.ids(matter.unit.path))[:-1] or [matter.unit_id]
    found = officers(above, duty=SUPERVISOR, on=local_day(at))
    nearest = {officer.person_id for officer in found if officer.unit_id == found[0].unit_id}
    return _tell(nearest, "/desk/matters/", matter, template, at, values)


def tell_agency(handover: Handover, template: str, *, at: datetime, what: str) -> int:
    """Tell the agency's officers what lies at their desk; one without an account has only its link."""
    if handover.agency_id is None:
        return 0
    last = local_day(handover.due_at - timedelta(seconds=1))
    values = {"what": what, "due": f"{last.month} 月 {last.day} 日", "unit": handover.matter.unit.name}
    path = f"/partner/{handover.pk}/" if handover.open else "/partner/"
    people = liaisons(handover.agency_id, on=local_day(at))
    told = {blank: values[blank] for blank in latest(template).blanks}
    notices.tell_many(to=people, template=template, values=told, at=at, about=str(handover.pk), path=path)
    return len(people)


def tell_sender(handover: Handover, template: str, *, at: datetime) -> int:
    """Tell who sent it, or where he no longer sits there, whoever holds the matter."""
    matter, day = handover.matter, local_day(at)
    sender = handover.sent_by_id
    if sender and sits_in(sender, matter.unit_id, on=day):
        return _tell({sender}, "/desk/matters/", matter, template, at, {"to": handover.to_name})
    holders = {one.person_id for one in officers([matter.unit_id], duty=HANDLER, on=day)}
    return _tell(holders, "/desk/matters/", matter, template, at, {"to": handover.to_name})


def _tell(
    people: set[UUID], where: str, matter: Matter, template: str, at: datetime, values: dict[str, str]
) -> int:
    last = local_day(matter.due_at - timedelta(seconds=1))
    known = {
        "number": matter.number,
        "title": matter.title,
        "unit": matter.unit.name,
        "due": f"{last.month} 月 {last.day} 日",
        **values,
    }
    blanks, path = latest(template).blanks, f"{where}{quote(matter.number)}/"
    told = {blank: known[blank] for blank in blanks}
    people = people - kept_among(people - {matter.asker_id}, matter)
    notices.tell_many(to=people, template=template, values=told, at=at, about=matter.number, path=path)
    return len(people)

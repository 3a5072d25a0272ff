"""Partner agencies: registered with a union, their liaisons put into posts and taken out."""

from datetime import date, datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org import actions as org
from yugong.ground.org.models import Agency, Unit
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Account, Person, Tenure
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

ROLE, ROLES = "partner", {"hospital": "hospital_liaison"}  # what its liaisons may do, by the sort of agency


@action(Permission.AGENCY_MANAGE, on="unit", named="agencies.register")
def register(*, unit: Unit, kind: str, name: str, by: Actor, at: datetime) -> Agency:
    """A partner agency of this union; one name stands once."""
    if Agency.objects.filter(unit=unit, name=name, closed_on=None).exists():
        raise Refused("这个单位已经登记过，请在列表里找", field="name", code="known")
    made: Agency = org.register_agency(name=name, kind=kind, unit=unit, by=by, at=at)
    return made


@action(Permission.AGENCY_MANAGE, on="agency", named="agencies.liaison")
def send_liaison(
    *, agency: Agency, name: str, phone: str, title: str, on: date, basis: str, by: Actor, at: datetime
) -> Tenure:
    """Somebody of the agency gets its post, and signs in with the code sent to this phone."""
    if agency.closed_on is not None:
        raise Refused("这个协作单位已经停用", code="closed")
    person = _person(name, phone, by=by, at=at)
    _sign_in(person, phone, at=at)
    posts = agency.posts.filter(closed_on=None)
    if posts.filter(tenures__person=person, tenures__valid_to=None).exists():
        raise Refused("这个人已经是联络员", field="phone", code="known")
    post = org.make_post(
        unit=agency.unit, role=ROLES.get(agency.kind, ROLE), title=title, agency=agency, by=by, at=at
    )
    sent: Tenure = people.appoint(post=post, person=person, on=on, basis=basis, by=by, at=at)
    facts(agency=agency.pk)
    return sent


@action(Permission.AGENCY_MANAGE, on="agency", named="agencies.liaison_ends")
def end_liaison(*, agency: Agency, tenure: Tenure, on: date, by: Actor, at: datetime) -> Tenure:
    """He speaks for the agency no longer; from the next request on he sees nothing of it."""
    ended: Tenure = people.relieve(tenure=tenure, on=on, reason="不再担任联络员", by=by, at=at)
    facts(agency=agency.pk)
    return ended


@action(Permission.AGENCY_MANAGE, on="agency", named="agencies.close")
def close(*, agency: Agency, on: date, by: Actor, at: datetime) -> Agency:
    """Nothing is sent there any more, and its liaisons have no seat; what was sent stays in the records."""
    if agency.closed_on is not None:
        raise Refused("这个协作单位已经停用", code="closed")
    agency.closed_on = on
    agency.save(update_fields=["closed_on"])
    return agency


def _person(name: str, phone: str, *, by: Actor, at: datetime) -> Person:
    """The one registered under this phone, when the name agrees, or somebody new."""
    found = queries.find_by_phone(phone)
    if not found:
        new: Person = people.enrol(given=Identity(name=name, phone=phone), source="agency", by=by, at=at)
        return new
    same = [one for one in found if queries.identity_of(one).name == name]
    if len(same) != 1:
        raise Refused("这个手机号登记的是另一个名字，请核对", field="phone", code="other_name")
    return same[0]


def _sign_in(person: Person, phone: str, *, at: datetime) -> None:
    """An account that opens by the code sent to this phone, unless he has one."""
    if Account.objects.filter(person=person).exists():
        return
    account = queries.account_by_phone(phone)
    if account is not None:
        people.link_account(account=account, person=person, by=SYSTEM, at=at)
    else:
        people.open_account(username=f"w-{uuid7().hex}", phone=phone, person=person, by=SYSTEM, at=at)

"""Putting a person into a post: somebody known, who may hold it beside his other posts, never oneself."""

from datetime import date, datetime

from yugong.engines.matters import actions as matters
from yugong.ground.access.roles import roles
from yugong.ground.access.separation import may_hold
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org import actions as org
from yugong.ground.org.models import Agency, Post, Unit
from yugong.ground.org.queries import agencies_of
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Person, Tenure
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission


def fits(*, unit: Unit, role: str, person: Person, by: Actor, on: date) -> None:
    """Refuse what separation of duties or the sort of union forbids."""
    if role not in roles or unit.kind not in roles[role].sits_at:
        raise Refused("这种岗位不能设在这一级工会，请另选。", field="role")
    if person.pk == by.person_id:
        raise Refused("不能登记自己任职，请由上级工会办理。", field="who")
    decision = may_hold(role, beside=queries.roles_held(person.pk, on=on))
    if not decision:
        raise Refused(decision.reason, field="role")


def agency_for(unit: Unit, role: str, chosen: str) -> Agency | None:
    """The partner agency of a post that wants one; other posts have none."""
    if not roles[role].of_agency:
        return None
    found = {str(row.pk): row for row in agencies_of(unit.pk)}
    if chosen not in found:
        raise Refused("请选择是哪个协作单位的联络员。", field="agency", code="missing")
    return found[chosen]


@action(Permission.POST_APPOINT, on="unit")
def install(
    *,
    unit: Unit,
    role: str,
    title: str,
    person: Person,
    on: date,
    basis: str,
    agency: Agency | None = None,
    by: Actor,
    at: datetime,
) -> Tenure:
    """Appoint a person in a unit; an empty post of this role and title is taken before a new one is made."""
    fits(unit=unit, role=role, person=person, by=by, on=on)
    posts = Post.objects.filter(unit=unit, role=role, agency=agency, closed_on=None)
    if posts.filter(tenures__person=person, tenures__valid_to=None).exists():
        raise Refused("这个人已经在这个岗位上。", field="who")
    empty = posts.filter(title=title).exclude(tenures__valid_to=None, tenures__isnull=False).first()
    post = empty or org.make_post(unit=unit, role=role, title=title, agency=agency, by=by, at=at)
    tenure: Tenure = people.appoint(post=post, person=person, on=on, basis=basis, by=by, at=at)
    return tenure


@action(Permission.POST_APPOINT, on="tenure")
def leave(*, tenure: Tenure, on: date, reason: str, by: Actor, at: datetime) -> Tenure:
    """End a tenure; what its holder had signed for at this union lies free for his colleagues again."""
    ended: Tenure = people.relieve(tenure=tenure, on=on, reason=reason, by=by, at=at)
    freed = matters.lay_down(unit_id=tenure.post.unit_id, persons=[tenure.person_id], by=by, at=at)
    facts(freed=freed)
    return ended

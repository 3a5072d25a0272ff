"""Forming supervision bodies; appointing, renewing, schooling and ending the members of the four teams."""

import secrets
from datetime import date, datetime

from django.db.models import Q

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org import actions as org
from yugong.ground.org.models import Post, Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person, Tenure
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.models import Badge, Schooling, SupervisionBody
from yugong.scenes.rights.rules.teams import teams


@action(Permission.POST_APPOINT, on="unit")
def form(*, unit: Unit, on: date, by: Actor, at: datetime) -> SupervisionBody:
    """Form the union's body; its term is that of the union's committee, else five years."""
    if SupervisionBody.objects.filter(unit=unit, ended_on=None).exists():
        raise Refused("这个工会已经有劳动法律监督组织", field="unit", code="formed")
    if on > local_day(at):
        raise Refused("成立日期不能晚于今天", field="on")
    small = unit.kind in ("enterprise", "joint", "home", "branch")
    row = SupervisionBody(
        unit=unit,
        name=f"{unit.name}劳动法律监督{'小组' if small else '委员会'}",
        formed_on=on,
        term_to=unit.term_to if unit.term_to and unit.term_to > on else add_months(on, 60),
    )
    row.save()
    facts(body=row.pk)
    return row


@action(Permission.POST_APPOINT, on="unit")
def dissolve(*, unit: Unit, body: SupervisionBody, by: Actor, at: datetime) -> SupervisionBody:
    """End the union's body; the cards of its supervisors go on until their own end."""
    if body.unit_id != unit.pk or body.ended_on is not None:
        raise Refused("这个监督组织已经撤销", code="ended")
    body.ended_on = local_day(at)
    body.save()
    facts(body=body.pk)
    return body


@action(Permission.POST_APPOINT, on="unit")
def appoint(*, unit: Unit, team: str, person: Person, on: date, by: Actor, at: datetime) -> Badge:
    """Take somebody into a team of a union: he gets its post and a numbered card for some years.

    Refused when he holds it already, or where separation of duties or kinship with oneself forbids it.
    """
    if team not in teams:
        raise Refused("请选一支队伍", field="team")
    if person.pk == by.person_id:
        raise Refused("不能聘任自己，请由上级工会办理", field="who")
    held = Tenure.objects.filter(person=person, post__unit=unit, post__role=team)
    if held.filter(Q(valid_to=None) | Q(valid_to__gt=on)).exists():
        raise Refused(f"这个人已经是本会的{teams[team].word}", field="who", code="held")
    posts = Post.objects.filter(unit=unit, role=team, closed_on=None)
    post = posts.first() or org.make_post(unit=unit, role=team, title=teams[team].word, by=by, at=at)
    tenure = people.appoint(post=post, person=person, on=on, basis="聘任", by=by, at=at)
    years = int(value("team.card_years", on=on, path=unit.path))
    row = Badge(
        number=_number(unit, team, on.year), team=team, unit=unit, person=person, tenure=tenure,
        code=secrets.token_urlsafe(18), issued_on=on, valid_to=add_months(on, 12 * years),
    )  # fmt: skip
    row.save()
    facts(badge=row.number, team=team)
    return row


def _number(unit: Unit, team: str, year: int) -> str:
    """The next number of the union's year in this team; the union's row is locked meanwhile."""
    count = Badge.objects.filter(unit=unit, team=team, issued_on__year=year).count()
    office = (unit.short or unit.name).removesuffix("总工会").removesuffix("工会") or unit.name
    return f"{office}{teams[team].mark}〔{year}〕{count + 1:03d} 号"


@action(Permission.POST_APPOINT, on="unit")
def renew(*, unit: Unit, badge: Badge, by: Actor, at: datetime) -> Badge:
    """Let the card run on from its end, or from today if it is over; only after a passed training since."""
    today = local_day(at)
    _mine(unit, badge)
    since = badge.schoolings.filter(
        passed=True, held_on__gt=badge.issued_on, held_on__gte=add_months(today, -12)
    )
    if not since.exists():
        raise Refused("近一年没有合格的培训记录，请先登记培训再换证", code="unschooled")
    years = int(value("team.card_years", on=today, path=unit.path))
    badge.valid_to = add_months(max(badge.valid_to, today), 12 * years)
    badge.save()
    facts(badge=badge.number)
    return badge


@action(Permission.POST_APPOINT, on="unit")
def end(*, unit: Unit, badge: Badge, reason: str, by: Actor, at: datetime) -> Badge:
    """Take the card back and end the post: his rights are gone with the next request."""
    _mine(unit, badge)
    badge.ended_on = local_day(at)
    badge.save()
    if badge.tenure.valid_to is None:
        people.relieve(tenure=badge.tenure, on=badge.ended_on, reason=reason, by=by, at=at)
    facts(badge=badge.number)
    return badge


@action(Permission.POST_APPOINT, on="unit")
def school(
    *, unit: Unit, badge: Badge, topic: str, on: date, hours: int, passed: bool, by: Actor, at: datetime
) -> Schooling:
    """Record a training of somebody with a card; the same day and topic are recorded once."""
    _mine(unit, badge)
    if on > local_day(at):
        raise Refused("培训日期不能晚于今天", field="held_on")
    if before := badge.schoolings.filter(topic=topic, held_on=on).first():
        return before
    row = Schooling(badge=badge, topic=topic, held_on=on, hours=hours, passed=passed, recorded_by=by.key)
    row.save()
    facts(badge=badge.number, hours=hours)
    return row


def _mine(unit: Unit, badge: Badge) -> None:
    if badge.unit_id != unit.pk:
        raise Refused("这张工作证不是本会发的", code="other_unit")
    if badge.ended_on is not None:
        raise Refused("这张工作证已经收回", code="ended")

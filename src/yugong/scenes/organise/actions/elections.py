"""Taking down an election that holds, and seating whom it elected; within founding and renewal."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Post, Unit
from yugong.ground.people import actions as people
from yugong.ground.people import queries, vault
from yugong.ground.people.models import Person, Tenure
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.organise import texts
from yugong.scenes.organise.actions import posts
from yugong.scenes.organise.models import Chosen, Election
from yugong.scenes.organise.rules import electing
from yugong.scenes.organise.rules.electing import Won

TABLE, CHOSEN = "organise_election", "organise_chosen"
ELECTED = (
    "grassroots_chair", "grassroots_vice", "committee_member", "grassroots_audit_head", "grassroots_audit",
    "womens_member",
)  # fmt: skip


def take_down(
    *, matter: str, answers: Mapping[str, Any], path: str, since: datetime, unit: Unit | None, at: datetime
) -> Election:
    """The election as reported, checked by the rules in force on its day; Refused says what does not hold.

    A union that stands elects its own members: whoever cannot be told among them is named.
    """
    held_on = date.fromisoformat(answers["held_on"])
    if held_on < local_day(since):
        raise Refused("选举日期早于上级同意筹备的日期，请核对", field="held_on")
    found = electing.check(answers, by=electing.limits(on=held_on, path=path))
    chair = _chair(answers["chair"], answers["chair_phone"])
    if unit is not None:
        _insist_members(unit, found.won)
    row = uuid7()
    names = {"committee": found.committee, "audit": found.audit, "womens": found.womens}
    election = Election(
        id=row,
        matter=matter,
        held_on=held_on,
        chair=chair,
        chair_votes=found.chair_votes,
        quorum=found.quorum,
        majority=found.majority,
        names_sealed=vault.seal(
            json.dumps(names, ensure_ascii=False), table=TABLE, column="names_sealed", row=row
        ),
        term_years=int(answers["term"]),
        recorded_at=at,
        **{name: answers[name] for name in ("members", "women", "due", "present", "seats")},
    )
    election.save(force_insert=True)
    for place, one in enumerate(found.won):
        _choose(election, one, place)
    return election


def _choose(election: Election, one: Won, place: int) -> None:
    row = uuid7()
    sealed = vault.seal(f"{one.name} {one.phone}".strip(), table=CHOSEN, column="name_sealed", row=row)
    chosen = Chosen(
        id=row, election=election, role=one.role, title=one.title, place=place, name_sealed=sealed
    )
    chosen.save(force_insert=True)


def _chair(name: str, phone: str) -> Person:
    """The member of that name and phone: only a member is elected."""
    same = [one for one in queries.find_by_phone(phone) if queries.identity_of(one).name == name]
    if len(same) != 1 or queries.membership_of(same[0].pk) is None:
        raise Refused(
            f"没有找到姓名是{name}、登记了这个手机号的会员。请他先在手机上入会，再报选举结果",
            field="chair_phone",
            code="unknown",
        )
    return same[0]


def _insist_members(unit: Unit, won: tuple[Won, ...]) -> None:
    lost = list(dict.fromkeys(one.name for one in won if _person(unit, one.name, one.phone) is None))
    if lost:
        more = f"等 {len(lost)} 人" if len(lost) > 5 else ""
        raise Refused(
            f"{'、'.join(lost[:5])}{more}：会员名册里没有这个人，或者有同名的。请先登记为会员；"
            "有同名的，在姓名和得票后面写上手机号",
            field="committee",
            code="not_member",
        )


def _person(unit: Unit, name: str, phone: str) -> Person | None:
    """The one member of that name; with a phone, wherever his membership is while the union is new."""
    if phone:
        same = [one for one in queries.find_by_phone(phone) if queries.identity_of(one).name == name]
        return same[0] if len(same) == 1 and queries.membership_of(same[0].pk) else None
    found = queries.members_named(unit.pk, name)
    return found[0] if len(found) == 1 else None


def relieve(*, unit: Unit, by: Actor, at: datetime) -> list[UUID]:
    """The elected officers of the term before leave their posts today, with their rights; who they were."""
    day = local_day(at)
    open_ones = Tenure.objects.filter(post__unit=unit, post__role__in=ELECTED, valid_to=None)
    rows = list(open_ones.select_related("post").order_by("id"))
    for tenure in rows:
        people.relieve(tenure=tenure, on=max(day, tenure.valid_from), reason="换届", by=by, at=at)
        _tell(tenure.person_id, texts.HANDED_OVER.name, unit, {"title": tenure.post.title}, at=at)
    return list(dict.fromkeys(tenure.person_id for tenure in rows))


def seat(*, unit: Unit, election: Election, basis: str, by: Actor, at: datetime) -> int:
    """Everybody elected who is a known member takes his post today; the others wait until they are known."""
    seated = 0
    for chosen in election.chosen.order_by("place"):
        chosen.unit = unit
        chosen.save(update_fields=["unit"])
        name, _, phone = name_of(chosen).partition(" ")
        person = election.chair if chosen.role == ELECTED[0] else _person(unit, name, phone)
        if person is not None:
            take_seat(chosen=chosen, person=person, basis=basis, by=by, at=at)
            seated += 1
    return seated


def close_empty(*, unit: Unit, at: datetime) -> int:
    """Posts of the elected that the new term does not fill are there no longer; nothing is vacant in them."""
    filled = Tenure.objects.filter(post=OuterRef("pk"), valid_to=None)
    rows = Post.objects.filter(unit=unit, role__in=ELECTED, closed_on=None).exclude(Exists(filled))
    return rows.update(closed_on=local_day(at))


def take_seat(*, chosen: Chosen, person: Person, basis: str, by: Actor, at: datetime) -> Chosen:
    """A person takes the post he was elected to; who may not hold it is named."""
    unit = chosen.unit
    assert unit is not None
    try:
        posts.install(
            unit=unit, role=chosen.role, title=chosen.title, person=person, on=local_day(at), basis=basis,
            by=by, at=at,
        )  # fmt: skip
    except Refused as refused:
        name = queries.identity_of(person).name
        raise Refused(f"{name}（{chosen.title}）：{refused.reason}", field="who", code=refused.code) from None
    chosen.person, chosen.seated_at = person, at
    chosen.save(update_fields=["person", "seated_at"])
    if chosen.role != ELECTED[0]:
        ends = f"{unit.term_to:%Y-%m-%d}" if unit.term_to else "换届"
        _tell(person.pk, texts.SEATED.name, unit, {"title": chosen.title, "ends": ends}, at=at)
    return chosen


@action(Permission.POST_APPOINT, on="unit")
def recognise(*, unit: Unit, chosen: Chosen, person: Person, by: Actor, at: datetime) -> Chosen:
    """An officer says which member the elected is; only somebody of that name can be."""
    row = Chosen.objects.select_for_update().get(pk=chosen.pk)
    if row.seated_at is not None:
        raise Refused("这个人已经到任，请刷新后再看", field="who", code="stale")
    name = name_of(row).partition(" ")[0]
    if queries.identity_of(person).name != name or queries.membership_of(person.pk) is None:
        raise Refused(
            f"这个号码不是会员{name}登记的，请核对；还不是会员的，请先入会", field="who", code="other"
        )
    facts(person=person.pk, role=row.role)
    return take_seat(chosen=row, person=person, basis=f"{row.election.held_on:%Y-%m-%d} 选举", by=by, at=at)


def name_of(chosen: Chosen) -> str:
    """The name, and the phone behind it where the report gave one."""
    return vault.unseal(chosen.name_sealed, table=CHOSEN, column="name_sealed", row=chosen.pk)


def _tell(person: Any, template: str, unit: Unit, values: Mapping[str, str], *, at: datetime) -> None:
    tell(
        to=person, template=template, values={"union": unit.name, **values}, about=f"org.unit:{unit.pk}",
        path="/me/", at=at,
    )  # fmt: skip

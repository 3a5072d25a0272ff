"""The small questions of which the policy is made: each answers alike about one thing and about rows."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yugong.ground.access.anchors import LEVELS, Anchor, account_of, anchor_of, path_of, person_of
from yugong.ground.access.roles import roles
from yugong.ground.access.separation import may_hold
from yugong.ground.org.models import Post
from yugong.ground.people.models import Membership, Tenure
from yugong.ground.people.queries import member_below
from yugong.kernel import tree
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.permissions import Permission

EVERY = Q()
NONE = Q(pk__in=())


@dataclass(frozen=True)
class Predicate(ABC):
    """One question with two faces: `holds` about one thing, `rows` as the condition that finds the same.

    A thing of None asks whether there could be any: list pages and menus ask so. `why` is what an officer
    or a worker reads when the answer is no.
    """

    why: str = ""

    @abstractmethod
    def holds(self, actor: Actor, thing: Any) -> bool:
        """Whether it is so of this thing."""

    @abstractmethod
    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        """The condition that finds every row of which it is so."""

    def about(self, permission: Permission) -> "Predicate":
        """The same question, asked for one permission."""
        return self

    def reason(self, actor: Actor) -> str:
        """Why the answer is no, for this actor."""
        return self.why


@dataclass(frozen=True)
class OfActor(Predicate):
    """A question about the actor alone: true of every row or of none."""

    @abstractmethod
    def asked(self, actor: Actor) -> bool:
        """Whether it is so of this actor."""

    def holds(self, actor: Actor, thing: Any) -> bool:
        return self.asked(actor)

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        return EVERY if self.asked(actor) else NONE


@dataclass(frozen=True)
class Anyone(OfActor):
    """Open to all, signed in or not."""

    def asked(self, actor: Actor) -> bool:
        return True


@dataclass(frozen=True)
class SignedIn(OfActor):
    """A natural person who has signed in."""

    why: str = "请先登录。"

    def asked(self, actor: Actor) -> bool:
        return actor.is_person


@dataclass(frozen=True)
class NotRegistered(OfActor):
    """The actor has not yet been registered as a person: everybody registers himself once."""

    why: str = "您已经登记过，无须重复登记。"

    def asked(self, actor: Actor) -> bool:
        return actor.person_id is None


@dataclass(frozen=True)
class OfPlatform(OfActor):
    """The platform itself: a rule, the clock, or an operator at the machine."""

    why: str = "这一步只能由系统办理。"

    def asked(self, actor: Actor) -> bool:
        return actor.is_system


@dataclass(frozen=True)
class Granted(OfActor):
    """The actor sits in a post whose role carries the permission."""

    permission: Permission | None = None

    def about(self, permission: Permission) -> "Granted":
        return replace(self, permission=permission)

    def asked(self, actor: Actor) -> bool:
        return actor.seat is not None and self.permission in actor.seat.permissions

    def reason(self, actor: Actor) -> str:
        if not actor.is_person:
            return "请先登录。"
        if actor.seat is not None:
            return f"您现在的岗位“{actor.seat.title}”没有这项权限。"
        if actor.seats:
            return "请先切换到办理这项工作的岗位。"
        return "您没有办理这项工作的岗位。"


def q_under(seat: Seat, anchor: Anchor) -> Q:
    """The condition *in the seat's unit or below it*: a level column if there is one, else a path range."""
    depth = len(tree.ids(seat.unit_path))
    if anchor.levels and depth <= LEVELS:
        return Q(**{f"{anchor.levels}{depth}": seat.unit_id})
    if not anchor.path:
        return NONE
    end = tree.upper_bound(seat.unit_path)
    return Q(**{f"{anchor.path}__gte": seat.unit_path, f"{anchor.path}__lt": end})


def present_members() -> QuerySet[Membership]:
    """The memberships that are in force."""
    return Membership.objects.filter(valid_to__isnull=True, superseded_at__isnull=True)


@dataclass(frozen=True)
class ServesUnit(Predicate):
    """The thing stands in the seat's unit or below it; a partner's post serves no union."""

    why: str = "这件事不在您这个岗位管理的组织范围内。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        if actor.seat is None or actor.seat.agency_id is not None:
            return False
        if thing is None:
            return True
        path = path_of(thing)
        return path is not None and tree.within(path, actor.seat.unit_path)

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if actor.seat is None or actor.seat.agency_id is not None:
            return NONE
        return q_under(actor.seat, anchor)


@dataclass(frozen=True)
class ServesPerson(Predicate):
    """The thing's person is at present a member in the seat's unit or below it."""

    why: str = "这名职工的会籍不在您这个岗位管理的组织范围内。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        if actor.seat is None or thing is None:
            return actor.seat is not None
        person = person_of(thing)
        return person is not None and member_below(person, actor.seat.unit_path)

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if actor.seat is None or not anchor.person:
            return NONE
        return Q(Exists(self._members(actor.seat).filter(person_id=OuterRef(anchor.person))))

    def _members(self, seat: Seat) -> QuerySet[Membership]:
        return present_members().filter(q_under(seat, anchor_of(Membership)))


@dataclass(frozen=True)
class Unattached(Predicate):
    """The thing's person is at present nobody's member: any union may take him in."""

    why: str = "这名职工已经是其他工会的会员。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        if thing is None:
            return True
        person = person_of(thing)
        return person is not None and not present_members().filter(person_id=person).exists()

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if not anchor.person:
            return NONE
        member = present_members().filter(person_id=OuterRef(anchor.person))
        return Q(**{f"{anchor.person}__isnull": False}) & ~Q(Exists(member))


@dataclass(frozen=True)
class IsOwn(Predicate):
    """The thing is the actor's own."""

    why: str = "这不是您本人的事项。"

    def reason(self, actor: Actor) -> str:
        if not actor.is_person:
            return "请先登录。"
        return self.why if actor.person_id else "请先完成实名登记。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        if actor.person_id is None:
            return False
        return thing is None or person_of(thing) == actor.person_id

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if actor.person_id is None or not anchor.person:
            return NONE
        return Q(**{anchor.person: actor.person_id})


@dataclass(frozen=True)
class NotOwn(Predicate):
    """The thing is not the actor's own: nobody decides his own case."""

    why: str = "这是您本人的事项，须由其他人办理。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        return thing is None or actor.person_id is None or person_of(thing) != actor.person_id

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if actor.person_id is None or not anchor.person:
            return EVERY
        return ~Q(**{anchor.person: actor.person_id})


@dataclass(frozen=True)
class OwnAccount(Predicate):
    """The account is the one the actor signed in with."""

    why: str = "这不是您本人的账号。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        if actor.account_id is None or thing is None:
            return actor.account_id is not None
        return account_of(thing) == actor.account_id

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if actor.account_id is None or not anchor.account:
            return NONE
        return Q(**{anchor.account: actor.account_id})


@dataclass(frozen=True)
class FitsPost(Predicate):
    """The post's role is known and sits at this kind of unit; what is no post passes."""

    why: str = "这种岗位不能设在这一级工会。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        post = thing.post if isinstance(thing, Tenure) else thing
        if not isinstance(post, Post):
            return True
        return post.role in roles and post.unit.kind in roles[post.role].sits_at

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if not anchor.role:
            return EVERY
        unit = f"{anchor.role.removesuffix('role')}unit__kind__in"
        fits = (Q(**{anchor.role: role.key, unit: sorted(role.sits_at)}) for role in roles)
        return reduce(or_, fits)


@dataclass(frozen=True)
class Separated(Predicate):
    """The person about to sit in a post holds none that must be kept apart from it; what stands may end."""

    why: str = "这名同志现任的岗位与该岗位不能由同一人担任，请先免去其中一个。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        if not isinstance(thing, Tenure) or thing.pk is not None:
            return True
        held = Tenure.objects.filter(person_id=thing.person_id, valid_to__isnull=True)
        beside = [role for role in held.values_list("post__role", flat=True) if role in roles]
        return thing.post.role not in roles or bool(may_hold(thing.post.role, beside=beside))

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        return EVERY


anyone, signed_in, not_registered, platform = Anyone(), SignedIn(), NotRegistered(), OfPlatform()
granted, serves_unit, serves_person, unattached = Granted(), ServesUnit(), ServesPerson(), Unattached()
is_own, not_own, own_account = IsOwn(), NotOwn(), OwnAccount()
fits_post, separated = FitsPost(), Separated()

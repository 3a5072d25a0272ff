"""One person, one row: two rows become one, everything goes along, and all of it can come back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people import ties, vault
from yugong.ground.people.actions.memberships import COPIED, open_stretch
from yugong.ground.people.identity import Identity, columns, open_person
from yugong.ground.people.models import Account, Apart, Membership, Merge, Person, Tenure
from yugong.ground.people.queries.doubles import suspected
from yugong.ground.people.queries.persons import membership_of
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision, may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

GAPS = ("phone", "sex", "born")
MERGED = "merge"


@action(Permission.PERSON_MERGE, on="keep")
def merge(*, keep: Person, drop: Person, reason: str, by: Actor, at: datetime) -> Merge:
    """Say that two rows are one person: `keep` stays and fills its gaps from `drop`, whose ties follow it.

    A listed suspected double is merged by whoever serves both; any other pair only by who supervises both.
    """
    may(by, Permission.PERSON_MERGE, drop).insist()
    if not reason.strip():
        raise Refused("请写明怎么核对出是同一个人", field="reason")
    may_join(by, keep, drop).insist()
    _insist_on_posts(keep, drop, by=by)
    return combine(keep, drop, reason=reason.strip(), at=at)


def may_join(by: Actor, keep: Person, drop: Person) -> Decision:
    """Whether this pair is for this officer: a listed double, or one for who supervises both rows."""
    over = all(may(by, Permission.MATTER_SUPERVISE, membership_of(row.pk)) for row in (keep, drop))
    if over or suspected(keep, drop):
        return Decision(True, "")
    return Decision(
        False,
        "这两份登记不在「重复登记」的名单里：证件号、手机、姓名都对不上。确是同一个人的，请上级工会合并。",
    )


def _insist_on_posts(*persons: Person, by: Actor) -> None:
    """A merge moves posts and the way in to them: who may not fill a post may not merge its holder."""
    held = Tenure.objects.filter(person__in=persons, valid_to=None).select_related("post__unit")
    if any(not may(by, Permission.POST_APPOINT, tenure) for tenure in held):
        raise Refused("其中一份登记现任工会职务，请由能任免这个岗位的工会来合并", code="holds_post")


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def adopt(*, person: Person, into: Person, by: Actor, at: datetime) -> Person:
    """Say that an applicant's provisional row is a person already known; everything of his follows.

    Refuses when the known person has another name, or an account of his own: then an officer looks at both.
    """
    if person.pk == into.pk:
        return into
    if open_person(person).name != open_person(into).name:
        raise Refused(
            "申请人的姓名与这个证件号登记的姓名不一样，请核对，或者退回补正", field="number",
            code="id_conflict",
        )  # fmt: skip
    if Account.objects.filter(person=into).exists():
        raise Refused("这个人已经有自己的账号，请核对是不是本人", field="number")
    combine(into, person, reason="入会时核对证件号", at=at)
    return into


def combine(keep: Person, drop: Person, *, reason: str, at: datetime) -> Merge:
    """The merge itself, inside an action."""
    drop = Person.objects.select_for_update().get(pk=drop.pk)
    if keep.pk == drop.pk:
        raise Refused("选的是同一份登记，请选另一份", field="drop")
    for person in (keep, drop):
        person.insist_live()
    row = Merge(kept=keep, dropped=drop, reason=reason, merged_at=at)
    row.numbers = sorted(set(_believed(drop).values_list("number", flat=True)))
    drop.merged_into = keep
    drop.save(update_fields=["merged_into"])
    row.filled = _fill(keep, drop)
    row.moved = {tie.key: keys for tie in ties.every() if (keys := ties.shift(tie, frm=drop.pk, to=keep.pk))}
    row.closed, row.hidden = _carry(keep, drop, at=at)
    second = Account.objects.filter(person=drop, is_active=True).first()
    if second:
        Account.objects.filter(pk=second.pk).update(is_active=False)
        row.account = second.pk
    row.save(force_insert=True)
    facts(kept=keep.pk, dropped=drop.pk, merge=row.pk)
    return row


def _believed(person: Person) -> Any:
    return Membership.objects.filter(person=person, superseded_at=None)


def _fill(keep: Person, drop: Person) -> dict[str, Any]:
    """Fill the gaps of the kept row; returns which, with what stood there, never a value of a person."""
    held, other = open_person(keep), open_person(drop)
    filled: dict[str, Any] = {name: "" for name in GAPS if not getattr(held, name) and getattr(other, name)}
    changes = {name: getattr(other, name) for name in filled}
    if other.number and not held.number:
        filled["number"] = {"paper": held.paper, "verified": keep.verified}
        changes |= {"number": other.number, "paper": other.paper}
        keep.verified = keep.verified or drop.verified
    if more := {name: fact for name, fact in other.extra.items() if name not in held.extra}:
        filled["extra"] = sorted(more)
        changes["extra"] = {**held.extra, **more}
    _write(keep, replace(held, **changes))
    return filled


def _write(person: Person, given: Identity) -> None:
    for column, value in columns(given, row=person.pk).items():
        setattr(person, column, value)
    person.save()


def _carry(keep: Person, drop: Person, *, at: datetime) -> tuple[str, list[str]]:
    """Believe from now on that the memberships were the kept person's; nobody is a member twice at a time.

    Returns the member number whose present stretch ended for that, and the stretch that would have no length.
    """
    own, today, closed = open_stretch(keep), local_day(at), ""
    hidden: list[str] = []
    for row in _believed(drop).select_for_update().order_by("valid_from"):
        Membership.objects.filter(pk=row.pk).update(superseded_at=at)
        until, how = row.valid_to, row.ended_by
        if until is None and own:
            until, how, closed = today, MERGED, row.number
            if until <= row.valid_from:
                hidden.append(str(row.pk))
                continue
        copy(row, keep, valid_to=until, ended_by=how, at=at)
    return closed, hidden


def copy(row: Membership, person: Person, *, valid_to: Any, ended_by: str, at: datetime) -> None:
    """The same stretch, recorded now for a person."""
    kept = {name: getattr(row, name) for name in COPIED} | {"person_id": person.pk}
    Membership(**kept, valid_to=valid_to, ended_by=ended_by, recorded_at=at).save(force_insert=True)


@action(Permission.PERSON_MERGE, on="person", named="people.unmerge")
def _unmerge(*, person: Person, row: Merge, by: Actor, at: datetime) -> Person:
    row = Merge.objects.select_for_update().get(pk=row.pk)
    drop = Person.objects.select_for_update().get(pk=row.dropped_id)
    if row.undone_at is not None:
        raise Refused("这次合并已经撤销过了")
    if person.merged_into_id is not None:
        raise Refused("这份登记后来又并到了另一份，请先撤销后一次合并")
    _unfill(person, drop, row.filled)
    held = open_person(drop)
    taken = vault.blinds(f"{held.paper}:{held.number}", "number") if held.number else []
    if Person.objects.filter(number_index__in=taken, merged_into=None).exists():
        raise Refused("并掉的那份登记的证件号，现在登记在别人名下，请先更正", field="number")
    drop.merged_into = None
    drop.save(update_fields=["merged_into"])
    for tie in ties.every():
        if keys := row.moved.get(tie.key):
            ties.shift(tie, frm=person.pk, to=drop.pk, only=keys)
    _give_back(person, drop, row, at=at)
    if row.account:
        Account.objects.filter(pk=row.account).update(is_active=True)
    row.undone_at = at
    row.save(update_fields=["undone_at"])
    facts(kept=person.pk, dropped=drop.pk, merge=row.pk)
    return drop


def unmerge(*, merge: Merge, by: Actor, at: datetime) -> Person:
    """Undo a merge: what came from the dropped row goes back with what became of it; nothing is lost.

    What happened to the kept person meanwhile stays his, except the course of memberships that came along.
    """
    return _unmerge(person=merge.kept, row=merge, by=by, at=at)


def _unfill(keep: Person, drop: Person, filled: dict[str, Any]) -> None:
    """Empty the gaps again that were filled from the dropped row and not corrected since."""
    held, other = open_person(keep), open_person(drop)
    empty: dict[str, Any] = {"phone": "", "sex": "", "born": None}
    changes = {n: empty[n] for n in GAPS if n in filled and getattr(held, n) == getattr(other, n)}
    if "number" in filled and held.number == other.number:
        changes |= {"number": "", "paper": filled["number"]["paper"]}
        keep.verified = filled["number"]["verified"]
    if names := filled.get("extra"):
        gone = {name for name in names if held.extra.get(name) == other.extra.get(name)}
        changes["extra"] = {name: fact for name, fact in held.extra.items() if name not in gone}
    _write(keep, replace(held, **changes))


def _give_back(keep: Person, drop: Person, row: Merge, *, at: datetime) -> None:
    """The memberships that had come along, by their numbers, as they are believed now."""
    for came in _believed(keep).filter(number__in=row.numbers).order_by("valid_from"):
        Membership.objects.filter(pk=came.pk).update(superseded_at=at)
        reopens = came.ended_by == MERGED and came.number == row.closed
        until, how = (None, "") if reopens else (came.valid_to, came.ended_by)
        copy(came, drop, valid_to=until, ended_by=how, at=at)
    for hidden in Membership.objects.filter(pk__in=row.hidden):
        copy(hidden, drop, valid_to=None, ended_by="", at=at)


@action(Permission.PERSON_MERGE, on="one")
def tell_apart(*, one: Person, other: Person, by: Actor, at: datetime) -> Apart:
    """Say that two rows which look alike are two persons."""
    may(by, Permission.PERSON_MERGE, other).insist()
    first, second = sorted((one, other), key=lambda person: person.pk)
    row, _ = Apart.objects.get_or_create(one=first, other=second, defaults={"said_at": at})
    return row

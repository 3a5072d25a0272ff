"""Correcting what stands: the days of a membership, facts with their evidence, one's own phone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.files.actions import accept
from yugong.ground.files.owners import Owner, owners
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Account, Membership, Person
from yugong.ground.signin import codes
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.actions import confirming, enrolling

MOST = 3
TABLE = "people.membership"  # evidence belongs to the stretch it is about, so that its union may read it
owners.add(Owner(TABLE, lambda key: Membership.objects.filter(pk=key).first()))


def _keep(files: Sequence[Any], stretch: Membership | None, *, by: Actor, at: datetime) -> None:
    """Store the evidence and name it in the log."""
    if len(files) > MOST:
        raise Refused(f"依据最多 {MOST} 份", field="proof")
    if files and stretch is None:
        raise Refused("现在不是工会会员，依据请留在办件里", field="proof")
    owner = f"{TABLE}:{stretch.pk}" if stretch else ""
    facts(files=[str(accept(upload=one, owner=owner, by=by, at=at).pk) for one in files])


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def correct_stretch(
    *,
    person: Person,
    stretch: Membership,
    valid_from: date,
    valid_to: date | None,
    reason: str,
    files: Sequence[Any] = (),
    by: Actor,
    at: datetime,
) -> Membership:
    """Believe from now on that a stretch lasted so long; what was believed before stays on record."""
    if (valid_from, valid_to) == (stretch.valid_from, stretch.valid_to):
        raise Refused("日期和现在登记的一样，不用更正", field="valid_from")
    row: Membership = people.correct(
        person=person, stretch=stretch, valid_from=valid_from, valid_to=valid_to, reason=reason, by=by, at=at
    )
    words(reason=reason)
    facts(was=[stretch.valid_from, stretch.valid_to], now=[valid_from, valid_to])
    _keep(files, row, by=by, at=at)
    confirming.note_change(person, by=by, at=at)
    return row


@action(Permission.PERSON_CHANGE, on="person")
def correct_facts(
    *,
    person: Person,
    changes: dict[str, Any],
    reason: str,
    files: Sequence[Any] = (),
    by: Actor,
    at: datetime,
) -> Person:
    """Correct the facts that were given, with what proves them."""
    enrolling.correct(person=person, changes=changes, reason=reason, by=by, at=at)
    facts(changed=sorted(name for name, text in changes.items() if text and name != "paper"))
    words(reason=reason)
    _keep(files, queries.membership_of(person.pk), by=by, at=at)
    confirming.note_change(person, by=by, at=at)
    return person


def change_phone(*, account: Account, row: UUID, code: str, by: Actor, at: datetime) -> Account:
    """Give one's own account the phone that a right code proves; a wrong try counts whatever follows."""
    changed: Account = give_phone(
        account=account, phone=codes.prove(row, "".join(code.split()), at=at), by=by, at=at
    )
    return changed


@action(Permission.ACCOUNT_MANAGE, on="account")
def give_phone(*, account: Account, phone: str, by: Actor, at: datetime) -> Account:
    """Give one's own account, and one's record, a proved phone."""
    people.set_phone(account=account, phone=phone, verified=True, by=by, at=at)
    if account.person is not None:
        people.amend(
            person=account.person, changes={"phone": phone}, reason="本人凭验证码更换", by=SYSTEM, at=at
        )
        confirming.note_change(account.person, by=by, at=at)
    return account

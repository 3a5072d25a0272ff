"""Asking without a name: a person of whom nothing is known, and a code by which he follows his matter."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import pbkdf2_hmac
from hmac import compare_digest
from secrets import token_bytes, token_hex
from typing import Any

from yugong.engines.matters.actions.opening import enter
from yugong.engines.matters.actions.records import once
from yugong.engines.matters.models import FollowCode, Matter
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people import actions as people
from yugong.ground.people import vault
from yugong.ground.people.identity import Identity
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, VISITOR, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.flow import kinds
from yugong.kernel.permissions import Permission

NAMELESS = "匿名职工"
SOURCE = "nameless"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads like something else
LENGTH, MOST, REST, ROUNDS = 10, 5, timedelta(hours=1), 20_000
WRONG = "编号或者查询码不对，请核对后再试"


def open_nameless(
    *, kind: str, answers: Mapping[str, Any], key: str, by: Actor = VISITOR, at: datetime
) -> tuple[Matter, str]:
    """Open a matter for somebody who gives no name: (matter, code). The code is shown now and never again.

    He opens it himself, or an officer to whom he told it, who reads the code out to him.

    The same `key` again, from a phone whose answer got lost, gives the same matter and the same code.
    """
    if not kinds[kind].nameless:
        raise Refused(f"「{kinds[kind].name}」要登录后提交", code="needs_name")
    key = key or token_hex(16)
    code = code_of(key)
    body = ["nameless", kind, dict(answers)]
    matter = once(
        by=VISITOR, key=key, body=body, at=at,
        do=lambda: _open(kind=kind, answers=answers, code=code, by=by, at=at),
    )  # fmt: skip
    return matter, f"{code[:5]}-{code[5:]}"


@action(Permission.MATTER_FOLLOW, named="matters.open_nameless")
def _open(*, kind: str, answers: Mapping[str, Any], code: str, by: Actor, at: datetime) -> Matter:
    who = people.enrol(given=Identity(name=NAMELESS), source=SOURCE, by=SYSTEM, at=at)
    opener = by if by.seat else actor.person(who.pk)
    matter = enter(kind=kind, asker=who, answers=answers, unit=None, by=opener, at=at)
    matter.nameless = True
    matter.save(update_fields=["nameless"])
    salt = token_bytes(16)
    FollowCode.objects.create(matter=matter, salt=salt, digest=digest(code, salt), made_at=at)
    return matter


def code_of(key: str) -> str:
    """The code of a submission: only the platform can make it from its key."""
    number = int.from_bytes(vault.blind(key, "follow code")[:16])
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(LENGTH))


def digest(code: str, salt: bytes) -> bytes:
    """The fingerprint of a code."""
    return pbkdf2_hmac("sha256", code.encode(), salt, ROUNDS)


def follow(*, number: str, code: str, at: datetime) -> Matter:
    """The nameless matter with this number and code; a wrong pair takes as long to answer as a right one."""
    given = "".join(code.upper().split()).replace("-", "")
    row = FollowCode.objects.select_related("matter").filter(matter__number=number.strip()).first()
    if row is None:
        digest(given, b"nothing")
        raise Refused(WRONG, field="code", code="wrong_code")
    if not _try(row=row, given=given, by=VISITOR, at=at):
        raise Refused(WRONG, field="code", code="wrong_code")
    return row.matter


@action(Permission.MATTER_FOLLOW, on="row", named="matters.follow")
def _try(*, row: FollowCode, given: str, by: Actor, at: datetime) -> bool:
    """Whether the code fits; wrong tries are counted, and after some of them it rests for an hour."""
    fresh = row.wrong_at is None or at - row.wrong_at >= REST
    if not fresh and row.wrong >= MOST:
        raise Refused("输错次数太多，请一小时后再试，或者打 12351", field="code", code="too_many")
    right = compare_digest(digest(given, bytes(row.salt)), bytes(row.digest))
    right = right and row.matter.asker.source == SOURCE  # who gave his name meanwhile signs in
    row.wrong, row.wrong_at = (0, None) if right else ((1 if fresh else row.wrong + 1), at)
    row.save(update_fields=["wrong", "wrong_at"])
    facts(matter=row.matter.number, right=right)
    return right

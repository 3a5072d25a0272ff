"""Who may ask for a correction of his name or number: a member, who says what is right."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.decision import Decision


def eligible(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only what a union keeps needs its officer."""
    if queries.membership_of(asker.pk) is None:
        return Decision(False, "现在不是工会会员；入会时工会会核对姓名和证件号码，写错了可以补正")
    return Decision(True, "")

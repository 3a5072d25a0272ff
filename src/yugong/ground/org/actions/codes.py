"""The codes of units and employers: the social credit code, checked; a fresh code for joining."""

import secrets

from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_uscc

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def credit_code(code: str) -> str | None:
    """The code as it is stored; None when there is none, Refused when it is wrong."""
    if not code:
        return None
    checked = check_uscc(code)
    if not checked.valid:
        raise Refused(checked.why, field="uscc", code=checked.code)
    return checked.normalised


def join_code() -> str:
    """A code for joining that is easy to read out."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))

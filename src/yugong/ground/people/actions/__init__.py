"""The verbs about people: `people.actions.join(...)`, `people.actions.enrol(...)` and so on."""

from yugong.ground.people.actions.accounts import (
    close_account,
    link_account,
    open_account,
    set_password,
    set_phone,
)
from yugong.ground.people.actions.bulk import admit_many, analyse
from yugong.ground.people.actions.cards import issue_card_token, read_card_token, revoke_card_tokens
from yugong.ground.people.actions.employments import employ, end_employment
from yugong.ground.people.actions.keys import renew_values, retire_key, rotate_keys
from yugong.ground.people.actions.memberships import correct, end, join, restore, retain, transfer
from yugong.ground.people.actions.merging import adopt, merge, tell_apart, unmerge
from yugong.ground.people.actions.persons import (
    amend,
    consent,
    disclaim,
    enrol,
    look,
    reveal,
    verify,
    withdraw_consent,
)
from yugong.ground.people.actions.posts import appoint, relieve
from yugong.ground.people.sealing import Line

__all__ = [
    "Line",
    "admit_many",
    "adopt",
    "amend",
    "analyse",
    "appoint",
    "close_account",
    "consent",
    "correct",
    "disclaim",
    "employ",
    "end",
    "end_employment",
    "enrol",
    "issue_card_token",
    "join",
    "link_account",
    "look",
    "merge",
    "open_account",
    "read_card_token",
    "relieve",
    "renew_values",
    "restore",
    "retain",
    "retire_key",
    "reveal",
    "revoke_card_tokens",
    "rotate_keys",
    "set_password",
    "set_phone",
    "tell_apart",
    "transfer",
    "unmerge",
    "verify",
    "withdraw_consent",
]

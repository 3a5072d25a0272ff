"""Reading people: one person, lists of members, and who is signed in."""

from yugong.ground.people.queries.accounts import account_by_phone, phone_of_account
from yugong.ground.people.queries.history import (
    Holder,
    employments_of,
    holders,
    likely_same,
    roles_held,
    stretches_of,
)
from yugong.ground.people.queries.members import (
    MemberRow,
    MembersFilter,
    employer_clusters,
    member_count,
    members,
    members_on,
)
from yugong.ground.people.queries.persons import (
    CardView,
    PersonCard,
    card,
    card_view,
    consents_of,
    employment_of,
    find_by_number,
    find_by_phone,
    identity_of,
    membership_of,
    names,
    person_card,
)

__all__ = [
    "CardView",
    "Holder",
    "MemberRow",
    "MembersFilter",
    "PersonCard",
    "account_by_phone",
    "card",
    "card_view",
    "consents_of",
    "employer_clusters",
    "employment_of",
    "employments_of",
    "find_by_number",
    "find_by_phone",
    "holders",
    "identity_of",
    "likely_same",
    "member_count",
    "members",
    "members_on",
    "membership_of",
    "names",
    "person_card",
    "phone_of_account",
    "roles_held",
    "stretches_of",
]

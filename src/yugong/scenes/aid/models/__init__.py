"""What the scene keeps of its own: each file holds the rows of one function."""

from yugong.scenes.aid.models.facts import HouseholdFacts
from yugong.scenes.aid.models.household import (
    LIVE,
    ON_FILE,
    ConsentWay,
    ExitReason,
    HardshipCategory,
    Household,
    HouseholdConsent,
    HouseholdMember,
    HouseholdState,
    HouseholdVerdict,
    Statement,
)
from yugong.scenes.aid.models.mutual import (
    CoverState,
    EnrolmentState,
    MutualCover,
    MutualEnrolment,
    MutualPool,
    MutualReceipt,
)
from yugong.scenes.aid.models.mutual_claim import ClaimState, MutualClaim, MutualInvoice, MutualLead
from yugong.scenes.aid.models.posting import HouseholdMonth, Objection, Posting, Review, ReviewOutcome
from yugong.scenes.aid.models.visit import HomeVisit, HomeVisitor

__all__ = [
    "LIVE",
    "ON_FILE",
    "ClaimState",
    "ConsentWay",
    "CoverState",
    "EnrolmentState",
    "ExitReason",
    "HardshipCategory",
    "HomeVisit",
    "HomeVisitor",
    "Household",
    "HouseholdConsent",
    "HouseholdFacts",
    "HouseholdMember",
    "HouseholdMonth",
    "HouseholdState",
    "HouseholdVerdict",
    "MutualClaim",
    "MutualCover",
    "MutualEnrolment",
    "MutualInvoice",
    "MutualLead",
    "MutualPool",
    "MutualReceipt",
    "Objection",
    "Posting",
    "Review",
    "ReviewOutcome",
    "Statement",
]

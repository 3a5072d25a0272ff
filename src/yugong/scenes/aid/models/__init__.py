"""What the scene keeps of its own: each file holds the rows of one function."""

from yugong.scenes.aid.models.chain import Chain, ChainLink, LinkState, SchoolStage, Step, WorkPost
from yugong.scenes.aid.models.facts import FactsImport, HouseholdFacts
from yugong.scenes.aid.models.goods import Parcel, Share, Way
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
from yugong.scenes.aid.models.mutual_refund import MutualRefund, RefundState
from yugong.scenes.aid.models.offer import AidOffer, AidScan, OfferState
from yugong.scenes.aid.models.posting import HouseholdMonth, Objection, Posting, Review, ReviewOutcome
from yugong.scenes.aid.models.programme import Grant, GrantState, Listed, Programme, Season, Target
from yugong.scenes.aid.models.trial import PolicyTrial
from yugong.scenes.aid.models.visit import HomeVisit, HomeVisitor

__all__ = [
    "LIVE",
    "ON_FILE",
    "AidOffer",
    "AidScan",
    "Chain",
    "ChainLink",
    "ClaimState",
    "ConsentWay",
    "CoverState",
    "EnrolmentState",
    "ExitReason",
    "FactsImport",
    "Grant",
    "GrantState",
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
    "LinkState",
    "Listed",
    "MutualClaim",
    "MutualCover",
    "MutualEnrolment",
    "MutualInvoice",
    "MutualLead",
    "MutualPool",
    "MutualReceipt",
    "MutualRefund",
    "Objection",
    "OfferState",
    "Parcel",
    "PolicyTrial",
    "Posting",
    "Programme",
    "RefundState",
    "Review",
    "ReviewOutcome",
    "SchoolStage",
    "Season",
    "Share",
    "Statement",
    "Step",
    "Target",
    "Way",
    "WorkPost",
]

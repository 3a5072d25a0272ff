"""What the scene keeps of its own: each file holds the rows of one function."""

from yugong.scenes.rights.models.law import LawAnswer, LawSession
from yugong.scenes.rights.models.legal_aid import AidState, LawField, Lawyer, LegalAid
from yugong.scenes.rights.models.letters import LetterState, SupervisionLetter
from yugong.scenes.rights.models.mediation import (
    BodyKind,
    Mediation,
    MediationBody,
    MediationOffer,
    MediationPayment,
    MediationSession,
    MediationState,
)
from yugong.scenes.rights.models.teams import Badge, Schooling, SupervisionBody

__all__ = [
    "AidState",
    "Badge",
    "BodyKind",
    "LawAnswer",
    "LawField",
    "LawSession",
    "Lawyer",
    "LegalAid",
    "LetterState",
    "Mediation",
    "MediationBody",
    "MediationOffer",
    "MediationPayment",
    "MediationSession",
    "MediationState",
    "Schooling",
    "SupervisionBody",
    "SupervisionLetter",
]
